using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Sentiment.Vader;

/// <summary>Hostile texts: the time must grow no faster than the length.</summary>
[Collection("Alone")]
public sealed class VaderLinearityTests
{
    readonly VaderScorer _scorer = new();

    [Theory]
    [InlineData("a")]
    [InlineData("a ")]
    [InlineData("!")]
    [InlineData("'")]
    [InlineData("good ")]
    [InlineData("GOOD ")]
    [InlineData("but ")]
    [InlineData("not ")]
    [InlineData("n't")]
    [InlineData("good but ")]
    [InlineData("but good ")]
    [InlineData("good bad great awful love but ")]
    [InlineData("❤")]
    [InlineData("😀")]
    [InlineData("é")]
    [InlineData("\u212A")]
    public void Score_DoubleLength_TakesAboutDoubleTime(string unit)
    {
        var half = Repeat(unit, 1 << 18);
        var whole = Repeat(unit, 1 << 19);
        var ratio = Cost.Ratio(() => _scorer.Score(half), () => _scorer.Score(whole));
        Assert.True(ratio <= 2.5, $"'{unit}' took {ratio:F2} times the time for double the length");
    }

    /// <summary>A quadratic search for equal valences would take far longer here.</summary>
    [Fact]
    public void Score_ManyEqualValencesAroundBut_IsFast()
    {
        byte[] text = [.. Repeat("good bad love ", 1 << 20), .. "but "u8, .. Repeat("good ugly hate ", 1 << 20)];
        Assert.True(Cost.Least(() => _scorer.Score(text), runs: 3) < TimeSpan.FromSeconds(2), "two megabytes took more than two seconds");
    }

    static byte[] Repeat(string unit, int bytes) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, bytes / Encoding.UTF8.GetByteCount(unit))));
}
