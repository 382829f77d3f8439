using System.Text.Json.Nodes;

namespace Tidings.Cli.Configuration;

/// <summary>An object inside a list, with keys of its own.</summary>
class ObjectFormat<T>(
    string expected, T start, IReadOnlyList<Setting<T>> settings, params string[] required)
    : SettingFormat<T>(expected)
{
    public override bool TryRead(SettingNode node, string key, FaultList faults, out T value)
    {
        value = start;
        if (node.Unpack(key, faults) is not { } unpacked)
            return false;
        if (unpacked.Kind != SettingNodeKind.Object)
        {
            faults.AddUnexpected(key, Expected, unpacked, showValue: false);
            return false;
        }
        var before = faults.All.Count;
        foreach (var (name, member) in unpacked.Members)
            if (settings.FirstOrDefault(
                setting => setting.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } setting)
                value = setting.Apply(value, member, $"{key}.{setting.Key}", faults);
            else
                faults.AddUnknown($"{key}.{name}", member.Place, Suggest(key, name));
        foreach (var name in required)
            if (!Has(unpacked, name))
                faults.Add($"{key}.{name}", $"missing ({unpacked.Place})");
        if (faults.All.Count == before)
            value = Check(value, unpacked, key, faults);
        return faults.All.Count == before;
    }

    /// <summary>In table order; what is not set is left out.</summary>
    public override JsonNode? Write(T value)
    {
        var members = new JsonObject();
        foreach (var setting in settings)
            if (setting.Print(value) is { } printed)
                members[setting.Key] = printed;
        return members;
    }

    public override IEnumerable<string> KeysBelow(string key) =>
        settings.SelectMany(setting => setting.Keys).Select(name => $"{key}.{name}");

    /// <summary>
    /// Completes an object whose keys are right each for itself, and adds faults where they do not go together.
    /// </summary>
    protected virtual T Check(T value, SettingNode node, string key, FaultList faults) => value;

    protected static bool Has(SettingNode node, string name) => node.Members.Any(member =>
        member.Key.Equals(name, StringComparison.OrdinalIgnoreCase) && member.Value.Kind != SettingNodeKind.Null);

    string? Suggest(string key, string name) =>
        NearestKey.Of(name, settings.Select(setting => setting.Key)) is { } near ? $"{key}.{near}" : null;
}
