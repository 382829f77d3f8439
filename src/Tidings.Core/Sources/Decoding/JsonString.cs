using System.Text.Json;

namespace Tidings.Sources;

/// <summary>Reads one JSON string that stands alone.</summary>
public sealed class JsonString
{
    readonly TextScratch _scratch = new();

    /// <summary>
    /// The text of a JSON string, lone surrogates and invalid bytes as U+FFFD; false where <paramref name="json"/> is
    /// anything else. The text is valid until the next call.
    /// </summary>
    public bool TryDecode(ReadOnlyMemory<byte> json, out ReadOnlyMemory<byte> text)
    {
        text = default;
        _scratch.Reset();
        var reader = new Utf8JsonReader(json.Span);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                return false;
            var found = json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            var isEscaped = reader.ValueIsEscaped;
            if (reader.Read())
                return false;
            text = _scratch.Clean(found, isEscaped);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
