using Tidings.Cli.Configuration;

namespace Tidings.Tests.Configuration;

public sealed class ConfigurationFaultTests
{
    [Fact]
    public void Faults_InAllLayers_ComeTogether()
    {
        var loaded = Loading.Load(
            """
            {
              "storee": "x",
              "filters": { "minFollower": 3, "copies": "keepfirst" },
              "queueBytes": "lots",
              "rollup": { "graceSeconds": "60" },
              "keep": 3,
              "web": []
            }
            """,
            [("TIDINGS__TRADING__BUYSHARE", "1.5"), ("TIDINGS__SCORRER", "vader")],
            [("stor", "sqlite:x.db")]);

        Assert.Equal(
            [
                "storee: unknown setting (tidings.json line 2). Did you mean 'store'?",
                "filters.minFollower: unknown setting (tidings.json line 3). Did you mean 'filters.minFollowers'?",
                "web: expected an object, found a list (tidings.json line 7)",
                "TIDINGS__SCORRER: unknown setting. Did you mean 'TIDINGS__SCORER'?",
                "stor: unknown setting (command line). Did you mean 'store'?",
                "queueBytes: expected a size from 64kB to 1000TB, such as 2GB, 512MiB or a number of bytes, found 'lots' (tidings.json line 4)",
                "filters.copies: expected one of drop-all, keep-first, keep, found 'keepfirst' (tidings.json line 3). Did you mean 'keep-first'?",
                "keep: expected one of relevant, all, found the number 3 (tidings.json line 6)",
                "rollup.graceSeconds: expected a whole number of seconds from 0 to 3600, found '60' (tidings.json line 5)",
                "trading.buyShare: expected a number above 0, at most 1, found '1.5' (TIDINGS__TRADING__BUYSHARE)",
            ],
            loaded.Faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("graceSeconds", "rollup.graceSeconds")]
    [InlineData("filter", "filters")]
    [InlineData("fitlers", "filters")]
    [InlineData("filters.blackList_", "filters.blacklist")]
    [InlineData("web.pasword", "web.password")]
    [InlineData("min_followers", "filters.minFollowers")]
    [InlineData("somethingQuiteDifferent", null)]
    public void UnknownKey_Written_BringsTheNearest(string key, string? expected)
    {
        var fault = Loading.Load(null, [], [(key, "1")]).OnlyFault();

        Assert.Equal((key, expected), (fault.Key, fault.Suggestion));
    }

    [Theory]
    [InlineData("TIDINGS__FILTERS__MINFOLOWERS", "TIDINGS__FILTERS__MINFOLLOWERS")]
    [InlineData("TIDINGS__FILTERS__MIN_FOLLOWERS", "TIDINGS__FILTERS__MINFOLLOWERS")]
    [InlineData("TIDINGS__WEB_LISTEN", "TIDINGS__WEB__LISTEN")]
    [InlineData("TIDINGS__QQQQQQQQQQQQQQ", null)]
    public void UnknownVariable_WithThePrefix_BringsTheNearest(string variable, string? expected)
    {
        var fault = Loading.Environment((variable, "1")).OnlyFault();

        Assert.Equal((variable, expected), (fault.Key, fault.Suggestion));
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("Store", "sTORE", 0)]
    public void Distance_OfTwoWords_CountsSlips(string left, string right, int expected)
    {
        Assert.Equal(expected, NearestKey.Distance(left, right));
        Assert.Equal(expected, NearestKey.Distance(right, left));
    }

    [Theory]
    [InlineData("{\n  \"keep\": \"all\",\n  \"é\": tru\n}", "not valid JSON at line 3, column 11 (tidings.json)")]
    [InlineData("{ \"keep\": \"all\" ", "not valid JSON at line 1, column 17 (tidings.json)")]
    [InlineData("{} {}", "not valid JSON at line 1, column 4 (tidings.json)")]
    [InlineData("{ \"keep\": \"\\ud800\" }", "not valid JSON: a \\u escape is half a surrogate pair (tidings.json line 1)")]
    [InlineData("[]", "expected an object of settings, found a list (tidings.json line 1)")]
    [InlineData("// only a comment", null)]
    public void File_Malformed_SaysWhere(string text, string? expected)
    {
        var fault = Loading.File(text).OnlyFault();

        Assert.Equal("tidings.json", fault.Key);
        if (expected is not null)
            Assert.Equal(expected, fault.Message);
    }

    [Fact]
    public void File_Malformed_LetsTheOtherLayersBeChecked()
    {
        var loaded = Loading.File("{", ("TIDINGS__KEEP", "x"), ("TIDINGS__WEB__LISTEN", "http://0.0.0.0:80"));

        Assert.Equal(["tidings.json", "keep"], loaded.Faults.Select(fault => fault.Key));
    }

    [Fact]
    public void File_AnyCut_NeverThrows()
    {
        for (var length = 0; length < ConfigurationExample.Text.Length; length++)
            Loading.File(ConfigurationExample.Text[..length]);
    }

    [Fact]
    public void File_AnyDamage_NeverThrows()
    {
        const string signs = "{}[]\",:\\/0a\u0000é\ud83d";
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var text = ConfigurationExample.Text.ToCharArray();
            for (var i = random.Next(1, 4); i > 0; i--)
                text[random.Next(text.Length)] = signs[random.Next(signs.Length)];
            var thrown = Record.Exception(() => Loading.File(new string(text)));
            Assert.True(thrown is null, $"seed {seed}: {thrown}");
        }
    }

    [Theory]
    [InlineData("""{ "keep": "all", "KEEP": "all" }""", "KEEP", "given twice (tidings.json line 1)")]
    [InlineData("""{ "filters": { "copies": "keep", "copies": "keep" } }""", "filters.copies", "given twice (tidings.json line 1)")]
    [InlineData("""{ "filters": "sead" }""", "filters", "expected the preset 'seed' or an object, found 'sead' (tidings.json line 1)")]
    [InlineData("""{ "filters": { "languages": ["en-GB"] } }""", "filters.languages[0]", "expected a language's primary subtag, such as en, found 'en-GB' (tidings.json line 1)")]
    [InlineData("""{ "filters": { "blacklist": ["two words"] } }""", "filters.blacklist[0]", "expected one word, found 'two words' (tidings.json line 1)")]
    [InlineData("""{ "filters": { "minFollowers": 1.5 } }""", "filters.minFollowers", "expected a whole number from 0 to 2147483647, found the number 1.5 (tidings.json line 1)")]
    [InlineData("""{ "filters": { "minFollowers": -1 } }""", "filters.minFollowers", "expected a whole number from 0 to 2147483647, found the number -1 (tidings.json line 1)")]
    [InlineData("""{ "filters": { "languageGuess": "true" } }""", "filters.languageGuess", "expected true or false, found 'true' (tidings.json line 1)")]
    [InlineData("""{ "happy": [":)", null] }""", "happy[1]", "expected an emoticon, an emoji or preset:smileys, found null (tidings.json line 1)")]
    [InlineData("""{ "happy": ["preset:sad"] }""", "happy[0]", "expected an emoticon, an emoji or preset:smileys, found 'preset:sad' (tidings.json line 1)")]
    [InlineData("""{ "happy": ":)" }""", "happy", "expected a list of emoticons and emoji, found another text (tidings.json line 1)")]
    [InlineData("""{ "topics": ["btc", "BTC"] }""", "topics[1]", "the topic 'btc' is given twice")]
    [InlineData("""{ "topics": ["btcc"] }""", "topics[0]", "'btcc' is not a preset, so it needs synonyms; presets are btc, ada, eth, bnb, xrp (tidings.json line 1)")]
    [InlineData("""{ "topics": [{ "name": "doge", "synonyms": [] }] }""", "topics[0].synonyms", "a topic needs at least one synonym (tidings.json line 1)")]
    [InlineData("""{ "topics": [{ "name": "doge", "synonyms": ["#"] }] }""", "topics[0].synonyms[0]", "expected a #hashtag, a $cashtag, a word or a phrase, found '#' (tidings.json line 1)")]
    [InlineData("""{ "topics": [{ "synonyms": ["a"] }] }""", "topics[0].name", "missing (tidings.json line 1)")]
    [InlineData("""{ "sources": [{ "kind": "rss" }] }""", "sources[0].kind", "expected one of jetstream, x, mastodon, file, found 'rss' (tidings.json line 1)")]
    [InlineData("""{ "sources": [{}] }""", "sources[0].kind", "missing (tidings.json line 1)")]
    [InlineData("""{ "sources": ["jetstream", "jetstream"] }""", "sources[1].name", "two sources are called 'jetstream'; give each its own name")]
    [InlineData("""{ "sources": ["mastodon"] }""", "sources[0].endpoint", "a mastodon source needs an address that begins with https:// or http:// (tidings.json line 1)")]
    [InlineData("""{ "sources": [{ "kind": "jetstream", "endpoint": "ftp://x" }] }""", "sources[0].endpoint", "a jetstream source needs an address that begins with wss://, ws://, https:// or http:// (tidings.json line 1)")]
    [InlineData("""{ "sources": [{ "kind": "jetstream", "accessToken": "t" }] }""", "sources[0].accessToken", "a jetstream source has no such setting, only mastodon has (tidings.json line 1)")]
    [InlineData("""{ "sources": [{ "kind": "mastodon", "endpoint": "https://m.example", "streams": ["privat"] }] }""", "sources[0].streams[0]", "expected public, public:local, public:remote or a #hashtag, found 'privat' (tidings.json line 1)")]
    [InlineData("""{ "retention": { "posts": "59m" } }""", "retention.posts", "expected a duration from 1h to 36500d, such as 30d, 12h, 15m or 60s, found '59m' (tidings.json line 1)")]
    [InlineData("""{ "retention": { "posts": 30 } }""", "retention.posts", "expected a duration from 1h to 36500d, such as 30d, 12h, 15m or 60s, found the number 30 (tidings.json line 1)")]
    [InlineData("""{ "queueBytes": 63999 }""", "queueBytes", "expected a size from 64kB to 1000TB, such as 2GB, 512MiB or a number of bytes, found the number 63999 (tidings.json line 1)")]
    [InlineData("""{ "rollup": { "graceSeconds": 100, "maxWaitSeconds": 99 } }""", "rollup.maxWaitSeconds", "must be at least rollup.graceSeconds: 99 is less than 100")]
    [InlineData("""{ "signals": [{ "strategy": "s", "topic": "btd", "symbol": "S" }] }""", "signals[0].topic", "'btd' is not one of the topics (btc, ada, eth, bnb, xrp)")]
    [InlineData("""{ "signals": [{ "strategy": "s", "topic": "btc", "symbol": "A" }, { "strategy": "s", "topic": "eth", "symbol": "a" }] }""", "signals[1]", "s on A is given twice: a strategy decides once about a symbol and hour")]
    [InlineData("""{ "signals": [{ "strategy": "s", "topic": "btc", "symbol": "A", "parameters": { "t": "x" } }] }""", "signals[0].parameters.t", "expected a number, found 'x' (tidings.json line 1)")]
    [InlineData("""{ "signals": [{ "strategy": "s", "topic": "btc", "symbol": "A", "minCoverage": 1.01 }] }""", "signals[0].minCoverage", "expected a number from 0 to 1, found the number 1.01 (tidings.json line 1)")]
    [InlineData("""{ "trading": { "fee": 1 } }""", "trading.fee", "expected a number from 0 to below 1, found the number 1 (tidings.json line 1)")]
    [InlineData("""{ "web": { "password": "" } }""", "web.password", "expected a text that is not empty, found an empty text (tidings.json line 1)")]
    [InlineData("""{ "log": { "level": "chatty" } }""", "log.level", "expected one of trace, debug, info, warning, error, critical, information, warn, fatal, found 'chatty' (tidings.json line 1)")]
    public void Setting_Wrong_SaysWhatIsExpected(string file, string key, string message)
    {
        var fault = Loading.File(file).OnlyFault();

        Assert.Equal((key, message), (fault.Key, fault.Message));
    }

    [Fact]
    public void UnknownKey_InAListItem_BringsTheNearest()
    {
        var fault = Loading.File("""{ "sources": [{ "kind": "x", "bearerTokn": "hunter2", "bearerToken": "t" }] }""").OnlyFault();

        Assert.Equal(("sources[0].bearerTokn", "sources[0].bearerToken"), (fault.Key, fault.Suggestion));
    }

    [Theory]
    [InlineData("store", "mysql://ann:hunter2@db/x")]
    [InlineData("store", "hunter2")]
    [InlineData("store", "postgres://")]
    [InlineData("store", "postgres://ann:hunter2/x@db/t")]
    [InlineData("store", "postgres://ann:1?hunter2=1@db/t")]
    [InlineData("store", "postgres://ann:hunter2@db/t?sslmod=require")]
    [InlineData("store", "sqlite:")]
    [InlineData("queue", "postgres://ann:hunter2@db/x")]
    [InlineData("web.listen", "http://ann:hunter2@127.0.0.1:80")]
    [InlineData("web.listen", "https://127.0.0.1:80")]
    [InlineData("web.listen", "http://127.0.0.1:80/hunter2")]
    [InlineData("web.listen", "http://127.0.0.1:99999")]
    [InlineData("trading.endpoint", "ftp://hunter2@x")]
    [InlineData("sources", "jetstream,bearerToken:hunter2")]
    [InlineData("sources", "[{\"kind\":\"x\",\"bearerToken\":hunter2}]")]
    [InlineData("sources", "[{\"kind\":\"x\",\"bearerToken\":[\"hunter2\"]}]")]
    [InlineData("sources", "{\"kind\":\"x\",\"hunter2\"")]
    [InlineData("privacy.key", "")]
    public void Address_Wrong_IsNotQuoted(string key, string value)
    {
        var loaded = Loading.Load(null, [], [(key, value)]);

        Assert.NotEmpty(loaded.Faults);
        Assert.All(loaded.Faults, fault => Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "sources": ["x"] }""", nameof(ConfigurationNeeds.Listen), "sources[0].bearerToken")]
    [InlineData("""{ "sources": [{ "kind": "x", "consumerKey": "k" }] }""", nameof(ConfigurationNeeds.Listen), "sources[0].consumerSecret")]
    [InlineData("""{ "sources": [{ "kind": "x", "consumerSecret": "s" }] }""", nameof(ConfigurationNeeds.Listen), "sources[0].consumerKey")]
    [InlineData("""{ "web": { "listen": "http://0.0.0.0:80" } }""", nameof(ConfigurationNeeds.Serve), "web.password")]
    [InlineData("""{ "trading": { "enabled": true, "broker": "live", "apiSecret": "s" } }""", nameof(ConfigurationNeeds.Trade), "trading.apiKey")]
    [InlineData("""{ "trading": { "enabled": true, "broker": "testnet", "apiKey": "k" } }""", nameof(ConfigurationNeeds.Trade), "trading.apiSecret")]
    public void Secret_Missing_IsAFaultForTheJobThatNeedsIt(string file, string job, string key)
    {
        var needs = Enum.Parse<ConfigurationNeeds>(job);
        Assert.Equal(key, Loading.Load(file, [], [], needs).OnlyFault().Key);
        Assert.Equal(key, Loading.Load(file, [], []).OnlyFault().Key);
        Loading.Load(file, [], [], ConfigurationNeeds.All & ~needs).Sound();
    }

    [Theory]
    [InlineData("TIDINGS__HAPPY", "TIDINGS__HAPPY__0", "TIDINGS__HAPPY: given twice, whole and in parts")]
    [InlineData("TIDINGS__HAPPY", "tidings__happy", "tidings__happy: given twice, also as TIDINGS__HAPPY")]
    public void Variable_GivenTwice_IsAFault(string first, string second, string expected) =>
        Assert.Equal(expected, Loading.Environment((first, "x"), (second, "y")).OnlyFault().ToString());
}
