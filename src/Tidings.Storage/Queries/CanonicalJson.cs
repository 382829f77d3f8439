using System.Text;
using System.Text.Json;

namespace Tidings.Storage.Queries;

/// <summary>
/// JSON as every store gives it out. <c>jsonb</c> forgets the order of keys and the spaces of what it was given.
/// </summary>
static class CanonicalJson
{
    /// <summary>The reasons and attributes of topic hours, in the order in which the filters are tested.</summary>
    static readonly string[] Attributes = ["repost", "language", "followers", "account_age", "blacklist"];

    /// <summary>Counts by reason or attribute, in the order of the filters.</summary>
    public static string Counts(string json) => json == "{}" ? json : Write(json, Attributes);

    /// <summary>Any JSON without spaces, the keys in ordinal order.</summary>
    public static string Of(string json) => Write(json, []);

    static string Write(string json, string[] first)
    {
        using var document = JsonDocument.Parse(json);
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(
            bytes, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, document.RootElement, first);
        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    static void Write(Utf8JsonWriter writer, JsonElement element, string[] first)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject()
                    .OrderBy(property => (uint)Array.IndexOf(first, property.Name)) // those not named come last
                    .ThenBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, first);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item, first);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number when element.TryGetInt64(out var whole):
                writer.WriteNumberValue(whole);
                break;
            case JsonValueKind.Number: // 1e-7 and 0.0000001 are one number
                writer.WriteNumberValue(element.GetDouble());
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
