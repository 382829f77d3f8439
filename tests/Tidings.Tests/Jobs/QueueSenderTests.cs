using Tidings.Cli.Jobs.Listening;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Storage.Queues;

namespace Tidings.Tests.Jobs;

/// <summary>What becomes of batches that a queue has no space for.</summary>
public sealed class QueueSenderTests : IDisposable
{
    readonly JobBench _bench = new();
    readonly BatchCutter _cutter;
    readonly List<(BatchCutter Cutter, CutBatch Cut)> _ready = [];

    public QueueSenderTests() =>
        _cutter = new("stream", "s1", Time(0), isLive: true, place => $"{place}");

    QueueSender Sender(SqliteQueue queue, QueueFullPolicy onFull) =>
        new(queue, onFull, _bench.Persistence, _bench.Clock, _bench.Log);

    static long Time(int second) => Storage.Some.Hour + second * 1000;

    /// <summary>Batch n holds a record of second n, in front of place n.</summary>
    void Cut(int n, int bytes = 1_000, bool ends = false, params GapNotice[] gaps)
    {
        var record = new byte[bytes];
        new Random(n).NextBytes(record);
        _cutter.Add(record, Time(n), n);
        _ready.Add((_cutter, _cutter.Cut(Time(n) + 500, ends, new(gaps))));
    }

    /// <summary>A queue with space for one of the batches, and for notices.</summary>
    SqliteQueue SmallQueue() => _bench.OpenQueue(1_000 + 1_000);

    static List<PackedBatch> WorkOff(SqliteQueue queue)
    {
        var claimed = queue.Claim(99, JobBench.Plenty).ToList();
        queue.Acknowledge([.. claimed.Select(batch => batch.Header.Id)]);
        return claimed;
    }

    static IEnumerable<long> Numbers(IEnumerable<PackedBatch> batches) =>
        batches.Select(batch => batch.Header.Id.Number);

    [Fact]
    public void Send_SpaceForTheFirst_CursorCoversItAlone()
    {
        using var queue = SmallQueue();
        var sender = Sender(queue, QueueFullPolicy.Backpressure);
        for (var n = 1; n <= 3; n++)
            Cut(n);
        sender.Send(_ready, CancellationToken.None);
        Assert.True(sender.IsFull);
        Assert.Equal("1", queue.CursorOf("stream"));
        Assert.Equal([0, 0], Numbers(_ready.Select(ready => ready.Cut.Batch)));
        Assert.Equal([1], Numbers(WorkOff(queue)));
        sender.Send(_ready, CancellationToken.None);
        Assert.Equal("2", queue.CursorOf("stream"));
        Assert.Equal([2], Numbers(WorkOff(queue)));
        sender.Send(_ready, CancellationToken.None);
        Assert.Equal("3", queue.CursorOf("stream"));
        Assert.Equal([3], Numbers(WorkOff(queue)));
        Assert.False(sender.IsFull);
        Assert.Empty(_ready);
    }

    [Fact]
    public void Send_FullWhileAnOutageIsMadeGood_LossReachesBackAndTheNoticesStay()
    {
        using var queue = SmallQueue();
        var sender = Sender(queue, QueueFullPolicy.DropNewest);
        var outage = new GapNotice(Time(-60), Time(3), GapReason.Disconnect);
        var settled = outage with { Settled = new(Time(-65), 7) };
        Cut(1);
        Cut(2);
        Cut(3, gaps: outage);
        Cut(4, gaps: settled);
        sender.Send(_ready, CancellationToken.None);
        sender.TellLosses(_ready);
        sender.Send(_ready, CancellationToken.None);
        var gaps = WorkOff(queue).SelectMany(batch => batch.Header.Gaps).ToList();
        Assert.Equal([settled], gaps.Where(gap => gap.Settled is not null));
        var overflow = gaps.Where(gap => gap.Reason == GapReason.Overflow).MaxBy(gap => gap.To);
        Assert.Equal((Time(-60) - 1, Time(4) + 500), (overflow.From, overflow.To));
    }

    [Fact]
    public void Send_FullWhileWhatIsOlderComes_LossReachesBack()
    {
        using var queue = SmallQueue();
        var sender = Sender(queue, QueueFullPolicy.DropNewest);
        for (var n = 1; n <= 4; n++)
            Cut(n);
        _ready[2] = _ready[2] with { Cut = _ready[2].Cut with { ReachesBackTo = Time(-3_600) } };
        sender.Send(_ready, CancellationToken.None);
        sender.TellLosses(_ready);
        sender.Send(_ready, CancellationToken.None);
        var gaps = WorkOff(queue).SelectMany(batch => batch.Header.Gaps);
        Assert.Equal(Time(-3_600) - 1, gaps.MinBy(gap => gap.From).From);
    }

    [Fact]
    public void Send_FullAndDropping_LossIsOneGapAndNumbersHaveNoHole()
    {
        using var queue = SmallQueue();
        var sender = Sender(queue, QueueFullPolicy.DropNewest);
        for (var n = 1; n <= 4; n++)
            Cut(n);
        sender.Send(_ready, CancellationToken.None);
        Assert.Empty(_ready);
        var stored = WorkOff(queue);
        Assert.Equal([1, 2], Numbers(stored)); // the loss is told at once
        Assert.Equal([Gap(from: 2, to: 2)], stored[1].Header.Gaps);
        Assert.True(stored[1].Header.IsNotice);
        Cut(5);
        sender.Send(_ready, CancellationToken.None);
        stored = WorkOff(queue);
        Assert.Equal([3, 4], Numbers(stored));
        Assert.Equal(Time(5), stored[0].Header.ReceivedFrom);
        Assert.Equal([Gap(from: 2, to: 4)], stored[1].Header.Gaps); // and whole when there is space again
        Assert.False(sender.IsFull);
    }

    static GapNotice Gap(int from, int to) => new(Time(from), Time(to) + 500, GapReason.Overflow);

    [Fact]
    public void Send_FullAndDropping_TheEndOfASessionGetsThrough()
    {
        using var queue = SmallQueue();
        var sender = Sender(queue, QueueFullPolicy.DropNewest);
        Cut(1);
        Cut(2);
        Cut(3, bytes: 10_000, ends: true);
        sender.Send(_ready, CancellationToken.None);
        var last = WorkOff(queue)[^1].Header;
        Assert.True(last is { EndsSession: true, IsNotice: true }, $"{last}");
        Assert.Equal([Gap(from: 2, to: 3)], last.Gaps);
        Assert.True(queue.LastSession("stream")!.IsEnded);
    }

    [Fact]
    public void Send_LossGoesOnUntilTheSessionEnds_IsToldWholeBeforeTheEnd()
    {
        using var queue = SmallQueue();
        var sender = Sender(queue, QueueFullPolicy.DropNewest);
        Cut(1);
        Cut(2);
        sender.Send(_ready, CancellationToken.None);
        Cut(3);
        _ready.Add((_cutter, _cutter.Cut(Time(4), ends: true)));
        sender.Send(_ready, CancellationToken.None);

        var batches = WorkOff(queue);
        Assert.Equal(Enumerable.Range(1, batches.Count).Select(n => (long)n), Numbers(batches));
        Assert.True(batches[^1].Header.EndsSession);
        var gaps = batches.SelectMany(batch => batch.Header.Gaps).ToList();
        Assert.Equal((Time(2), Time(3) + 500), (gaps.Min(gap => gap.From), gaps.Max(gap => gap.To)));
    }

    [Fact]
    public void Send_EndWithRecordsFindsSpaceAfterALoss_ComesLast()
    {
        using var queue = SmallQueue();
        var sender = Sender(queue, QueueFullPolicy.DropNewest);
        Cut(1);
        Cut(2);
        sender.Send(_ready, CancellationToken.None);
        Cut(3);
        sender.Send(_ready, CancellationToken.None);
        var earlier = WorkOff(queue);
        Cut(4, ends: true);
        sender.Send(_ready, CancellationToken.None);

        var batches = WorkOff(queue);
        Assert.True(batches[^1].Header is { EndsSession: true, Records: 1 });
        Assert.Equal(
            Enumerable.Range(1, earlier.Count + batches.Count).Select(n => (long)n),
            Numbers(earlier.Concat(batches)));
        Assert.Equal(
            Time(3) + 500, earlier.Concat(batches).SelectMany(batch => batch.Header.Gaps).Max(gap => gap.To));
        Assert.Equal("4", queue.CursorOf("stream"));
    }

    public void Dispose() => _bench.Dispose();
}
