using System.Text.Json.Nodes;

namespace Tidings.Cli.Configuration;

/// <summary>
/// One key of <typeparamref name="TOwner"/>: the one place that says how it is read, kept and printed.
/// </summary>
abstract class Setting<TOwner>(string key)
{
    public string Key { get; } = key;

    /// <summary>
    /// The owner with the value of <paramref name="node"/>; as it was, with a fault under <paramref name="path"/>,
    /// where that is wrong.
    /// </summary>
    public abstract TOwner Apply(TOwner owner, SettingNode node, string path, FaultList faults);

    /// <summary>The owner's value, secrets masked; null where it has none.</summary>
    public abstract JsonNode? Print(TOwner owner);

    /// <summary>The key and all keys below it.</summary>
    public abstract IEnumerable<string> Keys { get; }
}

/// <inheritdoc/>
sealed class Setting<TOwner, T>(string key, SettingFormat<T> format, Func<TOwner, T?> get, Func<TOwner, T, TOwner> set)
    : Setting<TOwner>(key)
{
    /// <summary>Whether an owner of this sort has the key at all, for printing.</summary>
    public Func<TOwner, bool> IsShown { get; init; } = static _ => true;

    public override IEnumerable<string> Keys => [Key, .. format.KeysBelow(Key)];

    public override TOwner Apply(TOwner owner, SettingNode node, string path, FaultList faults) =>
        node.Kind != SettingNodeKind.Null && format.TryRead(node, path, faults, out var value)
            ? set(owner, value)
            : owner;

    public override JsonNode? Print(TOwner owner) => IsShown(owner) && get(owner) is { } value ? format.Write(value) : null;
}
