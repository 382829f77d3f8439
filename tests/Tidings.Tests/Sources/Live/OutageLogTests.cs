using Tidings.Queue;
using Tidings.Sources.Live;

namespace Tidings.Tests.Sources.Live;

public sealed class OutageLogTests
{
    static readonly GapSettlement All = new(long.MinValue, 0);

    [Fact]
    public void Begin_WhileOneGoesOn_ChangesNothing()
    {
        var log = new OutageLog();
        log.Begin(100, GapReason.Stall);
        log.Begin(200, GapReason.Disconnect);
        Assert.Equal([new Outage(100, null, GapReason.Stall)], log.Unsettled);
        Assert.True(log.IsGoingOn);
        log.End(300);
        Assert.False(log.IsGoingOn);
        log.End(400);
        Assert.Equal([new Outage(100, 300, GapReason.Stall)], log.Unsettled);
    }

    [Fact]
    public void Settle_SeveralOutages_EachWithItsPosts()
    {
        var log = new OutageLog([new(100, 200, GapReason.UncleanStop)]);
        log.Begin(250, GapReason.Disconnect);
        log.End(350);
        foreach (var at in (long[])[99, 100, 150, 199, 200, 249, 250, 349, 350, 400])
            log.Count(at);
        Assert.Equal(
            [
                new(100, 200, GapReason.UncleanStop, new(120, 3)),
                new(250, 350, GapReason.Disconnect, new(120, 2)),
            ],
            log.Settle(120));
        Assert.Empty(log.Unsettled);
    }

    [Fact]
    public void Settle_OneGoesOn_ThatStays()
    {
        var log = new OutageLog([new(100, 200, GapReason.Stall)]);
        log.Begin(300, GapReason.Disconnect);
        Assert.Equal([new(100, 200, GapReason.Stall, All)], log.Settle(long.MinValue));
        Assert.Equal([new Outage(300, null, GapReason.Disconnect)], log.Unsettled);
        log.Count(1_000);
        Assert.Equal(1, log.Unsettled[0].Posts);
    }

    [Fact]
    public void Begin_ClockWasSetBack_OutagesDoNotOverlap()
    {
        var log = new OutageLog([new(1_000, 2_000, GapReason.Stall)]);
        log.Begin(500, GapReason.Disconnect);
        log.End(400);
        Assert.Equal(
            [new Outage(1_000, 2_000, GapReason.Stall), new Outage(2_000, 2_001, GapReason.Disconnect)], log.Unsettled);
    }

    [Fact]
    public void Begin_MoreThanItKeeps_CoversAllOfThem()
    {
        var log = new OutageLog();
        for (var i = 0; i < 3 * OutageLog.Capacity; i++)
        {
            log.Begin(i * 100, i == 0 ? GapReason.Stall : GapReason.Disconnect);
            log.End(i * 100 + 50);
        }
        Assert.Equal(OutageLog.Capacity, log.Unsettled.Count);
        Assert.Equal((0, GapReason.Stall), (log.Unsettled[0].From, log.Unsettled[0].Reason));
        Assert.Equal(log.Unsettled[1].From - 50, log.Unsettled[0].To);
    }
}
