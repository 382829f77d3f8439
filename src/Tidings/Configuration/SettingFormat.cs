using System.Text.Json.Nodes;

namespace Tidings.Cli.Configuration;

/// <summary>How values of one type are read from settings and printed as such.</summary>
abstract class SettingFormat<T>(string expected)
{
    /// <summary>What is accepted, as it completes "expected …".</summary>
    public string Expected { get; } = expected;

    /// <summary>Reads a value that is not null; false, with at least one fault, where it is not acceptable.</summary>
    public abstract bool TryRead(SettingNode node, string key, FaultList faults, out T value);

    /// <summary>Prints a value so that <see cref="TryRead"/> reads it back, secrets masked.</summary>
    public abstract JsonNode? Write(T value);

    /// <summary>Every key below this one, for objects inside lists.</summary>
    public virtual IEnumerable<string> KeysBelow(string key) => [];
}
