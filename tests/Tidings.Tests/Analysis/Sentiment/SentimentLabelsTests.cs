using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Sentiment;

public sealed class SentimentLabelsTests
{
    [Theory]
    [InlineData(-1, "very_negative")]
    [InlineData(-0.6001, "very_negative")]
    [InlineData(-0.6, "negative")]
    [InlineData(-0.05, "negative")]
    [InlineData(-0.0499, "neutral")]
    [InlineData(0, "neutral")]
    [InlineData(0.0499, "neutral")]
    [InlineData(0.05, "positive")]
    [InlineData(0.6, "positive")]
    [InlineData(0.6001, "very_positive")]
    [InlineData(1, "very_positive")]
    [InlineData(double.NaN, "neutral")]
    public void Of_CompoundAtEachEdge_GivesItsBand(double compound, string expected) =>
        Assert.Equal(expected, SentimentLabels.Of(compound).WireName());

    [Fact]
    public void WireName_NoLabel_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((SentimentLabel)5).WireName());
}
