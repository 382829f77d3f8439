using System.Collections.Frozen;

namespace Tidings.Cli.Configuration;

/// <summary>
/// All that a configuration is made of, so that making it needs neither files nor the process environment.
/// </summary>
sealed record ConfigurationRequest
{
    /// <summary>The settings file; null for none.</summary>
    public ConfigurationFile? File { get; init; }

    /// <summary>The environment, names as they are.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// What the command line sets: key (<c>store</c>, <c>web.listen</c>) to value, written as in the environment.
    /// </summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Which secrets may not be missing. Default those of all jobs.</summary>
    public ConfigurationNeeds Needs { get; init; } = ConfigurationNeeds.All;
}
