using Tidings.Retention;

namespace Tidings.Tests.Retention;

public sealed class FillGaugeTests
{
    static readonly TimeSpan Start = TimeSpan.FromMinutes(1);
    readonly FillGauge _gauge = new(new(1_000));

    [Fact]
    public void MustCount_NeverCounted_IsTrue() => Assert.True(_gauge.MustCount(0, Start));

    [Fact]
    public void MustCount_LongAgo_IsTrue()
    {
        _gauge.Counted(10, Start);
        Assert.False(_gauge.MustCount(1, Start + FillGauge.Trust - TimeSpan.FromTicks(1)));
        Assert.True(_gauge.MustCount(1, Start + FillGauge.Trust));
    }

    [Fact]
    public void MustCount_NearALevel_IsTrueBeforeOthersCanReachIt()
    {
        _gauge.Counted(600, Start);
        _gauge.Added(20);
        Assert.Equal(620, _gauge.Used);
        Assert.False(_gauge.MustCount(4, Start)); // 600 + 4 * 24 < 700
        Assert.True(_gauge.MustCount(5, Start));
        _gauge.Counted(690, Start);
        Assert.False(_gauge.MustCount(100, Start)); // it was counted just now
    }

    [Fact]
    public void MustCount_AtTheLastLevel_IsTrueAfterEachBatch()
    {
        _gauge.Counted(960, Start);
        Assert.False(_gauge.MustCount(1, Start));
        _gauge.Added(1);
        Assert.True(_gauge.MustCount(1, Start));
        _gauge.Counted(800, Start);
        Assert.Equal(800, _gauge.Used);
    }
}
