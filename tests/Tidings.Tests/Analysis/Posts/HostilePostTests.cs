using System.Text;
using Tidings.Analysis;
using Tidings.Posts;

namespace Tidings.Tests.Analysis.Posts;

/// <summary>No post makes the whole analysis slow, whatever it repeats.</summary>
public sealed class HostilePostTests
{
    const int Megabyte = 1 << 20;

    /// <summary>
    /// An idle machine stays under 50 ms for the whole analysis of a megabyte. A busy one, with shared caches, needs a few times as much;
    /// anything that is not linear needs seconds.
    /// </summary>
    static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    readonly PostAnalyzer _analyzer = new(new() { Happy = [":)", "preset:smileys"], Blacklist = ["giveaway", "free", "gift", "win", "alert"] }, new VaderScorer());

    [Theory]
    [InlineData("a")]
    [InlineData("A")]
    [InlineData("1")]
    [InlineData("!")]
    [InlineData("?")]
    [InlineData("'")]
    [InlineData(" ")]
    [InlineData("#")]
    [InlineData("@")]
    [InlineData("$")]
    [InlineData(":")]
    [InlineData("_")]
    [InlineData("é")]
    [InlineData("я")]
    [InlineData("日")]
    [InlineData("ا")]
    [InlineData("ก")]
    [InlineData("\u0301")]
    [InlineData("\u200D")]
    [InlineData("\uFE0F")]
    [InlineData("😀")]
    [InlineData("❤")]
    [InlineData("👍🏽")]
    [InlineData("🇩")]
    [InlineData("👩‍💻")]
    [InlineData("good ")]
    [InlineData("GOOD ")]
    [InlineData("but ")]
    [InlineData("not ")]
    [InlineData("bitcoin ")]
    [InlineData(":) ")]
    public void Analyze_OneThingRepeated_IsLinearAndQuick(string unit)
    {
        var (half, whole) = (Post(unit, Megabyte / 2), Post(unit, Megabyte));
        var time = Cost.Least(() => Analyze(whole), Limit, runs: 40);
        Assert.True(time <= Limit, $"'{unit}' took {time.TotalMilliseconds:F1} ms");
        var ratio = Cost.Ratio(() => Analyze(half), () => Analyze(whole));
        Assert.True(ratio <= 2.5, $"'{unit}' took {ratio:F2} times the time for double the length");
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
