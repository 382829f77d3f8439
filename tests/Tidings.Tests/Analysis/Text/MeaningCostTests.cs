using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Text;

/// <summary>What the matchers cost: nothing on the heap, and time in proportion to the text, whatever the text.</summary>
[Collection(nameof(MeaningCostTests))]
[CollectionDefinition(nameof(MeaningCostTests), DisableParallelization = true)]
public sealed class MeaningCostTests
{
    static readonly HappyMatcher Happy = new(["preset:smileys", "preset:hearts", "🇩🇪", "1️⃣", "-:", "::)"]);
    static readonly TopicMatcher Topics = new(TopicPresets.All);
    static readonly WordList Words = new(["giveaway", "free", "gift", "win", "alert"]);
    static readonly List<TopicMatch> Matches = new(16);

    static void AnalyseAll(byte[] text, Entity[] entities)
    {
        Happy.IsMatch(text, entities);
        Topics.Match(text, entities, [], Matches);
        Words.IsMatch(text);
        TextKey.Compute(text, entities);
    }

    [Fact]
    public void Match_AfterWarmUp_AllocatesNothing()
    {
        string[] texts =
        [
            "Bitcoin, ether and #cardano: what a day :-) https://a.example/b @someone $XRP",
            "今日はビットコイン 😀 Ｂｉｔｃｏｉｎ cafe\u0301 ﾋﾞｯﾄ 비트코인 👩🏽‍💻 🇩🇪 1️⃣ บิตคอยน์ 𝐛𝐢𝐭𝐜𝐨𝐢𝐧 :blob:)",
            string.Concat(Enumerable.Repeat("long text, e\u0301 😀 binance coin \n", 500)),
        ];
        var posts = texts.Select(t => (Encoding.UTF8.GetBytes(t), SimpleEntities.Of(t))).ToArray();
        Assert.Equal(0, Cost.LeastAllocation(() =>
        {
            foreach (var (text, entities) in posts)
                AnalyseAll(text, entities);
        }));
    }

    [Theory]
    [InlineData(":")]
    [InlineData(":a")]
    [InlineData(":a:")]
    [InlineData("-:")]
    [InlineData("a")]
    [InlineData(" ")]
    [InlineData("(")]
    [InlineData("😀")]
    [InlineData("😀\u200D")]
    [InlineData("❤\uFE0F\u200D")]
    [InlineData("\u200D")]
    [InlineData("\u0301")]
    [InlineData("\u0301\u0316")]
    [InlineData("e\u0301\u0316")]
    [InlineData("🇩")]
    [InlineData("1\uFE0F\u20E3")]
    [InlineData("\u20E3")]
    [InlineData("漢")]
    [InlineData("비")]
    [InlineData("\u1161")]
    [InlineData("\uFDFA")]
    [InlineData("binance ")]
    [InlineData("\u00AD")]
    public void Match_OneThingRepeated_TakesLinearTime(string unit)
    {
        var small = Repeat(unit, 100_000);
        var large = Repeat(unit, 200_000);
        var ratio = Cost.Ratio(() => AnalyseAll(small, []), () => AnalyseAll(large, []));
        Assert.True(ratio <= 2.5, $"twice the text takes {ratio:f1} times as long");
    }

    static byte[] Repeat(string unit, int bytes)
    {
        var pattern = Encoding.UTF8.GetBytes(unit);
        var text = new byte[bytes / pattern.Length * pattern.Length];
        for (var i = 0; i < text.Length; i++)
            text[i] = pattern[i % pattern.Length];
        return text;
    }
}
