using System.Text;
using Tidings.Analysis;
using Tidings.Tests.Analysis.Text;

namespace Tidings.Tests.Analysis.Topics;

public sealed class TopicMatcherTests
{
    static string Match(IReadOnlyList<TopicDefinition> topics, string text, params string[] tags)
    {
        var matches = new List<TopicMatch> { new(9, 9) };
        var extra = tags.Select(t => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t)).ToArray();
        new TopicMatcher(topics).Match(Encoding.UTF8.GetBytes(text), SimpleEntities.Of(text), extra, matches);
        return string.Join(' ', matches.Select(m => $"{topics[m.Topic].Name}:{topics[m.Topic].Synonyms[m.Synonym]}"));
    }

    static string One(string text, params string[] synonyms) => Match([new("t", synonyms)], text);

    [Theory]
    [InlineData("Bitcoin's moon", "btc:bitcoin")]
    [InlineData("bitcoin, again", "btc:bitcoin")]
    [InlineData("#bitcoin", "btc:#bitcoin")]
    [InlineData("＃ＢＴＣ", "btc:#btc")]
    [InlineData("$BTC and #eth", "btc:$btc eth:#eth")]
    [InlineData("btc", "")]
    [InlineData("together with tether, whether or not", "")]
    [InlineData("Ether!", "eth:ether")]
    [InlineData("etherum", "eth:etherum")]
    [InlineData("ETHEREUM", "eth:ethereum")]
    [InlineData("ethereum then $eth", "eth:ethereum")]
    [InlineData("$eth then ethereum", "eth:$eth")]
    [InlineData("Binance  \n Coin", "bnb:binance coin")]
    [InlineData("binance, coin", "")]
    [InlineData("binance coins", "")]
    [InlineData("https://bitcoin.example/bitcoin @bitcoin @ripple", "")]
    [InlineData("xrp ripple bitcoin cardano", "btc:bitcoin ada:cardano xrp:ripple")]
    [InlineData("bitcoin_price #bitcoins", "")]
    [InlineData("今日bitcoinを買う", "btc:bitcoin")]
    [InlineData("𝐛𝐢𝐭𝐜𝐨𝐢𝐧", "btc:bitcoin")]
    [InlineData("", "")]
    public void Match_Presets_FindsWholeTokens(string text, string expected) => Assert.Equal(expected, Match(TopicPresets.All, text));

    [Fact]
    public void Match_ExtraTags_CountAsTagsBehindTheText()
    {
        Assert.Equal("btc:#btc", Match(TopicPresets.All, "hello", "BTC"));
        Assert.Equal("btc:#btc", Match(TopicPresets.All, "hello", "#Btc"));
        Assert.Equal("btc:$btc", Match(TopicPresets.All, "hello", "$BTC"));
        Assert.Equal("bnb:binance coin", Match(TopicPresets.All, "hello", "Binance Coin"));
        Assert.Equal("btc:bitcoin", Match(TopicPresets.All, "bitcoin", "BTC"));
        Assert.Equal("", Match(TopicPresets.All, "hello", "", "#", "$"));
    }

    [Fact]
    public void Match_SameStart_TakesTheLongestThenTheEarlierInTheList()
    {
        Assert.Equal("t:binance coin", One("binance coin", "binance", "binance coin"));
        Assert.Equal("t:binance", One("binance, coin", "binance", "binance coin"));
        Assert.Equal("t:new york city", One("new york city hall", "new", "new york", "new york city", "new york city hall x"));
        Assert.Equal("t:Coin", One("coin", "Coin", "coin"));
        Assert.Equal("t:york", One("york new", "new", "york"));
    }

    [Theory]
    [InlineData("ビットコインが上がる", "ビットコイン", true)]
    [InlineData("ﾋﾞｯﾄｺｲﾝ", "ビットコイン", true)]
    [InlineData("ビットが", "ビットコイン", false)]
    [InlineData("今天比特币很好", "比特币", true)]
    [InlineData("ซื้อบิตคอยน์วันนี้", "บิตคอยน์", true)]
    [InlineData("비트코인을 산다", "비트코인", true)]
    [InlineData("새비트코인", "비트코인", false)]
    [InlineData("биткоина", "биткоин", false)]
    [InlineData("БИТКОИН!", "биткоин", true)]
    [InlineData("CAFE\u0301", "café", true)]
    [InlineData("#ビットコイン", "#ビットコイン", true)]
    public void Match_OtherScripts_FollowsTheirSpacing(string text, string synonym, bool expected) =>
        Assert.Equal(expected ? $"t:{synonym}" : "", One(text, synonym));

    [Fact]
    public void Match_ManySynonyms_FindsEachOfThem()
    {
        var topics = Enumerable.Range(0, 5000).Select(i => new TopicDefinition($"t{i}", [$"word{i}", $"#tag{i}", $"two words {i}"])).ToArray();
        var matcher = new TopicMatcher(topics);
        var matches = new List<TopicMatch>();
        for (var i = 0; i < topics.Length; i++)
        {
            matcher.Match(Encoding.UTF8.GetBytes($"a word{i}, b"), [], [], matches);
            Assert.Equal([new(i, 0)], matches);
            matcher.Match(""u8, [], [Encoding.UTF8.GetBytes($"tag{i}")], matches);
            Assert.Equal([new(i, 1)], matches);
            matcher.Match(Encoding.UTF8.GetBytes($"two words two words {i}"), [], [], matches);
            Assert.Equal([new(i, 2)], matches);
        }
    }

    [Fact]
    public void Match_RandomText_EqualsPlainSplitting()
    {
        string[] words = ["ether", "Tether", "coin", "COIN", "binance", "new", "_", "x1"];
        string[] gaps = [" ", "  ", "\n", ", ", "-", " 😀 ", "\u00A0"];
        var topics = words.Distinct(StringComparer.OrdinalIgnoreCase).Select((w, i) => new TopicDefinition($"t{i}", [w])).ToArray();
        var matcher = new TopicMatcher(topics);
        var matches = new List<TopicMatch>();
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ =>
                words[random.Next(words.Length)] + (random.Next(5) == 0 ? "" : gaps[random.Next(gaps.Length)])));
            var tokens = text.Split([' ', '\n', ',', '-', '\u00A0', '\uD83D', '\uDE00']);
            var expected = Enumerable.Range(0, topics.Length)
                .Where(i => tokens.Contains(topics[i].Synonyms[0], StringComparer.OrdinalIgnoreCase)).Select(i => new TopicMatch(i, 0));
            matcher.Match(Encoding.UTF8.GetBytes(text), [], [], matches);
            Assert.True(expected.SequenceEqual(matches), $"seed {seed}: {text}");
        }
    }

    [Fact]
    public void Match_BadEntitiesAndBytes_DoesNotThrow()
    {
        var matcher = new TopicMatcher(TopicPresets.All);
        var matches = new List<TopicMatch>();
        Entity[] entities = [new(EntityKind.Hashtag, -4, 900), new(EntityKind.Cashtag, 5, 2), new(EntityKind.Url, 3, 4), new(EntityKind.Mention, 1, 2)];
        matcher.Match([0xF0, 0x9F, (byte)'#', 0xFF, 0xED, 0xA0, 0x80], entities, [new byte[] { 0xFF }], matches);
        Assert.Empty(matches);
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("Upper", "a")]
    [InlineData("with space", "a")]
    [InlineData("t", "")]
    [InlineData("t", " ")]
    [InlineData("t", "#")]
    [InlineData("t", "$")]
    [InlineData("t", "#two words")]
    [InlineData("t", "#a-b")]
    [InlineData("t", "what?")]
    [InlineData("t", "🚀")]
    public void Constructor_BadDefinition_IsRefused(string name, string synonym)
    {
        var fault = Assert.Throws<ArgumentException>(() => new TopicMatcher([new(name, [synonym])]));
        Assert.Contains($"'{name}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_LongOrRepeatedNameOrNoSynonym_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new TopicMatcher([new(new string('a', 65), ["a"])]));
        Assert.Throws<ArgumentException>(() => new TopicMatcher([new("t", ["a"]), new("t", ["b"])]));
        Assert.Throws<ArgumentException>(() => new TopicMatcher([new("t", [])]));
        Assert.Equal("", Match([], "bitcoin"));
    }
}
