using System.Diagnostics;
using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Sentiment.Vader;

/// <summary>Hostile texts: the time must grow no faster than the length.</summary>
public sealed class VaderLinearityTests
{
    const int Attempts = 8;

    /// <summary>Milliseconds; below this one garbage collection weighs more than the text.</summary>
    const double Trifle = 2;

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
        var ratio = double.MaxValue;
        // Other work on the machine can only make a run longer: the best of several medians counts.
        for (var attempt = 0; attempt < Attempts && ratio > 2.5; attempt++)
            ratio = Math.Min(ratio, MedianTime(whole) / Math.Max(MedianTime(half), Trifle));
        Assert.True(ratio <= 2.5, $"'{unit}' took {ratio:F2} times the time for double the length");
    }

    /// <summary>A quadratic search for equal valences would take far longer here.</summary>
    [Fact]
    public void Score_ManyEqualValencesAroundBut_IsFast()
    {
        byte[] text = [.. Repeat("good bad love ", 1 << 20), .. "but "u8, .. Repeat("good ugly hate ", 1 << 20)];
        Assert.True(MedianTime(text) < 2_000, "two megabytes took more than two seconds");
    }

    /// <summary>Milliseconds, the middle one of five runs.</summary>
    double MedianTime(byte[] text)
    {
        var times = new double[5];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _scorer.Score(text);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[times.Length / 2];
    }

    static byte[] Repeat(string unit, int bytes) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, bytes / Encoding.UTF8.GetByteCount(unit))));
}
