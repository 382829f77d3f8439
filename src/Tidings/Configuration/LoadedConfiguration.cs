using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>A configuration, and what is wrong with it.</summary>
/// <param name="Options">The effective settings; a value at fault has its default. Not to be used while there are
/// faults.</param>
/// <param name="Faults">Everything that is wrong, file first; any of them stops the start.</param>
/// <param name="Origins">Where each value comes from that is not the default, by key (and <c>sources[0].bearerToken</c>
/// for a secret from an alias).</param>
sealed record LoadedConfiguration(
    TidingsOptions Options,
    IReadOnlyList<ConfigurationFault> Faults,
    IReadOnlyDictionary<string, ValueOrigin> Origins)
{
    /// <summary>Where the value of a key comes from.</summary>
    public ValueOrigin OriginOf(string key) => Origins.GetValueOrDefault(key);
}
