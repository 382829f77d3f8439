using Tidings.Cli.Jobs.Listening;
using Tidings.Queue;

namespace Tidings.Tests.Jobs.Listening;

/// <summary>How a source's outages get into its batches.</summary>
public sealed class SourceFeedTests
{
    readonly StillClock _clock = new();
    readonly List<(BatchCutter Cutter, CutBatch Cut)> _taken = [];

    IReadOnlyList<BatchHeader> Take(SourceFeed feed)
    {
        _taken.Clear();
        feed.TakeTo(_taken);
        return [.. _taken.Select(taken => taken.Cut.Batch.Header)];
    }

    SourceFeed Feed(bool isLive = true) => new(new RepeatingSource(0, 0, isLive), _clock, static () => { });

    [Fact]
    public void Missing_UntilHeard_GrowsWithEveryBatch()
    {
        using var feed = Feed();
        Assert.Empty(Assert.Single(Take(feed)).Gaps); // the session begins
        var from = _clock.Now;
        feed.Missing(from, GapReason.Stall);
        Assert.Equal([new GapNotice(from, from + 1, GapReason.Stall)], Assert.Single(Take(feed)).Gaps);
        _clock.Now += 5_000;
        feed.Missing(_clock.Now, GapReason.Disconnect); // it goes on as it began
        Assert.Equal([new GapNotice(from, _clock.Now, GapReason.Stall)], Assert.Single(Take(feed)).Gaps);
        _clock.Now += 5_000;
        Assert.Equal([new GapNotice(from, _clock.Now, GapReason.Stall)], Assert.Single(Take(feed)).Gaps);
        _clock.Now += 1_000;
        feed.Heard(_clock.Now);
        Assert.Equal([new GapNotice(from, _clock.Now, GapReason.Stall)], Assert.Single(Take(feed)).Gaps);
        _clock.Now += 5_000;
        Assert.Empty(Assert.Single(Take(feed)).Gaps);
    }

    [Fact]
    public void Settle_BehindTheRecords_IsToldOnceWithThem()
    {
        using var feed = Feed();
        var from = _clock.Now;
        feed.Missing(from, GapReason.Disconnect);
        Take(feed);
        _clock.Now += 3_000;
        feed.Add("{}"u8, 1, CancellationToken.None);
        GapNotice[] settled = [new(from, _clock.Now, GapReason.Disconnect, new(from, 1))];
        feed.Settle(settled);
        var batch = Assert.Single(Take(feed));
        Assert.Equal((1, 1), (batch.Records, batch.Gaps.Count));
        Assert.Equal(settled, batch.Gaps);
        _clock.Now += 5_000;
        Assert.Empty(Assert.Single(Take(feed)).Gaps);
    }

    [Fact]
    public void Missing_OfARecording_IsNotAskedFor()
    {
        using var feed = Feed(isLive: false);
        feed.Missing(_clock.Now, GapReason.Disconnect);
        feed.Settle([new(1, 2, GapReason.Disconnect, new(1, 1))]);
        Assert.Empty(Take(feed));
    }

    [Fact]
    public void ResumeAt_NoRecordYet_CursorIsKeptUpEvenInAnotherSession()
    {
        using var feed = new SourceFeed(
            new Durability.Schedules.ScheduleSource("s", true, true), _clock, static () => { });
        Take(feed);
        feed.ResumeAt(42);
        _clock.Now += 5_000;
        Take(feed);
        Assert.Equal("42", Assert.Single(_taken).Cut.Cursor);
        feed.EndSession(goesOn: true);
        Take(feed);
        Assert.Equal(["42", "42"], _taken.Select(taken => taken.Cut.Cursor));
    }
}
