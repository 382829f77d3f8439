using System.Text;
using Tidings.Analysis;
using Tidings.Posts;

namespace Tidings.Tests.Analysis.Posts;

/// <summary>No post makes the whole analysis slow, whatever it repeats.</summary>
[Collection("Alone")]
public sealed class HostilePostTests
{
    const int Megabyte = 1 << 20;

    /// <summary>
    /// An idle machine stays under 50 ms for the whole analysis of a megabyte. A busy one, with shared caches, needs a few times as much;
    /// anything that is not linear needs seconds.
    /// </summary>
    static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    readonly PostAnalyzer _analyzer = new(new() { Happy = [":)", "preset:smileys"], Blacklist = ["giveaway", "free", "gift", "win", "alert"] }, new VaderScorer());

    public static TheoryData<string> Units =>
    [
        "a", "A", "1", "!", "?", "'", " ", "#",
        "@", "$", ":", "_", "é", "я", "日", "ا",
        "ก", "\u0301", "\u200D", "\uFE0F", "😀", "❤", "👍🏽", "🇩",
        "👩‍💻", "good ", "GOOD ", "but ", "not ", "bitcoin ", ":) ",
    ];

    [Theory, MemberData(nameof(Units))]
    public void Analyze_OneThingRepeated_IsLinearAndQuick(string unit)
    {
        var (half, whole) = (Post(unit, Megabyte / 2), Post(unit, Megabyte));
        AssertQuick(unit, whole, Limit);
        var ratio = Cost.Ratio(() => Analyze(half), () => Analyze(whole));
        Assert.True(ratio <= 2.5, $"'{unit}' took {ratio:F2} times the time for double the length");
    }

    /// <summary>The promise itself; wants a machine that does nothing else.</summary>
    [Theory, MemberData(nameof(Units)), Trait("Category", "Long")]
    public void Analyze_OneThingRepeatedOnAnIdleMachine_TakesUnder50Milliseconds(string unit) =>
        AssertQuick(unit, Post(unit, Megabyte), TimeSpan.FromMilliseconds(50));

    void AssertQuick(string unit, DecodedPost post, TimeSpan limit)
    {
        var time = Cost.Least(() => Analyze(post), limit, runs: 40);
        Assert.True(time <= limit, $"'{unit}' took {time.TotalMilliseconds:F1} ms");
    }

    void Analyze(DecodedPost post)
    {
        _analyzer.Analyze(post);
        _analyzer.Score();
        _analyzer.TextKey();
        _ = _analyzer.IsBlacklisted;
    }

    static DecodedPost Post(string unit, int bytes) =>
        new() { Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, bytes / Encoding.UTF8.GetByteCount(unit)))) };
}
