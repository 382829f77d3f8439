using System.Text.Json;

namespace Tidings.Sources;

ref partial struct JsonCursor
{
    /// <summary>
    /// In an object, behind its start or the value of a member, steps to the next member's name; false at the object's
    /// end, to which it steps, and anywhere else.
    /// </summary>
    /// <param name="name">The name without escapes; empty where it is too long to be known.</param>
    /// <exception cref="JsonException">It is broken.</exception>
    public bool ReadName(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!_objects.IsObject)
            return false;
        var json = _json;
        var at = _at;
        var symbol = Symbol(json, ref at);
        if (symbol == ',' && TokenType != JsonTokenType.StartObject)
        {
            at++;
            symbol = Symbol(json, ref at);
        }
        else if (symbol != '"' || TokenType != JsonTokenType.StartObject)
        {
            Close(at);
            return false;
        }
        if (symbol != '"')
            throw Broken();
        var end = StringEnd(json, at + 1, out var isEscaped);
        name = json[(at + 1)..(end - 1)];
        if (isEscaped)
            name = RecordKeys.Unescaped(name);
        _at = Colon(json, end);
        TokenType = JsonTokenType.PropertyName;
        return true;
    }

    /// <summary>Behind a name, steps to its value.</summary>
    /// <exception cref="JsonException">It is broken, or nested too deeply.</exception>
    public void ReadValue()
    {
        var at = _at;
        Symbol(_json, ref at);
        ReadValue(at);
    }

    /// <summary>Behind a name, steps over its value.</summary>
    /// <exception cref="JsonException">It is broken, or nested too deeply.</exception>
    public void SkipValue()
    {
        var at = _at;
        var symbol = Symbol(_json, ref at);
        if (symbol is (byte)'{' or (byte)'[')
        {
            ReadValue(at);
            Skip();
            return;
        }
        _at = symbol == '"' ? StringEnd(_json, at + 1, out _) : ScalarEnd(_json, at);
        TokenType = JsonTokenType.Null; // whichever it was, it lies behind
    }
}
