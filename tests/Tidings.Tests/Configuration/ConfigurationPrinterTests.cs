using Tidings.Cli.Configuration;
using Tidings.Configuration;

namespace Tidings.Tests.Configuration;

public sealed class ConfigurationPrinterTests
{
    static readonly (string, string)[] Secrets =
    [
        ("TIDINGS__STORE", "postgres://ann:hunter2@db/tidings?sslmode=require"),
        ("TIDINGS__QUEUE", "amqps://ann:hunter2@broker/v"),
        ("TIDINGS__WEB__PASSWORD", "hunter2"),
        ("TIDINGS__PRIVACY__KEY", "hunter2hunter2"),
        ("TIDINGS__TRADING__ENDPOINT", "https://ann:hunter2@exchange.example"),
        ("BINANCE_API_KEY", "hunter2"),
        ("BINANCE_API_SECRET", "hunter2"),
        ("X_BEARER_TOKEN", "hunter2"),
        ("API_CONSUMER_KEY", "hunter2"),
        ("API_CONSUMER_SECRET", "hunter2"),
    ];

    const string File = """
        {
          "queueBytes": "1GiB", "queueFull": "drop-newest", "keep": "all", "happy": ["😀", "<3", "\"ä\""],
          "sources": [
            { "kind": "x", "name": "x main", "endpoint": "https://x.example", "rules": ["lang:en (btc OR #btc)"] },
            { "kind": "file", "endpoint": "posts.jsonl.gz" },
            "jetstream"
          ],
          "topics": ["xrp", { "name": "doge", "synonyms": ["$doge", "to the moon"] }],
          "filters": { "minFollowers": 0, "reposts": "keep", "languages": [], "includeNeutral": true },
          "retention": { "posts": "1d12h", "maxBytes": "10GB" },
          "rollup": { "graceSeconds": 0 },
          "signals": [
            { "strategy": "s", "topic": "doge", "symbol": "dogeusdt", "parameters": { "b": 0.1, "a": -3 }, "maxAgeMinutes": 5 }
          ],
          "trading": { "cash": 1234.56, "fee": 0 },
          "privacy": { "storeAuthors": true },
          "log": { "level": "warn", "format": "json" }
        }
        """;

    [Fact]
    public void Json_LoadedAgainWithTheSecrets_GivesEqualOptions()
    {
        var first = Loading.File(File, Secrets).Sound();

        var second = Loading.File(ConfigurationPrinter.ToJson(first.Options), Secrets).Sound();

        Assert.Equal(first.Options, second.Options);
        Assert.NotEqual(new TidingsOptions(), first.Options);
        Assert.Equal(ConfigurationHash.Compute(first.Options), ConfigurationHash.Compute(second.Options));
    }

    [Fact]
    public void Json_OfTheDefaults_GivesTheDefaults() =>
        Assert.Equal(new TidingsOptions(), Loading.File(ConfigurationPrinter.ToJson(new())).Sound().Options);

    [Fact]
    public void Json_LoadedAgainWithoutTheSecrets_NamesEachOfThem()
    {
        var printed = ConfigurationPrinter.ToJson(Loading.File(File, Secrets).Sound().Options);

        var again = Loading.Load(printed, [], [], ConfigurationNeeds.None);

        Assert.Equal(
            ["store", "queue", "trading.endpoint", "trading.apiKey", "trading.apiSecret", "web.password", "privacy.key",
                "sources[0].bearerToken", "sources[0].consumerKey", "sources[0].consumerSecret"],
            again.Faults.Select(fault => fault.Key));
    }

    [Fact]
    public void Output_OfAnyForm_ShowsNoSecret()
    {
        var loaded = Loading.File(File, Secrets).Sound();

        var output = ConfigurationPrinter.ToJson(loaded.Options) + loaded.Options + loaded
            + string.Join('\n', ConfigurationPrinter.ToRows(loaded).Select(row => row.ToString()));

        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
        Assert.Contains("postgres://ann:***@db/tidings?sslmode=require", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_OfAFaultyConfiguration_ShowsNoSecret()
    {
        // every key, secret or not, gets a value that is wrong in type or form, in both layers that can hold one
        foreach (var setting in SettingTable.All)
            foreach (var value in new[] { "hunter2", "hunter2://x:hunter2@y", "[\"hunter2\"]", "{\"hunter2\":\"hunter2\"}", "[{\"kind\":\"x\",\"bearerToken\":{\"a\":\"hunter2\"}}]" })
            {
                var loaded = Loading.Environment((EnvironmentSettings.VariableOf(setting.Key), value));
                var isSecret = setting.Print(new()) is null || setting.Key is "store" or "queue" or "sources" or "web.listen";
                if (isSecret && !value.Contains("{\"hunter2", StringComparison.Ordinal))
                    Assert.All(loaded.Faults, fault => Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal));
            }
    }

    [Fact]
    public void Rows_OfAConfiguration_HaveEveryKeyItsValueAndItsSource()
    {
        var rows = ConfigurationPrinter.ToRows(Loading.File("{\n\"keep\": \"all\" }", ("TIDINGS__HAPPY", ":D,😀"), ("DB_URL", "postgres://h/d")));

        Assert.Equal(SettingTable.All.Select(setting => setting.Key), rows.Select(row => row.Key));
        Assert.Contains(new("keep", "all", "tidings.json line 2"), rows);
        Assert.Contains(new("happy", "[\":D\",\"😀\"]", "TIDINGS__HAPPY"), rows);
        Assert.Contains(new("store", "postgres://h/d", "DB_URL"), rows);
        Assert.Contains(new("retention.posts", "30d", "default"), rows);
        Assert.Contains(new("web.password", "", "default"), rows);
        Assert.Contains(new("trading.buyShare", "0.05", "default"), rows);
    }
}
