using System.Text;
using System.Text.Json;

namespace Tidings.Cli.Configuration;

/// <summary>
/// Reads JSON with comments and trailing commas into <see cref="SettingNode"/>s that remember their line. (The
/// framework's configuration reader forgets types and lines, and merges lists by index.)
/// </summary>
static class JsonSettings
{
    static readonly JsonReaderOptions ReaderOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
    };

    /// <summary>
    /// A whole file; null, with a fault, where it is not JSON. A file without anything in it is an empty object.
    /// </summary>
    public static SettingNode? ParseFile(string text, string name, FaultList faults)
    {
        var trimmed = text.TrimStart('\uFEFF');
        if (string.IsNullOrWhiteSpace(trimmed))
            return new(SettingNodeKind.Object, name);
        var node = Parse(trimmed, name, byLine: true, name, faults);
        if (node is null or { Kind: SettingNodeKind.Object })
            return node;
        faults.AddUnexpected(name, "an object of settings", node, showValue: false);
        return null;
    }

    /// <summary>JSON inside an environment variable or an option.</summary>
    public static SettingNode? ParseInline(string text, string place, string key, FaultList faults) =>
        Parse(text, place, byLine: false, key, faults);

    static SettingNode? Parse(string text, string place, bool byLine, string key, FaultList faults)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, ReaderOptions);
        var lines = new LineCounter(bytes, place, byLine);
        try
        {
            reader.Read();
            var node = Read(ref reader, lines, "", faults);
            reader.Read(); // anything behind the value is a fault too
            return node;
        }
        catch (JsonException exception)
        {
            // The exception's own message may quote the text, and with it a secret.
            var line = (int)(exception.LineNumber ?? 0);
            var column = Column(bytes, line, (int)(exception.BytePositionInLine ?? 0));
            faults.Add(key, $"not valid JSON at line {line + 1}, column {column} ({place})");
        }
        catch (InvalidOperationException)
        {
            var here = lines.PlaceOf((int)reader.TokenStartIndex);
            faults.Add(key, $"not valid JSON: a \\u escape is half a surrogate pair ({here})");
        }
        return null;
    }

    static SettingNode Read(ref Utf8JsonReader reader, LineCounter lines, string path, FaultList faults)
    {
        var node = new SettingNode(SettingNodeKind.Null, lines.PlaceOf((int)reader.TokenStartIndex))
        {
            IsLoose = lines.IsLoose,
        };
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return node with
                {
                    Kind = SettingNodeKind.Object,
                    Members = ReadMembers(ref reader, lines, path, faults),
                };
            case JsonTokenType.StartArray:
                var items = new List<SettingNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Read(ref reader, lines, $"{path}[{items.Count}]", faults));
                return node with { Kind = SettingNodeKind.List, Items = items };
            case JsonTokenType.String:
                return node with { Kind = SettingNodeKind.Text, Text = reader.GetString()! };
            case JsonTokenType.Number:
                return node with { Kind = SettingNodeKind.Number, Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            case JsonTokenType.True or JsonTokenType.False:
                return node with { Kind = SettingNodeKind.Boolean, Text = reader.GetBoolean() ? "true" : "false" };
            default:
                return node;
        }
    }

    static List<KeyValuePair<string, SettingNode>> ReadMembers(
        ref Utf8JsonReader reader, LineCounter lines, string path, FaultList faults)
    {
        var members = new List<KeyValuePair<string, SettingNode>>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var key = path.Length == 0 ? name : $"{path}.{name}";
            var place = lines.PlaceOf((int)reader.TokenStartIndex);
            reader.Read();
            var value = Read(ref reader, lines, key, faults);
            if (names.Add(name))
                members.Add(new(name, value));
            else
                faults.Add(key, $"given twice ({place})");
        }
        return members;
    }

    static int Column(ReadOnlySpan<byte> bytes, int line, int bytePosition)
    {
        for (; line > 0; line--)
            bytes = bytes[(bytes.IndexOf((byte)'\n') + 1)..];
        return Encoding.UTF8.GetCharCount(bytes[..Math.Min(bytePosition, bytes.Length)]) + 1;
    }

    /// <summary>Says on which line a byte stands; asked in rising order, so each byte is looked at once.</summary>
    sealed class LineCounter(byte[] bytes, string place, bool byLine)
    {
        int _line = 1;
        int _counted;

        public bool IsLoose => !byLine;

        public string PlaceOf(int index)
        {
            if (!byLine)
                return place;
            _line += bytes.AsSpan(_counted, index - _counted).Count((byte)'\n');
            _counted = index;
            return $"{place} line {_line}";
        }
    }
}
