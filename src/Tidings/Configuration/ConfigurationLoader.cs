using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>Makes the configuration: defaults, then file, aliases, environment, command line; the later wins.</summary>
static class ConfigurationLoader
{
    /// <summary>Never throws for what is configured: everything wrong is in the result's faults.</summary>
    public static LoadedConfiguration Load(ConfigurationRequest request)
    {
        var faults = new FaultList();
        var layers = new SettingLayers(faults);
        var fileWasRead = AddFile(request.File, layers, faults);

        var fromEnvironment = EnvironmentSettings.Read(request.Environment, faults);
        var aliases = new SettingAliases(request.Environment, faults);
        aliases.AddTo(layers, IsOverridden);
        layers.Add(fromEnvironment, OriginKind.Environment);
        foreach (var (key, value) in request.Overrides)
            layers.Add(Nest(key, value), OriginKind.Option);
        aliases.AddPort(layers);

        var options = new TidingsOptions();
        foreach (var setting in SettingTable.All)
            if (layers.Values.TryGetValue(setting.Key, out var value))
                options = setting.Apply(options, value.Node, setting.Key, faults);
        var origins = layers.Values.ToDictionary(
            entry => entry.Key, entry => entry.Value.Origin, StringComparer.Ordinal);
        var tokensOverride = layers.KindOf("sources") <= OriginKind.File;
        options = options with { Sources = aliases.AddTokens(options.Sources, tokensOverride, origins) };

        ConfigurationChecks.CheckTogether(options, faults);
        // without the file's content every secret in it would seem to be missing
        if (fileWasRead)
            ConfigurationChecks.CheckSecrets(options, request.Needs, faults);
        return new(options, faults.All, origins);

        bool IsOverridden(string key) =>
            request.Overrides.Keys.Concat(fromEnvironment.Members.Select(member => member.Key))
                .Contains(key, StringComparer.OrdinalIgnoreCase);
    }

    static bool AddFile(ConfigurationFile? file, SettingLayers layers, FaultList faults)
    {
        if (file?.Fault is { } fault)
            faults.Add(fault);
        if (file?.Text is not { } text)
            return file?.Fault is null;
        if (JsonSettings.ParseFile(text, file.Name, faults) is not { } root)
            return false;
        layers.Add(root, OriginKind.File);
        return true;
    }

    /// <summary><c>web.listen</c> as an object inside an object.</summary>
    static SettingNode Nest(string key, string value)
    {
        var node = new SettingNode(SettingNodeKind.Text, "command line") { Text = value, IsLoose = true };
        foreach (var name in key.Split('.').Reverse())
            node = new(SettingNodeKind.Object, node.Place) { Members = [new(name, node)], IsLoose = true };
        return node;
    }
}
