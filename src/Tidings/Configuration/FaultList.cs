namespace Tidings.Cli.Configuration;

/// <summary>Collects faults, so that one start names all of them.</summary>
sealed class FaultList
{
    readonly List<ConfigurationFault> _faults = [];

    public IReadOnlyList<ConfigurationFault> All => _faults;

    public void Add(ConfigurationFault fault) => _faults.Add(fault);

    public void Add(string key, string message, string? suggestion = null) => Add(new(key, message, suggestion));

    public void AddUnknown(string key, string place, string? suggestion) =>
        Add(key, key == place ? "unknown setting" : $"unknown setting ({place})", suggestion);

    public void AddUnexpected(
        string key, string expected, SettingNode found, bool showValue, string? suggestion = null) =>
        Add(key, $"expected {expected}, found {found.Describe(showValue)} ({found.Place})", suggestion);
}
