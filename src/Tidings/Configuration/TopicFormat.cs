using System.Text;
using System.Text.Json.Nodes;
using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>A topic: the name of a preset, or an object with a name and synonyms.</summary>
sealed class TopicFormat() : SettingFormat<TopicOptions>(
    $"a preset ({string.Join(", ", TopicOptions.PresetNames)}) or an object with name and synonyms")
{
    static readonly ScalarFormat<string> Name = Formats.Text(
        "a name of 1 to 64 letters, digits, '_' and '-'", NormaliseName);

    static readonly ListFormat<string> Synonyms = new(
        Formats.Text("a #hashtag, a $cashtag, a word or a phrase",
            text => text.AsSpan().Trim().Trim("#$").IsEmpty ? null : text.Trim()),
        "a list of #hashtags, $cashtags, words and phrases");

    static readonly ObjectFormat<TopicOptions> Object = new("a topic", new("", null),
    [
        new Setting<TopicOptions, string>(
            "name", Name, topic => topic.Name, (topic, value) => topic with { Name = value }),
        new Setting<TopicOptions, ValueList<string>>(
            "synonyms", Synonyms, topic => topic.Synonyms, (topic, value) => topic with { Synonyms = value }),
    ], "name");

    public override bool TryRead(SettingNode node, string key, FaultList faults, out TopicOptions value)
    {
        value = new("", null);
        if (node.Unpack(key, faults) is not { } unpacked)
            return false;
        if (unpacked.Kind is SettingNodeKind.List or SettingNodeKind.Number or SettingNodeKind.Boolean
            or SettingNodeKind.Null)
        {
            faults.AddUnexpected(key, Expected, unpacked, showValue: true);
            return false;
        }
        if (unpacked.Kind == SettingNodeKind.Object)
            return Object.TryRead(unpacked, key, faults, out value) && Check(value, unpacked, key, faults);
        if (!Name.TryRead(unpacked, key, faults, out var name))
            return false;
        value = new(name, null);
        return Check(value, unpacked, key, faults);
    }

    public override JsonNode? Write(TopicOptions value) => value.Synonyms is null ? value.Name : Object.Write(value);

    public override IEnumerable<string> KeysBelow(string key) => Object.KeysBelow(key);

    static bool Check(TopicOptions topic, SettingNode node, string key, FaultList faults)
    {
        if (topic.Synonyms is { Count: 0 })
            faults.Add($"{key}.synonyms", $"a topic needs at least one synonym ({node.Place})");
        else if (topic.Synonyms is null && !TopicOptions.PresetNames.Contains(topic.Name))
            faults.Add(key, $"'{topic.Name}' is not a preset, so it needs synonyms; presets are "
                + $"{string.Join(", ", TopicOptions.PresetNames)} ({node.Place})",
                NearestKey.Of(topic.Name, TopicOptions.PresetNames));
        else
            return true;
        return false;
    }

    static string? NormaliseName(string text)
    {
        var lower = text.Trim().ToLowerInvariant();
        return lower.Length is > 0 and <= 64 && lower.EnumerateRunes().All(IsInName) ? lower : null;
    }

    static bool IsInName(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-';
}
