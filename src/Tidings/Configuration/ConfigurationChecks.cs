using Tidings.Configuration;
using Tidings.Storage;

namespace Tidings.Cli.Configuration;

/// <summary>What must hold between settings that are right each for itself.</summary>
static class ConfigurationChecks
{
    /// <summary>Rules that hold whatever the command does.</summary>
    public static void CheckTogether(TidingsOptions options, FaultList faults)
    {
        if (options.Rollup.MaxWait < options.Rollup.Grace)
            faults.Add("rollup.maxWaitSeconds",
                $"must be at least rollup.graceSeconds: {options.Rollup.MaxWait.TotalSeconds:0} is less "
                + $"than {options.Rollup.Grace.TotalSeconds:0}");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < options.Sources.Count; i++)
            if (!names.Add(options.Sources[i].Name))
                faults.Add($"sources[{i}].name",
                    $"two sources are called '{options.Sources[i].Name}'; give each its own name");
        var signals = new HashSet<(string, string)>();
        for (var i = 0; i < options.Signals.Count; i++)
        {
            var signal = options.Signals[i];
            var topics = options.Topics.Select(topic => topic.Name).ToList();
            if (!topics.Contains(signal.Topic))
                faults.Add($"signals[{i}].topic",
                    $"'{signal.Topic}' is not one of the topics ({string.Join(", ", topics)})",
                    NearestKey.Of(signal.Topic, topics));
            if (!signals.Add((signal.Strategy, signal.Symbol)))
                faults.Add($"signals[{i}]",
                    $"{signal.Strategy} on {signal.Symbol} is given twice: a strategy decides once "
                    + "about a symbol and hour");
        }
        CheckStore(options, faults);
        CheckMasks(options, faults);
    }

    /// <summary>An address that nobody can connect to is a fault of the configuration, whatever the command.</summary>
    static void CheckStore(TidingsOptions options, FaultList faults)
    {
        try
        {
            StoreUrl.Parse(options.Store.Reveal());
        }
        catch (StoreException error)
        {
            faults.Add("store", error.Message);
        }
    }

    /// <summary>Secrets that the jobs of <paramref name="needs"/> cannot do without.</summary>
    public static void CheckSecrets(TidingsOptions options, ConfigurationNeeds needs, FaultList faults)
    {
        if (needs.HasFlag(ConfigurationNeeds.Listen))
            for (var i = 0; i < options.Sources.Count; i++)
                CheckTokens(options.Sources[i], $"sources[{i}]", faults);
        if (needs.HasFlag(ConfigurationNeeds.Serve) && !options.Web.IsLoopback && options.Web.Password is null)
            faults.Add("web.password", $"missing: {options.Web.Listen} can be reached from other machines. Set it "
                + $"({EnvironmentSettings.VariableOf("web.password")}), or let web.listen be a loopback address");
        if (needs.HasFlag(ConfigurationNeeds.Trade)
            && options.Trading is { Enabled: true, Broker: not BrokerKind.Paper })
        {
            if (options.Trading.ApiKey is null)
                faults.Add("trading.apiKey", "missing: this broker needs it. Set it, or BINANCE_API_KEY");
            if (options.Trading.ApiSecret is null)
                faults.Add("trading.apiSecret", "missing: this broker needs it. Set it, or BINANCE_API_SECRET");
        }
    }

    static void CheckTokens(SourceOptions source, string key, FaultList faults)
    {
        if (source.Kind != SourceKind.X || source.BearerToken is not null)
            return;
        if (source is { ConsumerKey: null, ConsumerSecret: null })
            faults.Add($"{key}.bearerToken",
                "missing: X needs it. Set it, or X_BEARER_TOKEN, or API_CONSUMER_KEY and API_CONSUMER_SECRET");
        else if (source.ConsumerKey is null)
            faults.Add($"{key}.consumerKey", "missing: consumerSecret needs it. Set it, or API_CONSUMER_KEY");
        else if (source.ConsumerSecret is null)
            faults.Add($"{key}.consumerSecret", "missing: consumerKey needs it. Set it, or API_CONSUMER_SECRET");
    }

    /// <summary>Printed settings make good settings, once their secrets are given again.</summary>
    static void CheckMasks(TidingsOptions options, FaultList faults)
    {
        var found = new List<(string Key, bool IsMask)>
        {
            ("store", options.Store.HasMask), ("queue", options.Queue.HasMask),
            ("trading.endpoint", options.Trading.Endpoint is { HasMask: true }),
            ("trading.apiKey", options.Trading.ApiKey is { IsMask: true }),
            ("trading.apiSecret", options.Trading.ApiSecret is { IsMask: true }),
            ("web.password", options.Web.Password is { IsMask: true }),
            ("privacy.key", options.Privacy.Key is { IsMask: true }),
        };
        for (var i = 0; i < options.Sources.Count; i++)
        {
            var source = options.Sources[i];
            found.Add(($"sources[{i}].endpoint", source.Endpoint is { HasMask: true }));
            found.Add(($"sources[{i}].bearerToken", source.BearerToken is { IsMask: true }));
            found.Add(($"sources[{i}].consumerKey", source.ConsumerKey is { IsMask: true }));
            found.Add(($"sources[{i}].consumerSecret", source.ConsumerSecret is { IsMask: true }));
            found.Add(($"sources[{i}].accessToken", source.AccessToken is { IsMask: true }));
        }
        foreach (var (key, isMask) in found)
            if (isMask)
                faults.Add(key,
                    $"'{Secret.Mask}' is what 'config show' prints in place of a secret; give the secret itself");
    }
}
