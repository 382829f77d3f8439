using System.Text.Json.Nodes;
using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>A list; in the environment also a JSON list, or items with commas between.</summary>
class ListFormat<T>(SettingFormat<T> item, string expected) : SettingFormat<ValueList<T>>(expected)
{
    public override bool TryRead(SettingNode node, string key, FaultList faults, out ValueList<T> value)
    {
        value = [];
        if (node.Unpack(key, faults) is not { } unpacked)
            return false;
        if (ItemsOf(unpacked) is not { } nodes)
        {
            faults.AddUnexpected(key, Expected, unpacked, showValue: false);
            return false;
        }
        var items = new List<T>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
            if (item.TryRead(nodes[i], $"{key}[{i}]", faults, out var read))
                items.Add(read);
        value = [.. items];
        return items.Count == nodes.Count && Check(value, key, faults);
    }

    public override JsonNode Write(ValueList<T> value) => new JsonArray([.. value.Select(item.Write)]);

    public override IEnumerable<string> KeysBelow(string key) => item.KeysBelow($"{key}[]");

    /// <summary>What must hold between the items; false, with faults, where it does not.</summary>
    protected virtual bool Check(ValueList<T> items, string key, FaultList faults) => true;

    protected virtual IReadOnlyList<SettingNode>? ItemsOf(SettingNode node) => node switch
    {
        { Kind: SettingNodeKind.List } => node.Items,
        { IsLoose: true, Kind: SettingNodeKind.Text } =>
        [
            .. node.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(text => node with { Text = text }),
        ],
        _ => null,
    };
}
