using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace Tidings.Sources;

ref partial struct JsonCursor
{
    /// <summary>Of an object or array whose start was read, steps to its end; without effect elsewhere.</summary>
    /// <exception cref="JsonException">It is broken, or nested too deeply.</exception>
    public void Skip()
    {
        if (TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        var json = _json; // all of it in registers, as far as they go
        var (at, objects, depth) = (_at, _objects, _depth);
        var isOpened = true;
        while (true)
        {
            at = Blank(json, at);
            var symbol = Byte(json, at);
            var isInObject = objects.IsObject;
            if (isOpened ? symbol is (byte)'}' or (byte)']' : symbol != ',')
            {
                if (symbol != (isInObject ? '}' : ']'))
                    throw Broken();
                if (depth == _depth)
                    break;
                objects.Pop();
                depth--;
                at++;
                isOpened = false;
                continue;
            }
            if (!isOpened)
                at = Blank(json, at + 1);
            if (isInObject)
                at = Blank(json, Byte(json, at) == '"' ? Colon(json, StringEnd(json, at + 1, out _)) : throw Broken());
            symbol = Byte(json, at);
            isOpened = symbol is (byte)'{' or (byte)'[';
            if (isOpened)
            {
                if (++depth > MaxDepth)
                    throw Broken();
                objects.Push(symbol == '{');
                at++;
            }
            else
                at = symbol == '"' ? StringEnd(json, at + 1, out _) : ScalarEnd(json, at);
        }
        _at = at;
        Close(at);
    }

    static JsonException Broken() => new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static byte Byte(ReadOnlySpan<byte> json, int at) => (uint)at < (uint)json.Length ? json[at] : throw Broken();

    /// <summary>Behind the white space at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Blank(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        return at;
    }

    /// <summary>Behind the colon that must follow a name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Colon(ReadOnlySpan<byte> json, int at)
    {
        at = Blank(json, at);
        return Byte(json, at) == ':' ? at + 1 : throw Broken();
    }

    /// <summary>Behind the quote that ends a string.</summary>
    /// <remarks>Code with vectors of 32 bytes cannot be compiled ahead of time.</remarks>
    static int StringEnd(ReadOnlySpan<byte> json, int at, out bool isEscaped)
    {
        isEscaped = false;
        while (true)
        {
            while (json.Length - at >= Vector128<byte>.Count)
            {
                var bytes = Vector128.Create(json[at..]);
                var special = Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                    | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                    | Vector128.LessThan(bytes, Vector128.Create((byte)' '));
                var found = special.ExtractMostSignificantBits();
                if (found != 0)
                {
                    at += BitOperations.TrailingZeroCount(found);
                    break;
                }
                at += Vector128<byte>.Count;
            }
            var symbol = Byte(json, at++);
            if (symbol == '"')
                return at;
            if (symbol == '\\')
            {
                isEscaped = true;
                at = EscapeEnd(json, at);
            }
            else if (symbol < ' ')
                throw Broken();
        }
    }

    /// <summary>Behind the escape whose backslash lies before a place.</summary>
    static int EscapeEnd(ReadOnlySpan<byte> json, int at)
    {
        var symbol = Byte(json, at++);
        if (symbol == 'u')
            return json.Length - at >= 4 && IsHex(json[at]) && IsHex(json[at + 1]) && IsHex(json[at + 2])
                && IsHex(json[at + 3]) ? at + 4 : throw Broken();
        return "\"\\/bfnrt"u8.Contains(symbol) ? at : throw Broken();
    }

    static bool IsHex(byte digit) => char.IsAsciiHexDigit((char)digit);

    /// <summary>Behind a number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    static int ScalarEnd(ReadOnlySpan<byte> json, int at)
    {
        var rest = json[at..];
        return Byte(json, at) switch
        {
            (byte)'n' when rest.StartsWith("null"u8) => at + 4,
            (byte)'t' when rest.StartsWith("true"u8) => at + 4,
            (byte)'f' when rest.StartsWith("false"u8) => at + 5,
            (byte)'-' => NumberEnd(json, at + 1),
            _ => NumberEnd(json, at),
        };
    }

    static int NumberEnd(ReadOnlySpan<byte> json, int at)
    {
        at = Byte(json, at) == '0' ? at + 1 : DigitsEnd(json, at);
        if (at < json.Length && json[at] == '.')
            at = DigitsEnd(json, at + 1);
        if (at < json.Length && (json[at] | 0x20) == 'e')
        {
            var sign = Byte(json, at + 1) is (byte)'+' or (byte)'-' ? 2 : 1;
            at = DigitsEnd(json, at + sign);
        }
        return at == json.Length || json[at] is (byte)',' or (byte)'}' or (byte)']' or (byte)'/'
            or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' ? at : throw Broken();
    }

    /// <summary>Behind one digit or more.</summary>
    static int DigitsEnd(ReadOnlySpan<byte> json, int at)
    {
        if (!char.IsAsciiDigit((char)Byte(json, at)))
            throw Broken();
        while (at < json.Length && char.IsAsciiDigit((char)json[at]))
            at++;
        return at;
    }
}
