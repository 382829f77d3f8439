using System.Globalization;
using System.Text.Json;

namespace Tidings.Cli.Output;

/// <summary>Writes one value in each of the formats.</summary>
static class Cell
{
    public static void WriteJson(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case RawJson raw: json.WriteRawValue(raw.Json); break;
            default: json.WriteStringValue(ToText(value)); break;
        }
    }

    /// <summary>The value in full, as CSV has it.</summary>
    public static string ToText(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        RawJson raw => raw.Json,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
