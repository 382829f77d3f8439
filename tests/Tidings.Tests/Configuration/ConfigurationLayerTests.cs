using System.Text.Json;
using System.Text.Json.Nodes;
using Tidings.Cli.Configuration;
using Tidings.Configuration;

namespace Tidings.Tests.Configuration;

public sealed class ConfigurationLayerTests
{
    /// <summary>For every key two values other than the default, as JSON.</summary>
    static readonly Dictionary<string, (string First, string Second)> Samples = new()
    {
        ["store"] = ("\"sqlite:a.db\"", "\"postgres://db/b\""),
        ["queue"] = ("\"sqlite:a.db\"", "\"amqp://broker/b\""),
        ["queueBytes"] = ("1000000", "2000000"),
        ["queueFull"] = ("\"drop-newest\"", "\"backpressure\""),
        ["sources"] = ("""[{"kind":"file","name":"a","endpoint":"a.jsonl","rate":5,"pace":"recorded","live":true}]""", """[{"kind":"mastodon","name":"b","endpoint":"https://b.example","streams":["#b"]}]"""),
        ["happy"] = ("""[":D"]""", """["😀","preset:smileys"]"""),
        ["topics"] = ("""["eth"]""", """[{"name":"doge","synonyms":["$doge","to the moon"]}]"""),
        ["filters.minFollowers"] = ("1", "2"),
        ["filters.minAccountAgeDays"] = ("1", "2"),
        ["filters.reposts"] = ("\"keep\"", "\"drop\""),
        ["filters.copies"] = ("\"keep\"", "\"keep-first\""),
        ["filters.languages"] = ("""["de","fr"]""", "[]"),
        ["filters.languageGuess"] = ("true", "false"),
        ["filters.blacklist"] = ("""["spam"]""", "[]"),
        ["filters.includeNeutral"] = ("true", "false"),
        ["keep"] = ("\"all\"", "\"relevant\""),
        ["scorer"] = ("\"tidings\"", "\"vader\""),
        ["retention.posts"] = ("\"1h\"", "\"36500d\""),
        ["retention.tombstones"] = ("0", "2"),
        ["retention.maxRows"] = ("1", "2"),
        ["retention.maxBytes"] = ("1", "2"),
        ["rollup.graceSeconds"] = ("0", "1"),
        ["rollup.maxWaitSeconds"] = ("60", "86400"),
        ["signals"] = (
            """[{"strategy":"s","topic":"btc","symbol":"BTCUSDT","parameters":{"t":0.5},"minPosts":1,"minCoverage":0.5,"maxAgeMinutes":5,"allowUnknownCoverage":true}]""",
            """[{"strategy":"s","topic":"eth","symbol":"ETHUSDT","parameters":{},"minPosts":30,"minCoverage":0.9,"maxAgeMinutes":30,"allowUnknownCoverage":false}]"""),
        ["trading.broker"] = ("\"testnet\"", "\"live\""),
        ["trading.cash"] = ("0.01", "10"),
        ["trading.buyShare"] = ("1", "0.5"),
        ["trading.sellShare"] = ("1", "0.5"),
        ["trading.fee"] = ("0", "0.5"),
        ["trading.slippage"] = ("0", "0.5"),
        ["trading.enabled"] = ("true", "false"),
        ["trading.endpoint"] = ("\"https://a.example\"", "\"http://127.0.0.1:81\""),
        ["trading.apiKey"] = ("\"secret-a\"", "\"secret-b\""),
        ["trading.apiSecret"] = ("\"secret-a\"", "\"secret-b\""),
        ["web.listen"] = ("\"http://127.0.0.1:81\"", "\"http://[::1]:82\""),
        ["web.password"] = ("\"secret-a\"", "\"secret-b\""),
        ["privacy.key"] = ("\"secret-a\"", "\"secret-b\""),
        ["privacy.storeAuthors"] = ("true", "false"),
        ["log.level"] = ("\"debug\"", "\"error\""),
        ["log.format"] = ("\"json\"", "\"text\""),
    };

    public static TheoryData<string> Keys => [.. SettingTable.All.Select(setting => setting.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Key_InEachLayer_LaterWins(string key)
    {
        var (first, second) = Samples[key];
        var file = InFile(key, first);

        Check(Loading.Load(file, [], [], ConfigurationNeeds.None), first, OriginKind.File);
        Check(Loading.Load(file, [Variable(second)], [], ConfigurationNeeds.None), second, OriginKind.Environment);
        Check(Loading.Load(file, [Variable(second)], [(key, AsText(first))], ConfigurationNeeds.None), first, OriginKind.Option);

        (string, string) Variable(string json) => (EnvironmentSettings.VariableOf(key), AsText(json));

        void Check(LoadedConfiguration loaded, string expected, OriginKind origin)
        {
            loaded.Sound();
            Assert.Equal(origin, loaded.OriginOf(key).Kind);
            var printed = SettingTable.Find(key)!.Print(loaded.Options)!;
            if (expected.Contains("secret-", StringComparison.Ordinal))
                Assert.Equal(AsText(expected), RevealedSecret(loaded.Options));
            else
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), printed), $"{key}: {printed} is not {expected}");
        }

        string RevealedSecret(TidingsOptions options) => (key switch
        {
            "trading.apiKey" => options.Trading.ApiKey,
            "trading.apiSecret" => options.Trading.ApiSecret,
            "web.password" => options.Web.Password,
            _ => options.Privacy.Key,
        })!.Reveal();
    }

    [Fact]
    public void Nothing_Configured_GivesTheDefaults()
    {
        var loaded = Loading.Environment(("PATH", "/bin"), ("TIDINGS_TEST_DATA", "x"), ("TIDINGS__STORE", "")).Sound();

        Assert.Equal(new TidingsOptions(), loaded.Options);
        Assert.Empty(loaded.Origins);
        Assert.Equal("default", loaded.OriginOf("store").ToString());
    }

    [Fact]
    public void Defaults_AreTheDocumentedOnes()
    {
        var options = new TidingsOptions();

        Assert.Equal("sqlite:tidings.db", options.Store.Reveal());
        Assert.Equal("sqlite:tidings-queue.db", options.Queue.Reveal());
        Assert.Equal((2_000_000_000, QueueFullPolicy.Backpressure), (options.QueueBytes, options.QueueFull));
        Assert.Equal([new SourceOptions { Kind = SourceKind.Jetstream, Name = "jetstream" }], options.Sources);
        Assert.Equal([":)"], options.Happy);
        Assert.Equal([.. TopicOptions.PresetNames.Select(name => new TopicOptions(name, null))], options.Topics);
        Assert.Equal((500, 60, RepostPolicy.Drop, CopyPolicy.DropAll), (options.Filters.MinFollowers, options.Filters.MinAccountAgeDays, options.Filters.Reposts, options.Filters.Copies));
        Assert.Equal(["en"], options.Filters.Languages);
        Assert.Equal(["giveaway", "free", "gift", "win", "alert"], options.Filters.Blacklist);
        Assert.Equal((false, false), (options.Filters.LanguageGuess, options.Filters.IncludeNeutral));
        Assert.Equal((KeepPolicy.Relevant, ScorerKind.Vader), (options.Keep, options.Scorer));
        Assert.Equal(new RetentionOptions { Posts = TimeSpan.FromDays(30), Tombstones = 1_000_000, MaxRows = 0, MaxBytes = 0 }, options.Retention);
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15)), (options.Rollup.Grace, options.Rollup.MaxWait));
        Assert.Empty(options.Signals);
        var signal = new SignalOptions();
        Assert.Equal((30, 0.9, TimeSpan.FromMinutes(30), false), (signal.MinPosts, signal.MinCoverage, signal.MaxAge, signal.AllowUnknownCoverage));
        Assert.Equal((BrokerKind.Paper, 5000m, 0.05m, 0.25m), (options.Trading.Broker, options.Trading.Cash, options.Trading.BuyShare, options.Trading.SellShare));
        Assert.Equal((0.001m, 0.0005m, false), (options.Trading.Fee, options.Trading.Slippage, options.Trading.Enabled));
        Assert.Equal(new WebOptions { Listen = "http://127.0.0.1:8080", Password = null }, options.Web);
        Assert.Equal(new PrivacyOptions { Key = null, StoreAuthors = false }, options.Privacy);
        Assert.Equal((LogVerbosity.Info, LogFormat.Auto), (options.Log.Level, options.Log.Format));
    }

    [Fact]
    public void File_WithCommentsCaseAndTrailingCommas_IsRead()
    {
        var loaded = Loading.File("\uFEFF" + """
            // a comment
            {
              "KEEP": "All", /* another */
              "filters": { "minfollowers": 5, "languages": ["EN", "de",], },
              "store": null,
            }
            """).Sound();

        Assert.Equal(KeepPolicy.All, loaded.Options.Keep);
        Assert.Equal(5, loaded.Options.Filters.MinFollowers);
        Assert.Equal(["en", "de"], loaded.Options.Filters.Languages);
        Assert.Equal(new TidingsOptions().Store, loaded.Options.Store);
        Assert.Equal("tidings.json line 4", loaded.OriginOf("filters.minFollowers").ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("{}")]
    [InlineData("{ // nothing\n }")]
    public void File_WithoutSettings_IsRead(string text) => Assert.Equal(new TidingsOptions(), Loading.File(text).Sound().Options);

    [Fact]
    public void List_InALaterLayer_ReplacesTheWhole()
    {
        var loaded = Loading.File("""{ "happy": ["a", "b", "c"] }""", ("TIDINGS__HAPPY__0", "x")).Sound();

        Assert.Equal(["x"], loaded.Options.Happy);
    }

    [Theory]
    [InlineData(":), :D,,")]
    [InlineData("""[":)", ":D"]""")]
    public void List_InOneVariable_MayHaveCommasOrBeJson(string value) =>
        Assert.Equal([":)", ":D"], Loading.Environment(("TIDINGS__HAPPY", value)).Sound().Options.Happy);

    [Fact]
    public void List_ByIndex_GoesByNumber()
    {
        var variables = Enumerable.Range(0, 12).Select(i => ($"tidings__Happy__{i}", $"h{i}")).ToArray();

        Assert.Equal([.. Enumerable.Range(0, 12).Select(i => $"h{i}")], Loading.Environment(variables).Sound().Options.Happy);
    }

    [Fact]
    public void Objects_InVariables_AreRead()
    {
        var options = Loading.Environment(
            ("TIDINGS__SOURCES__0__KIND", "x"), ("TIDINGS__SOURCES__0__BEARERTOKEN", "t"), ("TIDINGS__SOURCES__1", "jetstream"),
            ("TIDINGS__TOPICS__0", "btc"), ("TIDINGS__TOPICS__1__NAME", "doge"), ("TIDINGS__TOPICS__1__SYNONYMS", "$doge,dogecoin"),
            ("TIDINGS__FILTERS", """{"minFollowers": 3}""")).Sound().Options;

        Assert.Equal([new() { Kind = SourceKind.X, Name = "x", BearerToken = new("t") }, new()], options.Sources);
        Assert.Equal([new("btc", null), new("doge", ["$doge", "dogecoin"])], options.Topics);
        Assert.Equal(3, options.Filters.MinFollowers);
    }

    [Fact]
    public void Topics_AsAnObject_AreRead()
    {
        var options = Loading.File("""{ "topics": { "DOGE": ["$doge"], "btc": null, "eth": ["#eth"] } }""").Sound().Options;

        Assert.Equal([new("doge", ["$doge"]), new("btc", null), new("eth", ["#eth"])], options.Topics);
    }

    [Fact]
    public void FilterPreset_InALaterLayer_ResetsAllFilters()
    {
        const string file = """{ "filters": { "minFollowers": 1, "languages": [] } }""";

        var reset = Loading.File(file, ("TIDINGS__FILTERS", "seed")).Sound();
        var refined = Loading.File(file, ("TIDINGS__FILTERS__PRESET", "seed"), ("TIDINGS__FILTERS__COPIES", "keep")).Sound();

        Assert.Equal(new FilterOptions(), reset.Options.Filters);
        Assert.Equal("TIDINGS__FILTERS", reset.OriginOf("filters.minFollowers").ToString());
        Assert.Equal(new FilterOptions { Copies = CopyPolicy.Keep }, refined.Options.Filters);
    }

    [Fact]
    public void Configuration_Loaded_DoesNotDependOnTheOrderOfVariables()
    {
        (string, string)[] variables = [("TIDINGS__FILTERS__COPIES", "keep"), ("TIDINGS__FILTERS", "seed"), ("TIDINGS__STOER", "x"), ("TIDINGS__KEEP", "y")];

        var forth = Loading.Environment(variables);
        var back = Loading.Environment([.. variables.Reverse()]);

        Assert.Equal(forth.Faults, back.Faults);
        Assert.Equal(forth.Options, back.Options);
    }

    static string InFile(string key, string json)
    {
        foreach (var name in key.Split('.').Reverse())
            json = $$"""{ "{{name}}": {{json}} }""";
        return json;
    }

    static string AsText(string json) => json.StartsWith('"') ? JsonSerializer.Deserialize<string>(json)! : json;
}
