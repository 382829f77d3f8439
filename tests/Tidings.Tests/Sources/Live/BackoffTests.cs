using Tidings.Sources.Live;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources.Live;

public sealed class BackoffTests
{
    static readonly (FailureKind Kind, TimeSpan First, TimeSpan Most, double Least)[] Kinds =
    [
        (FailureKind.Network, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30), 0.5),
        (FailureKind.Server, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), 0.5),
        (FailureKind.TooMany, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(15), 1),
        (FailureKind.Refused, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), 1),
    ];

    [Fact]
    public void Left_AfterFailures_DoublesUpToTheMost()
    {
        foreach (var (kind, first, most, least) in Kinds)
        {
            var clock = new SteppedClock();
            var backoff = new Backoff(clock, new Random(7));
            for (var i = 0; i < 100; i++)
            {
                backoff.Fail(kind);
                var whole = TimeSpan.FromTicks((long)Math.Min(first.Ticks * Math.Pow(2, i), most.Ticks));
                Assert.InRange(backoff.Left, whole * least, whole);
                clock.Pass(backoff.Left - TimeSpan.FromTicks(1));
                Assert.True(backoff.Left > TimeSpan.Zero);
                clock.Pass(TimeSpan.FromTicks(1));
                Assert.Equal(TimeSpan.Zero, backoff.Left);
            }
        }
    }

    [Fact]
    public void Left_ManyNetworkFailures_IsSpreadBetweenHalfAndWhole()
    {
        var waits = Enumerable.Range(0, 200).Select(seed =>
        {
            var backoff = new Backoff(new SteppedClock(), new Random(seed));
            backoff.Fail(FailureKind.Network);
            return backoff.Left.TotalMilliseconds;
        }).ToList();
        Assert.All(waits, wait => Assert.InRange(wait, 125, 250));
        Assert.True(waits.Max() - waits.Min() > 90);
    }

    [Fact]
    public void Succeed_AfterFailures_BeginsAnew()
    {
        var backoff = new Backoff(new SteppedClock(), new Random(1));
        for (var i = 0; i < 5; i++)
            backoff.Fail(FailureKind.Network);
        Assert.True(backoff.Left > TimeSpan.FromSeconds(1));
        backoff.Succeed();
        Assert.Equal(TimeSpan.Zero, backoff.Left);
        backoff.Fail(FailureKind.Network);
        Assert.InRange(backoff.Left.TotalMilliseconds, 125, 250);
    }

    [Theory]
    [InlineData(10, 60)]
    [InlineData(300, 300)]
    [InlineData(90_000, 3600)]
    public void Fail_WithRetryAfter_WaitsNoShorterAndAnHourAtMost(int asked, int waited)
    {
        var backoff = new Backoff(new SteppedClock(), new Random(1));
        backoff.Fail(FailureKind.TooMany, TimeSpan.FromSeconds(asked));
        Assert.Equal(TimeSpan.FromSeconds(waited), backoff.Left);
    }

    [Fact]
    public void Ring_OneFails_TheNextIsAskedAndEachWaitsForItself()
    {
        var clock = new SteppedClock();
        var ring = new HostRing(3, clock, new Random(1));
        ring.Fail(FailureKind.Refused);
        Assert.Equal((1, TimeSpan.Zero), (ring.Current, ring.Left));
        ring.Fail(FailureKind.TooMany);
        Assert.Equal((2, TimeSpan.Zero), (ring.Current, ring.Left));
        ring.Fail(FailureKind.Refused);
        Assert.Equal(1, ring.Current);
        Assert.Equal(TimeSpan.FromSeconds(60), ring.Left);
    }

    [Fact]
    public void Ring_OfOne_WaitsForIt()
    {
        var ring = new HostRing(1, new SteppedClock(), new Random(1));
        ring.Fail(FailureKind.Network);
        Assert.Equal(0, ring.Current);
        Assert.InRange(ring.Left.TotalMilliseconds, 125, 250);
    }

    [Theory]
    [InlineData("120", null, 120.0)]
    [InlineData("1.5", "9", 1.5)]
    [InlineData("Wed, 01 Jan 2025 00:01:00 GMT", null, 60.0)]
    [InlineData("Tue, 31 Dec 2024 00:00:00 GMT", null, 0.0)]
    [InlineData(null, "1735689630", 30.0)]
    [InlineData(null, "45", 45.0)]
    [InlineData("soon", "-3", null)]
    [InlineData("1e400", null, null)]
    [InlineData(null, null, null)]
    public void RetryAfter_OfAnAnswer_IsAWait(string? retryAfter, string? reset, double? seconds) =>
        Assert.Equal(
            seconds, RetryAfter.Of(retryAfter, reset, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero))?.TotalSeconds);
}
