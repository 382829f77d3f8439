using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>
/// The topics: a list, or for short an object that maps each name to its synonyms (null for a preset).
/// </summary>
sealed class TopicsFormat() : ListFormat<TopicOptions>(new TopicFormat(), "a list of topics")
{
    protected override IReadOnlyList<SettingNode>? ItemsOf(SettingNode node) =>
        node.Kind == SettingNodeKind.Object ? [.. node.Members.Select(AsItem)] : base.ItemsOf(node);

    protected override bool Check(ValueList<TopicOptions> items, string key, FaultList faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var unique = true;
        for (var i = 0; i < items.Count; i++)
        {
            if (names.Add(items[i].Name))
                continue;
            faults.Add($"{key}[{i}]", $"the topic '{items[i].Name}' is given twice");
            unique = false;
        }
        return unique;
    }

    static SettingNode AsItem(KeyValuePair<string, SettingNode> member)
    {
        var name = new SettingNode(SettingNodeKind.Text, member.Value.Place) { Text = member.Key };
        return new(SettingNodeKind.Object, member.Value.Place)
        {
            Members = [new("name", name), new("synonyms", member.Value)],
        };
    }
}
