using Tidings.Queue;
using Tidings.Sources.Live;

namespace Tidings.Tests.Sources.Live;

/// <summary>All times in seconds after <see cref="Start"/>.</summary>
public sealed class CatchUpTests
{
    const long Start = 1_735_689_600_000;

    [Fact]
    public void Connected_FirstTime_HasNothingToMakeGood()
    {
        var source = new CatchUp(null, null);
        Assert.Null(source.CursorFor(isSameHost: true));
        Assert.False(source.Connected(At(0), null, isSameHost: false));
        Assert.True(source.IsCaughtUp);
        Assert.Null(source.Event(At(1), Us(1), isNew: true));
        Assert.Equal(Us(1), source.Place);
    }

    /// <summary>A first run may die, or a first connection end, before an event is safe.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CursorFor_BeforeTheFirstEvent_AsksForWhatWasMissed(bool isNewRun)
    {
        var source = new CatchUp(
            isNewRun ? new(0, "", 0, []) : null,
            isNewRun ? new(At(100), At(120), GapReason.UncleanStop) : null);
        if (!isNewRun)
        {
            source.Connected(At(50), null, isSameHost: false);
            Assert.Equal(At(100), source.Lost(At(100), GapReason.Disconnect));
        }
        Assert.Equal(Us(85), source.CursorFor(isSameHost: true));
        Assert.True(source.Connected(At(130), Us(85), isSameHost: false));
        Assert.Null(source.Event(At(131), Us(86), isNew: true));
        Assert.Null(source.Event(At(131), Us(110), isNew: true));
        var settled = source.Event(At(131), Us(130), isNew: true)!;
        Assert.Equal(1, settled[0].Settled!.Value.Posts);
        Assert.All(settled, gap => Assert.InRange(gap.Settled!.Value.RecoveredFrom, long.MinValue, At(100)));
        Assert.Empty(source.Unsettled);
        // the clock was taken for equal only so long
        source.Event(At(140), Us(135), isNew: true);
        Assert.Equal(5000, source.Offset);
    }

    /// <summary>What a server that was asked by our clock has begins with its first event.</summary>
    [Fact]
    public void Event_FirstEver_IsWhereItBegins()
    {
        var source = new CatchUp(null, new(At(100), At(120), GapReason.UncleanStop));
        source.Connected(At(120), source.CursorFor(isSameHost: false), isSameHost: false);
        Assert.Null(source.Event(At(121), Us(105), isNew: true));
        Assert.Null(source.Event(At(121), Us(119), isNew: true));
        var settled = source.Event(At(121), Us(121), isNew: true)!;
        Assert.Equal([new(At(100), At(120), GapReason.UncleanStop, new(At(105), 2))], settled);
    }

    /// <summary>A server whose clock is 40 s behind takes what it is asked for to be 40 s later than it was.</summary>
    [Fact]
    public void Event_FirstEverOfAClockFarBehind_DoesNotClaimWhatWasNotAskedFor()
    {
        var source = new CatchUp(null, new(At(100), At(150), GapReason.UncleanStop));
        source.Connected(At(150), source.CursorFor(isSameHost: false), isSameHost: false);
        Assert.Null(source.Event(At(150), Us(85), isNew: true));
        Assert.Null(source.Event(At(150), Us(110), isNew: true));
        var settled = source.Event(At(190), Us(150), isNew: true)!;
        Assert.Equal(At(125), Assert.Single(settled).Settled!.Value.RecoveredFrom);
    }

    [Fact]
    public void Lost_ThenReplayedFromTheLastEvent_IsFilledAndCounted()
    {
        var source = Live(lastEvent: 100);
        Assert.Equal(At(100), source.Lost(At(100), GapReason.Disconnect));
        Assert.Null(source.Lost(At(110), GapReason.Refused));
        Assert.Equal(Us(95), source.CursorFor(isSameHost: true));
        Assert.Equal(Us(85), source.CursorFor(isSameHost: false));
        Assert.True(source.Connected(At(130), Us(95), isSameHost: true));
        Assert.Null(source.Event(At(131), Us(96), isNew: false));
        Assert.Null(source.Event(At(131), Us(100), isNew: false));
        Assert.Null(source.Event(At(131), Us(110), isNew: true));
        Assert.Null(source.Event(At(131), Us(128), isNew: true));
        Assert.Null(source.Event(At(131), Us(129.5), isNew: true));
        var settled = source.Event(At(131), Us(130), isNew: true);
        Assert.Equal([new(At(100), At(130), GapReason.Disconnect, new(long.MinValue, 3))], settled);
        Assert.Empty(source.Unsettled);
    }

    /// <summary>The last event, or an earlier one, comes back from a server that still has it.</summary>
    [Theory]
    [InlineData(true, 100.000001, true)]
    [InlineData(true, 100, false)]
    [InlineData(false, 102, false)]
    [InlineData(false, 102.5, true)]
    public void Event_FirstIsLaterThanTheLast_IsAClamp(bool isSameHost, double first, bool isClamp)
    {
        var source = Live(lastEvent: 100);
        source.Lost(At(100), GapReason.Disconnect);
        source.Connected(At(130), source.CursorFor(isSameHost), isSameHost);
        Assert.Null(source.Event(At(131), Us(first), isNew: true));
        var notice = Assert.Single(source.Event(At(131), Us(130), isNew: true)!);
        // up to the next millisecond: otherwise what came before it in its own one would count as heard
        Assert.Equal(isClamp ? (Us(first) + 999) / 1000 : long.MinValue, notice.Settled!.Value.RecoveredFrom);
    }

    /// <summary>A clamp of any of several connections counts for all that was missed until then.</summary>
    [Fact]
    public void Lost_BeforeCaughtUp_GoesOnWithoutClaimingWhatDidNotCome()
    {
        var source = Live(lastEvent: 100);
        source.Lost(At(100), GapReason.Disconnect);
        source.Connected(At(200), Us(95), isSameHost: true);
        Assert.Null(source.Event(At(201), Us(100), isNew: false));
        Assert.Null(source.Event(At(205), Us(150), isNew: true));
        // what lies between 150 and 200 has not come: the outage begins where the first one ended
        Assert.Equal(At(200), source.Lost(At(300), GapReason.Stall));
        source.Connected(At(310), source.CursorFor(isSameHost: true), isSameHost: true);
        Assert.Null(source.Event(At(311), Us(250), isNew: true));
        var settled = source.Event(At(311), Us(310), isNew: true)!;
        Assert.Equal(
            [
                new(At(100), At(200), GapReason.Disconnect, new(At(250), 1)),
                new(At(200), At(310), GapReason.Stall, new(At(250), 1)),
            ],
            settled);
    }

    [Fact]
    public void Lost_BeforeTheFirstEvent_LeavesNoHoleBetweenTheOutages()
    {
        var source = Live(lastEvent: 100);
        source.Lost(At(100), GapReason.Disconnect);
        source.Connected(At(200), Us(95), isSameHost: true);
        Assert.Equal(At(200), source.Lost(At(207), GapReason.Disconnect));
        Assert.Equal(
            [new(At(100), At(200), GapReason.Disconnect), new(At(200), null, GapReason.Disconnect)],
            source.Unsettled);
    }

    [Fact]
    public void Silent_AfterEvents_IsCaughtUp()
    {
        var source = Live(lastEvent: 100);
        source.Lost(At(100), GapReason.Disconnect);
        source.Connected(At(200), Us(95), isSameHost: true);
        source.Event(At(200), Us(100), isNew: false);
        Assert.Null(source.Silent(At(300), TimeSpan.FromSeconds(9.9))); // it may have much more to come
        var notice = Assert.Single(source.Silent(At(300), TimeSpan.FromSeconds(10))!);
        Assert.Equal(new(long.MinValue, 0), notice.Settled);
        Assert.Null(source.Silent(At(300), TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Silent_ShortlyBeforeTheConnection_IsCaughtUpSooner()
    {
        var source = Live(lastEvent: 100);
        source.Lost(At(100), GapReason.Disconnect);
        source.Connected(At(110), Us(95), isSameHost: true);
        source.Event(At(110), Us(100), isNew: false);
        Assert.Null(source.Silent(At(300), TimeSpan.FromSeconds(1.9)));
        Assert.Single(source.Silent(At(300), TimeSpan.FromSeconds(2))!);
    }

    static CatchUp WithRate(int perSecond)
    {
        var source = new CatchUp(null, null);
        source.Connected(At(0), null, isSameHost: false);
        for (var i = 0; i <= 120 * perSecond; i++)
            source.Event(At((double)i / perSecond), Us((double)i / perSecond), isNew: true);
        return source;
    }

    [Theory]
    [InlineData(30, 29, false)]
    [InlineData(30, 30, true)]
    [InlineData(1, 190, false)]
    [InlineData(1, 210, true)]
    public void IsHalted_NoEventsWhereManyAreUsual(int perSecond, int silent, bool isHalted) =>
        Assert.Equal(isHalted, WithRate(perSecond).IsHalted(TimeSpan.FromSeconds(silent)));

    /// <summary>A restart does not make a halted server a healthy one.</summary>
    [Fact]
    public void Silent_HaltedServerAfterARestart_SettlesNothing()
    {
        var cursor = new JetstreamCursor(
            Us(100), "h", 0, [new(At(100), null, GapReason.Stall)], Rate: WithRate(30).Rate);
        var source = new CatchUp(cursor, new(At(700), At(701), GapReason.Stopped));
        source.Connected(At(701), source.CursorFor(isSameHost: true), isSameHost: true);
        Assert.Null(source.Event(At(701), Us(95), isNew: false));
        Assert.Null(source.Event(At(701), Us(100), isNew: false));
        Assert.Null(source.Silent(At(711), TimeSpan.FromSeconds(10)));
        Assert.True(source.IsHalted(TimeSpan.FromSeconds(30)));
    }

    /// <summary>A server that looks for the events yet has not lost them.</summary>
    [Fact]
    public void Silent_WithoutAnyEventWhereManyAreUsual_IsNoClamp()
    {
        var source = WithRate(30);
        source.Lost(At(120), GapReason.Disconnect);
        source.Connected(At(3600), source.CursorFor(isSameHost: true), isSameHost: true);
        Assert.Null(source.Silent(At(3610), TimeSpan.FromSeconds(10)));
        Assert.Null(source.Event(At(3611), Us(119), isNew: false));
        Assert.Equal(
            [new(At(120), At(3600), GapReason.Disconnect, new(long.MinValue, 0))],
            source.Event(At(3612), Us(3600), isNew: true));
    }

    /// <summary>Gaps are known by their beginnings: one that is settled is not opened again by the next.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lost_AgainBeforeANewEvent_IsAGapOfItsOwn(bool dies)
    {
        var source = Live(lastEvent: 100);
        source.Lost(At(100), GapReason.Disconnect);
        source.Connected(At(102), source.CursorFor(isSameHost: true), isSameHost: true);
        source.Event(At(102), Us(100), isNew: false);
        Assert.Single(source.Silent(At(104), TimeSpan.FromSeconds(2))!);
        if (dies)
            Assert.Equal(
                At(100) + 1,
                CatchUp.MissingSince(new(Us(100), "h", 0, [], SettledFrom: source.SettledFrom), At(110)));
        else
            Assert.Equal(At(100) + 1, source.Lost(At(110), GapReason.Disconnect));
    }

    /// <summary>Our clock stood years ahead when an outage was settled: later ones are where they are.</summary>
    [Fact]
    public void MissingSince_SettledByAClockFarAhead_IsNotPushedIntoTheFuture() =>
        Assert.Equal(At(100), CatchUp.MissingSince(new(Us(100), "h", 0, [], SettledFrom: At(100_000_000)), At(110)));

    /// <summary>Where an outage is not settled nothing behind it is proven; one that goes on just goes on.</summary>
    [Theory]
    [InlineData(150.0, 150)]
    [InlineData(null, 100)]
    public void MissingSince_OutageNotSettled_BeginsWithIt(double? to, double expected)
    {
        var cursor = new JetstreamCursor(
            Us(120), "h", 0, [new(At(100), to is { } end ? At(end) : null, GapReason.Disconnect)]);
        Assert.Equal(At(expected), CatchUp.MissingSince(cursor, At(900)));
        var source = new CatchUp(cursor, new(At(880), At(1000), GapReason.Stopped));
        Assert.Equal(to is null ? At(880) : At(150), source.Unsettled[^1].From);
    }

    /// <summary>A server that was behind had not sent the rest when the run ended.</summary>
    [Fact]
    public void MissingSince_ServerWasBehind_IsItsLastEvent() =>
        Assert.Equal(At(300), CatchUp.MissingSince(new(Us(300), "h", 0, [], Lag: 600_000), At(900)));

    /// <summary>A server that has come to a halt has its last events, and that proves nothing.</summary>
    [Fact]
    public void Silent_OfAServerThatHasComeToAHalt_SettlesNothing()
    {
        var source = WithRate(30);
        Assert.Equal(At(120), source.Lost(At(120), GapReason.Stall));
        source.Connected(At(151), source.CursorFor(isSameHost: true), isSameHost: true);
        Assert.Null(source.Event(At(151), Us(115), isNew: false));
        Assert.Null(source.Event(At(151), Us(120), isNew: false));
        Assert.Null(source.Silent(At(153), TimeSpan.FromSeconds(2)));
        Assert.Null(source.Silent(At(171), TimeSpan.FromSeconds(20)));
        Assert.True(source.IsHalted(TimeSpan.FromSeconds(30)));
        // another has gone on
        Assert.Equal(At(151), source.Lost(At(151), GapReason.Stall));
        source.Connected(At(182), source.CursorFor(isSameHost: false), isSameHost: false);
        Assert.Null(source.Event(At(182), Us(105), isNew: false));
        Assert.Null(source.Event(At(182), Us(150), isNew: true));
        Assert.Equal(
            [new(At(120), At(151), GapReason.Stall, new(long.MinValue, 1)), new(At(151), At(182), GapReason.Stall, new(long.MinValue, 0))],
            source.Event(At(182), Us(182), isNew: true));
    }

    /// <summary>What a torn replay had come to is made good, whatever the next server has.</summary>
    [Fact]
    public void SettleReceived_LostInTheMidstOfAReplay_KeepsWhatCame()
    {
        var source = Live(lastEvent: 100);
        Assert.Empty(source.SettleReceived());
        source.Lost(At(100), GapReason.Disconnect);
        source.Connected(At(200), Us(95), isSameHost: true);
        Assert.Empty(source.SettleReceived());
        source.Event(At(200), Us(100), isNew: false);
        source.Event(At(201), Us(150), isNew: true);
        Assert.Equal(
            [new(At(100), At(150), GapReason.Disconnect, new(long.MinValue, 1))], source.SettleReceived());
        source.Lost(At(202), GapReason.Stall);
        Assert.Equal(
            [new(At(150), At(200), GapReason.Disconnect), new(At(200), null, GapReason.Stall)], source.Unsettled);
        source.Connected(At(210), Us(145), isSameHost: true);
        source.Event(At(210), Us(180), isNew: true); // it has no more what lies between
        var settled = source.Event(At(211), Us(210), isNew: true)!;
        Assert.Equal([(At(150), At(180)), (At(200), At(180))], settled.Select(gap =>
            (gap.From, gap.Settled!.Value.RecoveredFrom)));
    }

    /// <summary>Not even the event came at which it was resumed: the server has lost its history.</summary>
    [Fact]
    public void Silent_WithoutAnyEvent_CountsAllAsMissing()
    {
        var source = Live(lastEvent: 100);
        source.Lost(At(100), GapReason.Disconnect);
        source.Connected(At(200), Us(95), isSameHost: true);
        Assert.Null(source.Silent(At(300), TimeSpan.FromSeconds(9)));
        Assert.Equal(
            [new(At(100), At(200), GapReason.Disconnect, new(At(200), 0))], source.Silent(At(300), TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Event_BeforeWhatWasAskedFor_MeansThatTheCursorWasIgnored()
    {
        var source = Live(lastEvent: 5000);
        source.Lost(At(5000), GapReason.Disconnect);
        source.Connected(At(5010), Us(4995), isSameHost: true);
        // an hour back: its clock was set, and this is as new as it gets
        var notice = Assert.Single(source.Event(At(5011), Us(1411), isNew: true)!);
        Assert.Equal(At(5010), notice.Settled!.Value.RecoveredFrom);
        Assert.Equal(Us(1406), source.CursorFor(isSameHost: true));
    }

    [Fact]
    public void Event_ClockOfTheServerSetBack_PlaceFollows()
    {
        var source = Live(lastEvent: 5000);
        source.Event(At(5001), Us(1401), isNew: true);
        Assert.Equal(Us(1401), source.Place);
        Assert.Equal(3_600_000, source.Offset);
        Assert.Equal(0, source.Lag);
    }

    [Fact]
    public void Event_NeighboursChangedPlaces_PlaceNeverFalls()
    {
        var source = Live(lastEvent: 100);
        source.Event(At(101), Us(99), isNew: true);
        Assert.Equal(Us(100), source.Place);
    }

    /// <summary>A server whose clock is an hour ahead is not "caught up" an hour too early, nor are its times ours.</summary>
    [Fact]
    public void Event_ServerAhead_IsCorrected()
    {
        var source = new CatchUp(null, null);
        source.Connected(At(0), null, isSameHost: false);
        source.Event(At(100), Us(3700), isNew: true);
        Assert.Equal(-3_600_000, source.Offset);
        source.Lost(At(100), GapReason.Disconnect);
        source.Connected(At(200), source.CursorFor(isSameHost: true), isSameHost: true);
        Assert.Null(source.Event(At(200), Us(3750), isNew: true)); // 150 on our clock: a clamp, and not caught up
        var notice = Assert.Single(source.Event(At(201), Us(3800), isNew: true)!);
        Assert.Equal(new(At(150), 1), notice.Settled);
    }

    /// <summary>Lag is no clock: a server that is behind for long does not pass for one whose clock is slow.</summary>
    [Fact]
    public void Offset_ServerBehindForAnHour_StaysWhatItWas()
    {
        var source = Live(lastEvent: 0);
        for (var second = 1; second <= 3600; second++)
            source.Event(At(second + 600), Us(second), isNew: true);
        Assert.InRange(source.Offset, 0, 500);
        Assert.InRange(source.Lag, 599_000, 600_000);
        Assert.Equal(At(3600), source.Lost(At(4200), GapReason.Disconnect));
    }

    [Fact]
    public void Event_OfAServedRecording_SettlesAtOnce()
    {
        var source = new CatchUp(null, null);
        source.Connected(At(0), null, isSameHost: false);
        source.Event(At(1), Us(-400 * 86_400), isNew: true);
        Assert.Equal(At(1), source.Lost(At(1), GapReason.Disconnect));
        source.Connected(At(3), source.CursorFor(isSameHost: true), isSameHost: true);
        var notice = Assert.Single(source.Event(At(3), Us(-400 * 86_400), isNew: false)!);
        Assert.Equal((At(1), At(3), long.MinValue), (notice.From, notice.To, notice.Settled!.Value.RecoveredFrom));
    }

    [Fact]
    public void Begin_AfterAStop_IsAnOutageThatNobodyIsToldOf()
    {
        var cursor = new JetstreamCursor(Us(100), "h", 0, []);
        var source = new CatchUp(cursor, new(At(101), At(500), GapReason.Stopped));
        // a connection that fails now is another matter: from the start on somebody wants to listen
        Assert.Equal(At(500), source.Lost(At(500), GapReason.Disconnect));
        source.Connected(At(510), source.CursorFor(isSameHost: true), isSameHost: true);
        source.Event(At(510), Us(100), isNew: true);
        Assert.Null(source.Event(At(511), Us(509.5), isNew: true));
        Assert.Equal(
            [
                new(At(100), At(500), GapReason.Stopped, new(long.MinValue, 1)),
                new(At(500), At(510), GapReason.Disconnect, new(long.MinValue, 1)),
            ],
            source.Event(At(511), Us(510), isNew: true));
    }

    /// <summary>Runs that die before they write a cursor: what the first one missed is not forgotten.</summary>
    [Fact]
    public void CursorWith_DeathAfterDeath_TellsOfEach()
    {
        var first = new JetstreamCursor(Us(100), "host", 0, [new(At(100), null, GapReason.Disconnect, 0)]);
        var second = CatchUp.CursorWith(first, new(At(110), At(120), GapReason.UncleanStop));
        var third = CatchUp.CursorWith(second, new(At(130), At(140), GapReason.UncleanStop));
        var source = new CatchUp(third, new(At(130), At(140), GapReason.UncleanStop));
        source.Connected(At(150), source.CursorFor(isSameHost: true), isSameHost: true);
        Assert.Null(source.Event(At(151), Us(100), isNew: false));
        Assert.Equal(
            [
                new(At(100), At(110), GapReason.Disconnect, new(long.MinValue, 0)),
                new(At(110), At(130), GapReason.UncleanStop, new(long.MinValue, 0)),
                new(At(130), At(150), GapReason.UncleanStop, new(long.MinValue, 0)),
            ],
            source.Event(At(151), Us(150), isNew: true));
    }

    /// <summary>A run that dies when it has closed the last one's session, and has not begun its own.</summary>
    [Fact]
    public void CursorWith_StopAfterADeath_StaysTheGapThatWasTold()
    {
        var first = CatchUp.CursorWith(
            new(Us(100), "host", 0, []), new(At(100), At(120), GapReason.UncleanStop));
        var second = CatchUp.CursorWith(first, new(At(100), At(130), GapReason.Stopped));
        Assert.Equal([new(At(100), null, GapReason.UncleanStop, 0)], second.Outages);
    }

    [Fact]
    public void Begin_AfterADeathDuringAnOutage_SettlesBothEach()
    {
        var cursor = new JetstreamCursor(Us(100), "h", 0, [new(At(100), null, GapReason.Stall, 0)]);
        var source = new CatchUp(cursor, new(At(150), At(500), GapReason.UncleanStop));
        Assert.Null(source.Lost(At(500), GapReason.Disconnect));
        source.Connected(At(510), source.CursorFor(isSameHost: true), isSameHost: true);
        source.Event(At(510), Us(99), isNew: true);
        var settled = source.Event(At(510), Us(510), isNew: true)!;
        Assert.Equal([(At(100), At(150)), (At(150), At(510))], settled.Select(notice => (notice.From, notice.To)));
        Assert.All(settled, notice => Assert.Equal(long.MinValue, notice.Settled!.Value.RecoveredFrom));
    }

    /// <summary>It died while the stream stalled: what was posted then is a gap too, unless it still comes.</summary>
    [Theory]
    [InlineData(80, 80)]
    [InlineData(20, 70)]
    public void Begin_AfterADeath_DoesNotClaimWhatLiesBehindTheLastEvent(double last, double from)
    {
        var source = new CatchUp(new(Us(last), "h", 0, []), new(At(100), At(200), GapReason.UncleanStop));
        Assert.Equal(
            [new(At(from), At(100), GapReason.Stopped), new(At(100), null, GapReason.UncleanStop)], source.Unsettled);
        source.Connected(At(210), source.CursorFor(isSameHost: true), isSameHost: true);
        var settled = source.Event(At(210), Us(210), isNew: true)!;
        Assert.All(settled, notice => Assert.Equal(At(210), notice.Settled!.Value.RecoveredFrom));
    }

    /// <summary>What is on its way when the connection ends, or was not sent, lies in the outage: for 30 s at most.</summary>
    [Theory]
    [InlineData(11, 10)]
    [InlineData(30, 10)]
    [InlineData(60, 30)]
    public void Lost_AfterSilence_BeginsAtTheLastEvent(double heardAt, double from)
    {
        var source = new CatchUp(null, null);
        source.Connected(At(0), null, isSameHost: false);
        source.Event(At(10.7), Us(10), isNew: true);
        Assert.Equal(At(from), source.Lost(At(heardAt), GapReason.Disconnect));
    }

    static CatchUp Live(double lastEvent)
    {
        var source = new CatchUp(null, null);
        source.Connected(At(lastEvent), null, isSameHost: false);
        source.Event(At(lastEvent), Us(lastEvent), isNew: true);
        return source;
    }

    static long At(double seconds) => Start + (long)(seconds * 1000);

    static long Us(double seconds) => Start * 1000 + (long)(seconds * 1_000_000);
}
