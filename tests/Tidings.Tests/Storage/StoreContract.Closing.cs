using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Storage.Queries;

namespace Tidings.Tests.Storage;

public abstract partial class StoreContract
{
    static readonly RollupOptions Rollup =
        new() { Grace = TimeSpan.FromMinutes(1), MaxWait = TimeSpan.FromMinutes(15) };
    static readonly HourUtc TheHour = HourUtc.OfUnixMilliseconds(Some.Hour);

    /// <summary>Sets the clock to a minute of the hour.</summary>
    void At(double minute) =>
        _store.Now = DateTimeOffset.FromUnixTimeMilliseconds(Some.Hour + (long)(minute * Some.Minute));

    IReadOnlyList<HourUtc> Close(long? oldestUnstored = null) => _store.CloseHours(Rollup, oldestUnstored);

    IReadOnlyList<string> States() => _store.Rows("SELECT state, coverage FROM hour ORDER BY hour");

    /// <summary>A heartbeat at a minute of the hour.</summary>
    static BatchHeader Beat(long number, double minute, string session = "s1", string source = "bluesky") =>
        Some.Header(number, Some.Hour + (long)(minute * Some.Minute), session, source);

    [Fact]
    public void CloseHours_GracePassedAndAllStored_ClosesWithCoverage()
    {
        Write(Post());
        Note(Beat(1, 60) with { ListeningSince = Some.Hour + 15 * Some.Minute });
        At(60.99);
        Assert.Empty(Close());
        At(61);
        Assert.Equal([TheHour], Close());
        Assert.Equal(["closed|0.75"], States());
        Assert.Equal([$"{Some.Hour + 61 * Some.Minute}"], _store.Rows("SELECT closed_at FROM hour"));
        Assert.Empty(_store.Marks());
        Assert.Equal("joy", Assert.Single(HashtagQueries.Hours(_store.Connection, default)).Hashtag); // it was computed
        Assert.Empty(Close());
    }

    [Fact]
    public void CloseHours_QueueHoldsSomethingOlder_Waits()
    {
        Note(Beat(1, 60));
        At(74.99);
        Assert.Empty(Close(HourAfter - 1));
        Assert.Equal([TheHour], Close(HourAfter));
        Assert.Equal(["closed|1"], States());
    }

    [Fact]
    public void CloseHours_SessionNotHeardUntilTheEnd_WaitsForIt()
    {
        Note(Beat(1, 59.9));
        At(62);
        Assert.Empty(Close());
        Note(Beat(3, 61)); // a hole before it
        Assert.Empty(Close());
        Note(Beat(2, 60));
        Assert.Equal([TheHour], Close());
        Assert.Equal(["closed|1", "open|"], States());
        Assert.Empty(Gaps());
    }

    [Fact]
    public void CloseHours_SessionEnded_WaitsOnlyUntilItIsStoredWhole()
    {
        Note(Beat(1, 30), Beat(3, 36) with { EndsSession = true });
        At(62);
        Assert.Empty(Close());
        Note(Beat(2, 33));
        Assert.Equal([TheHour], Close());
        Assert.Equal(["closed|0.6"], States());
    }

    [Fact]
    public void CloseHours_SessionFollowedByAnother_DoesNotWaitForTheDeadOne()
    {
        Note(Beat(1, 30));
        Note(Beat(1, 45, "s2") with
        {
            ListeningSince = Some.Hour + 45 * Some.Minute,
            Gaps = [new(Some.Hour + 30 * Some.Minute, Some.Hour + 45 * Some.Minute, GapReason.UncleanStop)],
        });
        At(62);
        Assert.Empty(Close());
        Note(Beat(2, 60, "s2") with { ListeningSince = Some.Hour + 45 * Some.Minute });
        Assert.Equal([TheHour], Close());
        Assert.Equal(["closed|0.75"], States());
    }

    [Fact]
    public void CloseHours_RecordingsAndLaterSessions_AreNotWaitedFor()
    {
        Note(Beat(1, 60), Beat(1, 10, "r", "file") with { ListeningSince = null },
            Beat(1, 61, "later", "x") with { ListeningSince = HourAfter });
        At(61);
        Assert.Equal([TheHour], Close());
    }

    [Fact]
    public void CloseHours_SessionLostLongAgo_HoldsUpNoHour()
    {
        Note(Beat(1, -61, source: "x") with { ListeningSince = Some.Hour - 61 * Some.Minute - 1 }, Beat(1, 60, "s2"));
        At(62);
        Assert.Equal([new(TheHour.HoursSinceEpoch - 2)], Close(Some.Hour));
        Assert.Equal(["x|-3660000|-3600000|not_stored|0"], Gaps());
        Assert.Empty(Close(Some.Hour)); // as long as the queue may hold it
        Assert.Equal([TheHour], Close());
        Assert.Equal("closed|1", States()[1]);
    }

    [Fact]
    public void CloseHours_MaxWaitPassed_WhatIsMissingIsAGapUntilItIsStored()
    {
        Note(Beat(1, 30));
        At(74.99);
        Assert.Empty(Close(Some.Hour + 30 * Some.Minute));
        At(75);
        Assert.Equal([TheHour], Close(Some.Hour + 30 * Some.Minute));
        Assert.Equal(["bluesky|1800000|3600000|not_stored|0"], Gaps());
        Assert.Equal(["closed|0.5"], States());

        At(90);
        _store.Write([Post()], Beat(2, 45));
        _store.Compute();
        Assert.Equal(["revised|0.5"], States()); // the gap stands until all of it is stored
        Note(Beat(3, 75));
        Assert.Equal(["bluesky|1800000|3600000|not_stored|1"], Gaps());
        Assert.Equal([Some.Hour, HourAfter], _store.Marks());
        _store.Compute();
        Assert.Equal(["revised|1", "open|"], States());
        Assert.Equal([$"{Some.Hour + 90 * Some.Minute}|{Some.Hour + 90 * Some.Minute}|"],
            _store.Rows("SELECT revised_at, (SELECT filled_at FROM gap), (SELECT filled_posts FROM gap) FROM hour "
                + "WHERE state = 'revised'"));
    }

    [Fact]
    public void CloseHours_MaxWaitPassedOfASessionThatEnds_GapIsFilledByItsLastBatch()
    {
        Note(Beat(1, 30));
        At(75);
        Close(Some.Hour);
        Note(Beat(2, 36) with { EndsSession = true });
        _store.Compute();
        Assert.Equal(["bluesky|1800000|3600000|not_stored|1"], Gaps());
        Assert.Equal(["revised|0.6"], States());
    }

    [Fact]
    public void CloseHours_GapBeginsWhereTheMissingDoes_GoesOnBehindIt()
    {
        Note(Beat(1, 30) with
        {
            Gaps = [new(Some.Hour + 30 * Some.Minute, Some.Hour + 40 * Some.Minute, "stall")],
        });
        At(75);
        Close(Some.Hour);
        Assert.Equal(["bluesky|1800000|2400000|stall|0", "bluesky|2400000|3600000|not_stored|0"], Gaps());
    }

    [Fact]
    public void CloseHours_SeveralHoursLag_EachHasItsGap()
    {
        Note(Beat(1, 60.5));
        At(60 + 75);
        Assert.Equal([TheHour, TheHour.Next], Close(HourAfter + 30_000));
        Assert.Equal(["bluesky|3630000|7200000|not_stored|0"], Gaps());
        Note(Beat(2, 130));
        _store.Compute();
        Assert.Equal(["closed|1", "revised|1", "open|"], States());
    }

    [Fact]
    public void Compute_GapComesLate_CoverageFallsAndTheHourIsRevised()
    {
        Note(Beat(1, 60));
        At(61);
        Close();
        _store.MarkAll();
        _store.Compute();
        Assert.Equal(["closed|1"], States()); // the same numbers again are no revision
        Note(Beat(2, 61) with { Gaps = [new(Some.Hour, Some.Hour + 15 * Some.Minute, "clamp")] });
        _store.Compute();
        Assert.Equal(["revised|0.75", "open|"], States());
    }

    [Fact]
    public void Compute_HourKnownFromARecording_IsRevisedWhenItTurnsOutToHaveBeenListenedTo()
    {
        Write(Post());
        _store.Compute();
        Assert.Equal(["closed|"], States());
        Note(Beat(1, 30));
        _store.Compute();
        Assert.Equal(["revised|0.5"], States());
        Note(Beat(2, 45)); // no hour that was not touched before, but a closed one
        _store.Compute();
        Assert.Equal(["revised|0.75"], States());
    }

    [Fact]
    public void Compute_HourThatWasListenedTo_HasRowsOfSilentTopics()
    {
        Write(Post());
        Note(Beat(1, 30));
        Assert.True(_store.Compute(TheHour).IsChanged);
        Assert.Equal(["ada|0|{}|{}|0||", "btc|1|{}|{}|1||", "eth|0|{}|{}|0||"], TopicRows());
        Assert.False(_store.Compute(TheHour).IsChanged);
        Write(new PostDelete(), Post(7) with { Topics = [1], Compound = 5_000 });
        Assert.Equal(new(1, true), _store.Compute(TheHour));
        Assert.Equal(["ada|0|{}|{}|0||", "btc|0|{}|{}|0||", "eth|1|{}|{}|1|0.5|0"], TopicRows());
        Assert.Equal(3, TopicQueries.Compare(_store.Connection, ["ada", "btc", "eth"], default).Count);
    }

    IReadOnlyList<string> TopicRows() => _store.Rows(
        "SELECT topic, posts, refused, unknown, scored, mean, stddev FROM topic_hour ORDER BY hour, topic");

    [Fact]
    public void Compute_HourBeforeATopicWasLookedFor_HasNoRowOfIt()
    {
        Write(Post() with { PostedAt = HourAfter });
        Note(Beat(1, 90) with { ListeningSince = Some.Hour - 1 });
        _store.Rows($"UPDATE topic SET since = {HourAfter} WHERE topic = 'eth' RETURNING 1");
        _store.Compute();
        Assert.Equal(["-3600000|2", "0|2", "3600000|3"], _store.Rows(
            "SELECT hour - 1777640400000, count(*) FROM topic_hour GROUP BY hour ORDER BY hour"));
    }

    [Fact]
    public void ComputeIfDirty_MarkTakenByAnother_DoesNothing()
    {
        Write(Post());
        Assert.Equal(new(1, true), _store.ComputeIfDirty(TheHour));
        Assert.Null(_store.ComputeIfDirty(TheHour));
        Assert.Equal(new(1, false), _store.Compute(TheHour));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ComputeIfDirty_CountTo_CountsNoMore(int countTo)
    {
        Write(Post(), Post(7) with { Topics = [], IsKeptAnyway = true }, Post(8));
        Assert.Equal(new(Math.Min(countTo, 3), true), _store.ComputeIfDirty(TheHour, countTo));
        Assert.Equal(["btc|2"], _store.Rows("SELECT topic, posts FROM topic_hour"));
    }

    /// <summary>Whatever happens in whatever order, no hour ever goes back.</summary>
    [Fact]
    public void States_AnySequenceOfEvents_GoForwardOnly()
    {
        string[] order = ["", "open", "closed", "revised", "sealed"];
        var reached = new HashSet<string>();
        for (var seed = 1; seed <= 60; seed++)
        {
            _store.Clear();
            var random = new Random(seed);
            var (last, minute, number) = (0, 0.0, 0L);
            for (var step = 0; step < 40; step++)
            {
                minute += random.Next(5);
                At(minute);
                if (random.Next(3) > 0)
                    Happen(random, minute, ref number);
                else if (random.Next(12) == 0)
                    _store.Prune(_store.Now.ToUnixTimeMilliseconds());
                else if (random.Next(2) == 0)
                    Close(random.Next(2) == 0 ? null : Some.Hour + (long)(minute * Some.Minute));
                else
                    _store.Compute();
                var state = _store.Rows($"SELECT state FROM hour WHERE hour = {Some.Hour}") is [var found] ? found : "";
                var place = Array.IndexOf(order, state);
                if (place < last)
                    Assert.Fail($"seed {seed}, step {step}: {order[last]} became {state}");
                last = place;
                reached.Add(state);
            }
        }
        Assert.Equal(order.Order(), reached.Order());
    }

    void Happen(Random random, double minute, ref long number)
    {
        if (random.Next(2) == 0)
            Write(Post(random.Next(5)) with { Version = random.Next(9), Compound = random.Next(9_999) });
        else
            Note(Beat(++number, minute) with
            {
                Gaps = random.Next(4) > 0
                    ? []
                    : [new(Some.Hour, Some.Hour + random.Next(60) * Some.Minute, "stall")],
            });
    }
}
