using Tidings.Cli.Jobs.Listening;
using Tidings.Cli.Jobs.Listening.Jetstream;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Sources.Live;
using Tidings.Storage.Queues;

namespace Tidings.Tests.Jobs;

/// <summary>What a listener takes up where an earlier one left off.</summary>
public sealed class ListenJobTests : IDisposable
{
    readonly JobBench _bench = new();

    string File => _bench.PathOf("posts.jsonl");

    long Listen(SqliteQueue queue, bool isLive = false)
    {
        var source = new FileSource(
            _bench.Host,
            new() { Kind = SourceKind.File, Name = "stream", Endpoint = new(File), Live = isLive }, _bench.Log);
        using var job = new ListenJob(
            queue, QueueFullPolicy.Backpressure, [source], _bench.Persistence, _bench.Clock, _bench.Log);
        return job.Run(CancellationToken.None);
    }

    static IReadOnlyList<PackedBatch> All(SqliteQueue queue) => queue.Claim(99, JobBench.Plenty);

    [Fact]
    public void Run_FileThatGrew_ReadsOnBehindTheLastRecord()
    {
        using var queue = _bench.OpenQueue();
        System.IO.File.WriteAllText(File, "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n");
        Assert.Equal(3, Listen(queue));
        System.IO.File.AppendAllText(File, "{\"a\":4}\n{\"a\":5}\n");
        Assert.Equal(2, Listen(queue));
        Assert.Equal(0, Listen(queue));
        Assert.Equal(
            Enumerable.Range(1, 5).Select(i => $"{{\"a\":{i}}}"), JobBench.RecordsOf(All(queue)));
    }

    [Fact]
    public void Run_LastSessionWasTorn_IsClosedWithAGapUntilNow()
    {
        using var queue = _bench.OpenQueue();
        queue.Enqueue([Queue.Some.Batch(1), Queue.Some.Batch(2)], []);
        var heard = queue.LastSession("stream")!.HeardUntil;
        System.IO.File.WriteAllText(File, "");
        _bench.Clock.Now = heard + 600_000;
        Listen(queue, isLive: true);
        var closing = All(queue).Single(batch => batch.Header.Id == new BatchId("s1", 3)).Header;
        Assert.True(closing is { EndsSession: true, IsNotice: true }, $"{closing}");
        Assert.Equal([new GapNotice(heard, _bench.Clock.Now, GapReason.UncleanStop)], closing.Gaps);
    }

    [Fact]
    public void Run_LastSessionOfARecordingWasTorn_IsClosedWithoutAGap()
    {
        using var queue = _bench.OpenQueue();
        queue.Enqueue([Queue.Some.Batch(1, since: null)], []);
        System.IO.File.WriteAllText(File, "");
        _bench.Clock.Now += 600_000;
        Listen(queue);
        var closing = All(queue).Single(batch => batch.Header.Id == new BatchId("s1", 2)).Header;
        Assert.True(closing.EndsSession);
        Assert.Empty(closing.Gaps);
    }

    /// <summary>The next run may end before it has written a cursor of its own.</summary>
    [Theory]
    [InlineData(false, GapReason.UncleanStop)]
    [InlineData(true, GapReason.Stopped)]
    public void CloseLastSessions_SourceThatCanMakeGood_KeepsWhatIsMissed(bool isEnded, string reason)
    {
        using var queue = _bench.OpenQueue();
        queue.Enqueue([Queue.Some.Batch(1), Queue.Some.Batch(2, ends: isEnded)], []);
        var heard = queue.LastSession("stream")!.HeardUntil;
        _bench.Clock.Now = heard + 600_000;
        for (var starts = 0; starts < 2; starts++)
        {
            var source = new JetstreamSource(
                new() { Kind = SourceKind.Jetstream, Name = "stream" }, null, new(1), _bench.Clock, _bench.Log);
            using var job = new ListenJob(
                queue, QueueFullPolicy.Backpressure, [source], _bench.Persistence, _bench.Clock, _bench.Log);
            job.CloseLastSessions(TestContext.Current.CancellationToken);
            Assert.Equal([new(heard, null, reason, 0)], JetstreamCursor.Parse(queue.CursorOf("stream")!)!.Outages);
            _bench.Clock.Now += 1000;
        }
    }

    [Fact]
    public void Run_LastSessionEnded_IsLeftAlone()
    {
        using var queue = _bench.OpenQueue();
        System.IO.File.WriteAllText(File, "{\"a\":1}\n");
        Listen(queue, isLive: true);
        _bench.Clock.Now += 600_000;
        Listen(queue, isLive: true);
        var batches = All(queue);
        var sessions = batches.GroupBy(batch => batch.Header.Id.Session).ToList();
        Assert.Equal(2, sessions.Count);
        Assert.All(sessions, session => Assert.Equal(
            session.Last().Header.Id, Assert.Single(session, batch => batch.Header.EndsSession).Header.Id));
        Assert.All(batches, batch => Assert.Empty(batch.Header.Gaps));
    }

    public void Dispose() => _bench.Dispose();
}
