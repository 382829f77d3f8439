using Tidings.Hours;

namespace Tidings.Tests.Hours;

public sealed class TopicSumsTests
{
    [Fact]
    public void Mean_NoPosts_IsNull()
    {
        var none = new TopicSums(0, 0, 0, 0, 0);
        Assert.Equal((null, null, null), (none.Mean, none.StandardDeviation, none.WeightedMean));
    }

    [Fact]
    public void Mean_EqualCompounds_DeviateByExactlyZero()
    {
        const long count = 40_000_000, compound = -9_999;
        var sums = new TopicSums(
            count, count * compound, count * compound * compound, count * 70_000, count * 70_000 * compound);
        Assert.Equal((-0.9999, 0.0, -0.9999), (sums.Mean, sums.StandardDeviation, sums.WeightedMean));
    }

    [Theory]
    [InlineData(-1, 3, -0.000033)]
    [InlineData(-1, 200, -0.000001)] // halves go away from 0
    [InlineData(1, 200, 0.000001)]
    [InlineData(1, 3, 0.000033)]
    public void Mean_SmallSums_AreRoundedToSixDecimals(long sum, long count, double expected)
    {
        var sums = new TopicSums(count, sum, sum * sum, count * 10_000, sum * 10_000);
        Assert.Equal(expected, sums.Mean!.Value);
        Assert.Equal(expected, sums.WeightedMean!.Value);
    }

    [Fact]
    public void Mean_TinyNegativeSum_IsZeroWithoutSign() =>
        Assert.False(double.IsNegative(new TopicSums(1_000, -1, 1, 10_000_000, -10_000).Mean!.Value));
}
