using System.Globalization;
using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>
/// Names by which platforms and older programs give settings in the environment. They come after the file and before
/// <c>TIDINGS__…</c>; an empty one counts as not set.
/// </summary>
sealed class SettingAliases(IReadOnlyDictionary<string, string> environment, FaultList faults)
{
    /// <summary>Every alias that stands for one key, the stronger first.</summary>
    static readonly (string Key, string[] Names)[] Simple =
    [
        ("store", ["DATABASE_URL", "DB_URL"]),
        ("queue", ["CLOUDAMQP_URL"]),
        ("trading.apiKey", ["BINANCE_API_KEY"]),
        ("trading.apiSecret", ["BINANCE_API_SECRET"]),
        ("log.level", ["LOG_LEVEL"]),
    ];

    static readonly string[] BearerNames = ["X_BEARER_TOKEN", "BEARER_TOKEN"];
    static readonly string[] ConsumerPrefixes = ["API_CONSUMER_", "API_"];
    static readonly string[] PostgresNames = ["POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_HOST", "POSTGRES_DB"];

    /// <summary>
    /// Lays the aliases of single keys over the layers; <paramref name="isOverridden"/> says which keys a later layer
    /// sets.
    /// </summary>
    public void AddTo(SettingLayers layers, Func<string, bool> isOverridden)
    {
        foreach (var (key, names) in Simple)
            if (names.FirstOrDefault(Has) is { } name)
                layers.Set(key, Node(name, environment[name]), OriginKind.Alias);
        if (layers.KindOf("store") != OriginKind.Alias && !isOverridden("store"))
            AddPostgres(layers);
    }

    /// <summary>
    /// Gives <c>PORT</c> to the web address. Where a platform sets it, visitors come from outside, so with a password
    /// it is every address of the machine, and without one loopback as ever.
    /// </summary>
    public void AddPort(SettingLayers layers)
    {
        if (!Has("PORT") || layers.KindOf("web.listen") > OriginKind.Alias)
            return;
        var hasPassword = layers.Values.TryGetValue("web.password", out var password)
            && password.Node.Kind == SettingNodeKind.Text;
        if (IsPort(environment["PORT"], out var port))
            layers.Set("web.listen", Node("PORT", $"http://{(hasPassword ? "0.0.0.0" : "127.0.0.1")}:{port}"),
                OriginKind.Alias);
        else
            faults.AddUnexpected(
                "web.listen", "a port from 0 to 65535", Node("PORT", environment["PORT"]), showValue: true);
    }

    /// <summary>
    /// Gives the tokens of X to the sources that are X: over what the file says, or where a later layer says nothing.
    /// </summary>
    public ValueList<SourceOptions> AddTokens(
        ValueList<SourceOptions> sources, bool overrides, IDictionary<string, ValueOrigin> origins)
    {
        var bearer = BearerNames.FirstOrDefault(Has);
        // key and secret belong together: never one of each pair
        var pair = ConsumerPrefixes.FirstOrDefault(prefix => Has(prefix + "KEY") || Has(prefix + "SECRET"));
        return [.. sources.Select((source, index) => source.Kind != SourceKind.X ? source : source with
        {
            BearerToken = Pick(source.BearerToken, bearer, $"sources[{index}].bearerToken"),
            ConsumerKey = Pick(source.ConsumerKey, pair + "KEY", $"sources[{index}].consumerKey"),
            ConsumerSecret = Pick(source.ConsumerSecret, pair + "SECRET", $"sources[{index}].consumerSecret"),
        })];

        Secret? Pick(Secret? own, string? name, string key)
        {
            if (name is null || !Has(name) || (own is not null && !overrides))
                return own;
            origins[key] = new(OriginKind.Alias, name);
            return new(environment[name]);
        }
    }

    void AddPostgres(SettingLayers layers)
    {
        if (!PostgresNames.Any(Has))
            return;
        var missing = PostgresNames.Where(name => !Has(name)).ToList();
        foreach (var name in missing)
            faults.Add("store",
                $"{name} is missing: {string.Join(", ", PostgresNames)} make the address of the store together");
        var port = Has("POSTGRES_PORT") ? environment["POSTGRES_PORT"] : "5432";
        if (!IsPort(port, out _))
            faults.AddUnexpected("store", "a port from 0 to 65535", Node("POSTGRES_PORT", port), showValue: true);
        else if (missing.Count == 0)
        {
            var address = $"postgres://{Escaped("USER")}:{Escaped("PASSWORD")}"
                + $"@{PostgresHost()}:{port}/{Escaped("DB")}";
            layers.Set("store", Node("POSTGRES_HOST", address), OriginKind.Alias);
        }
    }

    /// <summary>A host as it stands in a URL: also the folder of a socket, or an IPv6 number.</summary>
    string PostgresHost()
    {
        var host = environment["POSTGRES_HOST"];
        return host.StartsWith('/') ? Uri.EscapeDataString(host)
            : host.Contains("::", StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]"
            : host;
    }

    static bool IsPort(string text, out ushort port) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);

    string Escaped(string name) => Uri.EscapeDataString(environment["POSTGRES_" + name]);

    bool Has(string name) => environment.TryGetValue(name, out var value) && value.Length > 0;

    static SettingNode Node(string place, string text) =>
        new(SettingNodeKind.Text, place) { Text = text, IsLoose = true };
}
