using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tidings.Tests.Durability;

/// <summary>
/// Reads raw lines with nothing but the runtime: System.Text.Json, dates, HTML entities. What cannot be used is passed
/// over.
/// </summary>
/// <param name="receivedAt">When the lines were received, unix milliseconds.</param>
sealed partial class OracleReader(long receivedAt)
{
    static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    /// <summary>Every version of every post.</summary>
    public List<OraclePost> Posts { get; } = [];

    /// <summary>Every delete.</summary>
    public List<OracleDelete> Deletes { get; } = [];

    /// <summary>Every notice of an account.</summary>
    public List<OracleAccount> Accounts { get; } = [];

    /// <summary>Reads one line.</summary>
    public void Read(byte[] line)
    {
        if (TryParse(Encoding.UTF8.GetString(line)) is not { ValueKind: JsonValueKind.Object } record)
            return;
        if (Has(record, "kind"))
            ReadJetstream(record);
        else if (Has(record, "event"))
            ReadMastodonEvent(record);
        else if (At(record, "data", "delete") is { } notice)
            ReadXDelete(notice);
        else if (Has(record, "data"))
            ReadXObject(record);
        else if (Has(record, "uri") && Has(record, "content"))
            ReadMastodonStatus(record);
        else if (At(record, "delete") is { } delete)
            ReadXDelete(delete);
        else
            ReadXStatus(record);
    }

    static JsonElement? TryParse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Deep);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value below an object; null where there is none.</summary>
    static JsonElement? At(JsonElement? from, params string[] path)
    {
        foreach (var name in path)
        {
            if (from is not { ValueKind: JsonValueKind.Object } parent || !parent.TryGetProperty(name, out var child)
                || child.ValueKind == JsonValueKind.Null)
                return null;
            from = child;
        }
        return from;
    }

    static bool Has(JsonElement record, string name) => At(record, name) is not null;

    static string? Text(JsonElement? from, params string[] path) =>
        At(from, path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>An id, which may be written as a number.</summary>
    static string? Id(JsonElement? from, string name) =>
        Text(from, name) ?? (At(from, name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : null);

    static long? Number(JsonElement? from, params string[] path) =>
        At(from, path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value)
            ? value
            : null;

    static List<JsonElement> Items(JsonElement? from, params string[] path) =>
        At(from, path) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

    static IEnumerable<string> Texts(IEnumerable<JsonElement> items) =>
        items.Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);

    /// <summary>A date in ISO-8601 or as X v1.1 writes it; null where it is none.</summary>
    static long? Date(string? text)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (text is null)
            return null;
        var found = IsoDate.IsMatch(text)
            ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, utc, out var date)
            : DateTimeOffset.TryParseExact(
                text, "ddd MMM dd HH:mm:ss '+0000' yyyy", CultureInfo.InvariantCulture, utc, out date);
        return found ? date.ToUnixTimeMilliseconds() : null;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    static partial Regex IsoDate { get; }

    /// <summary>From the first public post on, to five minutes ahead of the receipt.</summary>
    bool IsAccepted(long postedAt) =>
        postedAt >= new DateTimeOffset(2006, 3, 21, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()
        && postedAt <= receivedAt + 5 * 60_000;

    static List<string> Languages(IEnumerable<string?> codes) =>
    [
        .. codes.OfType<string>().Select(code => code.Split('-', '_')[0].ToLowerInvariant())
            .Where(code => code != "und" && code.Length is >= 2 and <= 8),
    ];

    static string Unescape(string text) => WebUtility.HtmlDecode(text);
}
