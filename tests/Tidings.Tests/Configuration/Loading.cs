using Tidings.Cli.Configuration;

namespace Tidings.Tests.Configuration;

/// <summary>Short ways to load a configuration from made-up layers.</summary>
static class Loading
{
    public static LoadedConfiguration File(string text, params (string Name, string Value)[] environment) =>
        Load(text, environment, []);

    public static LoadedConfiguration Environment(params (string Name, string Value)[] environment) => Load(null, environment, []);

    public static LoadedConfiguration Load(
        string? file, (string Name, string Value)[] environment, (string Key, string Value)[] overrides,
        ConfigurationNeeds needs = ConfigurationNeeds.All) =>
        ConfigurationLoader.Load(new()
        {
            File = new("tidings.json", file),
            Environment = environment.ToDictionary(entry => entry.Name, entry => entry.Value),
            Overrides = overrides.ToDictionary(entry => entry.Key, entry => entry.Value),
            Needs = needs,
        });

    /// <summary>The same, which must be without fault.</summary>
    public static LoadedConfiguration Sound(this LoadedConfiguration configuration)
    {
        Assert.True(configuration.Faults.Count == 0, string.Join('\n', configuration.Faults));
        return configuration;
    }

    /// <summary>Its only fault.</summary>
    public static ConfigurationFault OnlyFault(this LoadedConfiguration configuration) => Assert.Single(configuration.Faults);
}
