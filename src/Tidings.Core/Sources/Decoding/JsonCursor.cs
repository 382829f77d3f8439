using System.Buffers.Text;
using System.Text.Json;

namespace Tidings.Sources;

/// <summary>
/// Reads one JSON value token by token, with the names and the rules of <see cref="Utf8JsonReader"/>: RFC 8259 without
/// comments and trailing commas. It takes half the time, because it is never suspended between two buffers and passes
/// over what nobody wants (most of a status) without making tokens of it.
/// </summary>
/// <remarks>
/// What is skipped is as valid as what is read. As there, the bytes of strings need not be valid UTF-8.
/// </remarks>
/// <param name="json">The value, and maybe others behind it.</param>
ref partial struct JsonCursor(ReadOnlySpan<byte> json)
{
    /// <summary>How deep objects and arrays may be nested.</summary>
    public const int MaxDepth = 128;

    readonly ReadOnlySpan<byte> _json = json;
    OpenBrackets _objects;
    int _depth;
    int _at;
    int _length;

    public JsonTokenType TokenType { get; private set; }

    /// <summary>Where the token begins; of a string, its quote.</summary>
    public int TokenStartIndex { get; private set; }

    /// <summary>True where the string or name has escapes.</summary>
    public bool ValueIsEscaped { get; private set; }

    /// <summary>Behind the last token; of a name, behind its colon.</summary>
    public readonly int BytesConsumed => _at;

    /// <summary>The string or name without quotes, still escaped, or the digits of the number.</summary>
    public readonly ReadOnlySpan<byte> ValueSpan => _json.Slice(
        TokenStartIndex + (TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0), _length);

    /// <summary>Steps to the next token; false behind the value, where nothing but white space may follow.</summary>
    /// <exception cref="JsonException">It is broken, or nested too deeply.</exception>
    public bool Read()
    {
        var at = Blank(_json, _at);
        switch (TokenType)
        {
            case JsonTokenType.None or JsonTokenType.PropertyName:
                ReadValue(at);
                return true;
            case JsonTokenType.StartObject or JsonTokenType.StartArray when Byte(_json, at) is (byte)'}' or (byte)']':
                Close(at);
                return true;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                break;
            default:
                if (_depth == 0)
                    return at == _json.Length ? false : throw Broken();
                if (Byte(_json, at) != ',')
                {
                    Close(at);
                    return true;
                }
                at = Blank(_json, at + 1);
                break;
        }
        if (_objects.IsObject)
            ReadName(at);
        else
            ReadValue(at);
        return true;
    }

    public readonly bool TryGetInt64(out long value) =>
        Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length;

    public readonly bool TryGetInt32(out int value) =>
        Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length;

    void ReadName(int at)
    {
        if (Byte(_json, at) != '"')
            throw Broken();
        var end = StringEnd(_json, at + 1, out var isEscaped);
        _at = Colon(_json, end);
        (TokenType, TokenStartIndex, _length, ValueIsEscaped) =
            (JsonTokenType.PropertyName, at, end - at - 2, isEscaped);
    }

    void ReadValue(int at)
    {
        TokenStartIndex = at;
        var first = Byte(_json, at);
        switch (first)
        {
            case (byte)'{' or (byte)'[':
                if (++_depth > MaxDepth)
                    throw Broken();
                _objects.Push(first == '{');
                TokenType = first == '{' ? JsonTokenType.StartObject : JsonTokenType.StartArray;
                (_at, _length) = (at + 1, 1);
                break;
            case (byte)'"':
                _at = StringEnd(_json, at + 1, out var isEscaped);
                (TokenType, _length, ValueIsEscaped) = (JsonTokenType.String, _at - at - 2, isEscaped);
                break;
            default:
                _at = ScalarEnd(_json, at);
                _length = _at - at;
                TokenType = first switch
                {
                    (byte)'t' => JsonTokenType.True,
                    (byte)'f' => JsonTokenType.False,
                    (byte)'n' => JsonTokenType.Null,
                    _ => JsonTokenType.Number,
                };
                break;
        }
    }

    void Close(int at)
    {
        var isObject = _objects.IsObject;
        if (_json[at] != (isObject ? '}' : ']'))
            throw Broken();
        _objects.Pop();
        _depth--;
        (_at, _length, TokenStartIndex) = (at + 1, 1, at);
        TokenType = isObject ? JsonTokenType.EndObject : JsonTokenType.EndArray;
    }
}
