using System.Text.Json;

namespace Tidings.Sources;

/// <summary>A JSON string or number by its place in the record; nothing is copied until it is wanted.</summary>
/// <param name="Start">Offset of the first byte behind the quote; 0 = absent (no value of an object begins
/// there).</param>
/// <param name="Length">Bytes, still escaped.</param>
/// <param name="IsEscaped">True where the value holds backslash escapes.</param>
readonly record struct JsonText(int Start, int Length, bool IsEscaped)
{
    public bool IsPresent => Start > 0;

    /// <summary>
    /// The string at the reader's place; absent for a value of another type, whose children are skipped.
    /// </summary>
    public static JsonText OfString(ref JsonCursor reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new(reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
        reader.Skip();
        return default;
    }

    /// <summary>The number at the reader's place, as its digits.</summary>
    public static JsonText OfNumber(ref JsonCursor reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return new(reader.TokenStartIndex, reader.ValueSpan.Length, false);
        reader.Skip();
        return default;
    }

    /// <summary>An id: a string, or a number where an older recording has only that.</summary>
    public static JsonText OfId(ref JsonCursor reader) =>
        reader.TokenType == JsonTokenType.Number ? OfNumber(ref reader) : OfString(ref reader);

    /// <summary>The object or array at the reader's place, whole.</summary>
    public static JsonText OfTree(ref JsonCursor reader)
    {
        var start = reader.TokenStartIndex;
        reader.Skip();
        return new(start, reader.BytesConsumed - start, false);
    }
}
