using System.Runtime.CompilerServices;
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
            var symbol = Symbol(json, ref at);
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
            {
                at++;
                symbol = Symbol(json, ref at);
            }
            if (isInObject)
            {
                at = Colon(json, symbol == '"' ? StringEnd(json, at + 1, out _) : throw Broken());
                symbol = Symbol(json, ref at);
            }
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

    /// <summary>The first byte from a place on that is no white space; steps to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static byte Symbol(ReadOnlySpan<byte> json, ref int at)
    {
        if ((uint)at >= (uint)json.Length || json[at] <= ' ')
            at = Blank(json, at);
        return Byte(json, at);
    }

    /// <summary>Behind the white space at a place.</summary>
    static int Blank(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        return at;
    }

    /// <summary>Behind the colon that must follow a name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Colon(ReadOnlySpan<byte> json, int at) => Symbol(json, ref at) == ':' ? at + 1 : throw Broken();
}
