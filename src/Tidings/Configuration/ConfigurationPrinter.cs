using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>Shows a configuration. Secrets come out as <c>***</c>, whatever the form.</summary>
static partial class ConfigurationPrinter
{
    // Emoji and signs as they are: this goes to terminals and files, never into HTML.
    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// All settings as JSON, which is itself a settings file once the masked secrets are given again.
    /// </summary>
    public static string ToJson(TidingsOptions options)
    {
        var root = new JsonObject();
        foreach (var setting in SettingTable.All)
        {
            var section = root;
            var name = setting.Key;
            if (name.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot)
            {
                section = root[name[..dot]] as JsonObject;
                if (section is null)
                    root[name[..dot]] = section = [];
                name = name[(dot + 1)..];
            }
            section[name] = setting.Print(options);
        }
        return ShowEmoji(root.ToJsonString(Indented));
    }

    /// <summary>One row for each setting, and one for each token that an alias gave to a source.</summary>
    public static IReadOnlyList<SettingRow> ToRows(LoadedConfiguration configuration)
    {
        var rows = new List<SettingRow>();
        foreach (var setting in SettingTable.All)
        {
            rows.Add(new(
                setting.Key, Show(setting.Print(configuration.Options)),
                configuration.OriginOf(setting.Key).ToString()));
            var tokens = configuration.Origins.Where(
                origin => origin.Key.StartsWith(setting.Key + "[", StringComparison.Ordinal));
            rows.AddRange(tokens.OrderBy(origin => origin.Key, StringComparer.Ordinal)
                .Select(origin => new SettingRow(origin.Key, Secret.Mask, origin.Value.ToString())));
        }
        return rows;
    }

    static string Show(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => ShowEmoji(value.ToJsonString(Compact)),
    };

    // The encoder leaves everything as it is but characters beyond U+FFFF: those become two escapes, always.
    static string ShowEmoji(string json) => Escape().Replace(json, match => match.Groups[1].Success
        ? new string([Unit(match.Groups[1]), Unit(match.Groups[2])])
        : match.Value);

    static char Unit(Group digits) =>
        (char)int.Parse(digits.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>
    /// Any escape, so that a backslash that is itself escaped is passed over; the groups are those of a pair.
    /// </summary>
    [GeneratedRegex(@"\\(?:u(D[89AB][0-9A-F]{2})\\u(D[C-F][0-9A-F]{2})|.)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
