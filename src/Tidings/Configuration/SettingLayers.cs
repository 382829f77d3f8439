namespace Tidings.Cli.Configuration;

/// <summary>
/// Lays the layers over one another, key by key. A list is one value: a later layer replaces it as a whole, for
/// merging by index would mix unrelated items.
/// </summary>
sealed class SettingLayers(FaultList faults)
{
    const string FilterSection = "filters";
    const string FilterPreset = "filters.preset";

    readonly Dictionary<string, (SettingNode Node, ValueOrigin Origin)> _values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, (SettingNode Node, ValueOrigin Origin)> Values => _values;

    /// <summary>Lays a tree of settings over what is there.</summary>
    public void Add(SettingNode root, OriginKind kind) => AddSection(root, "", kind);

    /// <summary>Lays one value over what is there.</summary>
    public void Set(string key, SettingNode node, OriginKind kind) => _values[key] = (node, new(kind, node.Place));

    public OriginKind KindOf(string key) =>
        _values.TryGetValue(key, out var value) ? value.Origin.Kind : OriginKind.Default;

    void AddSection(SettingNode section, string prefix, OriginKind kind)
    {
        // a preset first: the keys beside it refine it, wherever they stand
        foreach (var (name, node) in section.Members.OrderBy(member => IsPreset(prefix + member.Key) ? 0 : 1))
        {
            var key = prefix + name;
            if (SettingTable.Find(key) is { } setting)
                Set(setting.Key, node, kind);
            else if (SettingTable.Sections.TryGetValue(key, out var known))
                AddSection(known, node, kind);
            else if (IsPreset(key))
                AddFilterPreset(FilterPreset, node, kind);
            else
                AddUnknown(key, node, kind);
        }
    }

    void AddSection(string name, SettingNode node, OriginKind kind)
    {
        if (name == FilterSection && node.Kind == SettingNodeKind.Text
            && !(node.IsLoose && node.Text.TrimStart().StartsWith('{')))
            AddFilterPreset(name, node, kind);
        else if (node.Unpack(name, faults) is { } unpacked)
        {
            if (unpacked.Kind == SettingNodeKind.Object)
                AddSection(unpacked, name + ".", kind);
            else if (unpacked.Kind != SettingNodeKind.Null)
                faults.AddUnexpected(
                    name, name == FilterSection ? "an object or the preset 'seed'" : "an object", unpacked,
                    showValue: false);
        }
    }

    /// <summary>
    /// A preset sets every filter, so that none of an earlier layer stays; null stands for the default, which is the
    /// seed's.
    /// </summary>
    void AddFilterPreset(string key, SettingNode node, OriginKind kind)
    {
        if (node.Kind == SettingNodeKind.Null)
            return;
        if (node.Kind != SettingNodeKind.Text || !node.Text.Trim().Equals("seed", StringComparison.OrdinalIgnoreCase))
            faults.AddUnexpected(key, "the preset 'seed'" + (key == FilterSection ? " or an object" : ""), node,
                showValue: true, "seed");
        else
            foreach (var setting in SettingTable.All)
                if (setting.Key.StartsWith(FilterSection + ".", StringComparison.Ordinal))
                    Set(setting.Key, node with { Kind = SettingNodeKind.Null }, kind);
    }

    void AddUnknown(string key, SettingNode node, OriginKind kind)
    {
        var near = NearestKey.OfPath(
            key, [.. SettingTable.Sections, .. SettingTable.All.Select(setting => setting.Key)]);
        if (kind == OriginKind.Environment)
            faults.AddUnknown(
                EnvironmentSettings.VariableOf(key), node.Place,
                near is null ? null : EnvironmentSettings.VariableOf(near));
        else
            faults.AddUnknown(key, node.Place, near);
    }

    static bool IsPreset(string key) => key.Equals(FilterPreset, StringComparison.OrdinalIgnoreCase);
}
