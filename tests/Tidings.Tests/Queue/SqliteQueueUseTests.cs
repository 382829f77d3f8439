using Dapper;
using Tidings.Queue;
using Tidings.Storage.Queues;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Queue;

/// <summary>What is particular to the queue in a file: owners, bounds, the disk.</summary>
public sealed class SqliteQueueUseTests : IDisposable
{
    const long Plenty = long.MaxValue;
    readonly TemporaryFolder _folder = new();
    readonly ManualClock _clock = new();

    string Path => _folder.File("queue.db");

    SqliteQueue Open(long maxBytes = 1_000_000_000) =>
        SqliteQueue.Open(Path, new() { MaxBytes = maxBytes, Clock = _clock });

    static IEnumerable<long> Numbers(IEnumerable<PackedBatch> batches) =>
        batches.Select(batch => batch.Header.Id.Number);

    /// <summary>As if another process had claimed all and was killed.</summary>
    void ClaimAs(string owner, long at) =>
        Some.Execute(Path, $"""
            UPDATE batch SET owner = '{owner}', claimed_at = {at};
            INSERT INTO consumer VALUES ('{owner}', {at}, 'stuck', {at});
            """);

    long Now => _clock.Now.ToUnixTimeMilliseconds();

    [Fact]
    public void Claim_OwnerWithoutLockFile_IsDead()
    {
        using var queue = Open();
        queue.Enqueue(Some.Batches(2), []);
        ClaimAs("ghost", Now);
        Assert.False(Assert.Single(queue.Consumers()).IsAlive);
        Assert.Equal([1, 2], Numbers(queue.Claim(9, Plenty)));
        Assert.True(Assert.Single(queue.Consumers()).IsAlive);
    }

    [Fact]
    public void Claim_OwnerWhoseLockIsLeftBehind_IsDead()
    {
        using var queue = Open();
        queue.Enqueue(Some.Batches(2), []);
        ClaimAs("killed", Now);
        using (new FileStream(Path + ".consumer-killed", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Empty(queue.Claim(9, Plenty));
            Assert.True(queue.Consumers()[0].IsAlive);
        }
        using var other = Open(); // the first one trusts what it saw for a second
        Assert.Equal([1, 2], Numbers(other.Claim(9, Plenty)));
        Assert.False(File.Exists(Path + ".consumer-killed"));
    }

    [Theory]
    [InlineData(-601, true)]
    [InlineData(-599, false)]
    [InlineData(599, false)]
    [InlineData(601, true)]
    public void Claim_OwnerThatLivesButHangs_IsFreedAfterTenMinutes(int seconds, bool isFree)
    {
        using var queue = Open();
        queue.Enqueue(Some.Batches(2), []);
        using var alive =
            new FileStream(Path + ".consumer-stuck", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        ClaimAs("stuck", Now + seconds * 1000);
        Assert.Equal(isFree ? 2 : 0, queue.Claim(9, Plenty).Count);
    }

    [Fact]
    public void Claim_OwnClaimsAreOld_AreNotGivenTwice()
    {
        using var queue = Open();
        queue.Enqueue(Some.Batches(2), []);
        Assert.Equal(2, queue.Claim(9, Plenty).Count);
        _clock.Now += TimeSpan.FromDays(1);
        Assert.Empty(queue.Claim(9, Plenty));
    }

    [Fact]
    public void Claim_Idle_WritesNothing()
    {
        using var queue = Open();
        queue.Claim(9, Plenty); // becomes a consumer
        using var other = Some.Connect(Path);
        var (version, changes) = (Version(), Changes());
        for (var i = 0; i < 20; i++)
            Assert.Empty(queue.Claim(9, Plenty));
        Assert.Equal((version, changes), (Version(), Changes()));
        queue.Enqueue(Some.Batches(1), []);
        Assert.NotEqual(version, Version());

        long Version() => other.ExecuteScalar<long>("PRAGMA data_version");
        long Changes() => queue.Database.Connection.ExecuteScalar<long>("SELECT total_changes()");
    }

    [Fact]
    public void Enqueue_BeyondTheBound_IsFullAndTakesNothing()
    {
        var batches = Some.Batches(3, recordBytes: 1000);
        var two = batches.Take(2).Sum(batch => batch.Payload.Length + 256);
        using var queue = Open(two);
        Assert.Equal(EnqueueOutcome.Full, queue.Enqueue(batches, [new("stream", "3")]));
        Assert.Equal(new(), queue.State());
        Assert.Null(queue.CursorOf("stream"));
        Assert.Null(queue.LastSession("stream"));
        Assert.Equal(EnqueueOutcome.Stored, queue.Enqueue([.. batches.Take(2)], []));
        Assert.Equal(two, queue.State().Bytes);
        Assert.Equal(EnqueueOutcome.Stored, queue.Enqueue([.. batches.Take(2)], [new("stream", "2")])); // there already
        Assert.Equal(EnqueueOutcome.Full, queue.Enqueue([batches[2]], []));
        queue.Acknowledge([new("s1", 1)]);
        Assert.Equal(EnqueueOutcome.Stored, queue.Enqueue([batches[2]], []));
    }

    [Fact]
    public void Enqueue_Full_NoticesGoIntoTheReserveAndRecordsNever()
    {
        var first = Some.Batch(1);
        using var queue = Open(first.Payload.Length + 256);
        queue.Enqueue([first], []);
        Assert.Equal(EnqueueOutcome.Full, queue.Enqueue([Some.Heartbeat(2), Some.Batch(3)], []));
        var stored = 0;
        var beats = Enumerable.Range(0, 16).Select(
            i => Enumerable.Range(2 + i * 512, 512).Select(number => Some.Heartbeat(number)).ToList());
        foreach (var some in beats)
            stored += queue.Enqueue(some, []) == EnqueueOutcome.Stored ? some.Count : 0;
        Assert.Equal((1 << 20) / 256, stored);
        Assert.Equal(EnqueueOutcome.Full, queue.Enqueue([Some.Batch(100_000)], []));
        Assert.Equal(stored + 1, queue.State().Batches);
    }

    [Fact]
    public void Enqueue_DiskFull_ChangesNothingAndWorksLater()
    {
        using var queue = Open();
        queue.Enqueue(Some.Batches(1), [new("stream", "1")]);
        var state = queue.State();
        var connection = queue.Database.Connection;
        connection.Execute(
            $"PRAGMA max_page_count = {connection.ExecuteScalar<long>("PRAGMA page_count") + 4}");
        PackedBatch[] more = [Some.Batch(2), Some.Batch(3, recordBytes: 20_000)];
        var error = Assert.Throws<QueueException>(() => queue.Enqueue(more, [new("stream", "3")]));
        Assert.True(error.IsPassing, error.Message);
        Assert.Contains(Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("full", error.Message, StringComparison.Ordinal);
        Assert.Equal(state, queue.State());
        Assert.Equal("1", queue.CursorOf("stream"));
        Assert.Equal(1, queue.LastSession("stream")!.LastNumber);
        connection.Execute("PRAGMA max_page_count = 100000");
        Assert.Equal(EnqueueOutcome.Stored, queue.Enqueue(more, [new("stream", "3")]));
        Assert.Equal([1, 2, 3], Numbers(queue.Claim(9, Plenty)));
    }

    [Fact]
    public void Enqueue_AnInsertFails_TakesBatchesAndCursorBack()
    {
        using var queue = Open();
        Some.Execute(
            Path,
            "CREATE TRIGGER refuse BEFORE INSERT ON cursor WHEN NEW.source = 'b' BEGIN SELECT raise(ABORT, 'no'); END");
        Assert.Throws<QueueException>(() => queue.Enqueue(Some.Batches(3), [new("a", "1"), new("b", "1")]));
        Assert.Equal(new(), queue.State());
        Assert.Null(queue.CursorOf("a"));
        Assert.Null(queue.LastSession("stream"));
        Assert.Empty(QueueVerifier.Verify(Path).Damaged);
        Assert.Equal(EnqueueOutcome.Stored, queue.Enqueue(Some.Batches(3), [new("a", "1")]));
    }

    [Fact]
    public void Enqueue_AnotherWrites_IsAPassingError()
    {
        using var queue = Open();
        queue.Database.Connection.Execute("PRAGMA busy_timeout = 1");
        using var other = Some.Connect(Path);
        other.Execute("BEGIN IMMEDIATE");
        var error = Assert.Throws<QueueException>(() => queue.Enqueue(Some.Batches(1), []));
        Assert.True(error.IsPassing);
        Assert.Contains("in use by another program", error.Message, StringComparison.Ordinal);
        other.Execute("COMMIT");
        Assert.Equal(EnqueueOutcome.Stored, queue.Enqueue(Some.Batches(1), []));
    }

    [Fact]
    public void Acknowledge_MuchAtOnce_TheFileShrinksAndTheLogStaysBounded()
    {
        using var queue = Open();
        for (var i = 0; i < 100; i++)
            queue.Enqueue([Some.Batch(1 + i, recordBytes: 100_000)], []);
        var pages = Pages();
        while (queue.Claim(5, Plenty) is { Count: > 0 } claimed)
            queue.Acknowledge([.. claimed.Select(batch => batch.Header.Id)]);
        Assert.InRange(Pages(), 1, pages / 4);
        Assert.InRange(new FileInfo(Path + "-wal").Length, 0, 20 << 20);
        Assert.True(QueueVerifier.Verify(Path).IsClean);

        long Pages() => queue.Database.Connection.ExecuteScalar<long>("PRAGMA page_count");
    }

    [Fact]
    public void Acknowledge_OldSessionsAreEmpty_AreForgotten()
    {
        using var queue = Open();
        for (var i = 1; i <= 5; i++)
            queue.Enqueue([Some.Batch(i, $"s{i}", ends: i != 2)], []);
        queue.Acknowledge([new("s1", 1), new("s2", 2), new("s4", 4), new("s5", 5)]);
        Assert.Equal(
            ["s3", "s5"],
            queue.Database.Connection.Query<string>("SELECT session FROM session ORDER BY session"));
    }

    [Fact]
    public void Tell_Trouble_IsSeenByOthersAndWrittenOnce()
    {
        using var queue = Open();
        using var other = Open();
        queue.Tell(null);
        Assert.Empty(other.Consumers());
        queue.Tell("the store is away");
        _clock.Now += TimeSpan.FromSeconds(7);
        queue.Tell("the store is away");
        var consumer = Assert.Single(other.Consumers());
        Assert.Equal(("the store is away", true), (consumer.Trouble, consumer.IsAlive));
        Assert.Equal(Now - 7000, consumer.TroubleSince);
        queue.Tell(null);
        Assert.Equal(consumer with { Trouble = null, TroubleSince = null }, Assert.Single(other.Consumers()));
        queue.Dispose();
        Assert.Empty(other.Consumers());
        Assert.Empty(Directory.GetFiles(_folder.Path, "*consumer*"));
    }

    [Fact]
    public void TryLockSource_Twice_OnlyOnceAtATime()
    {
        using (var one = ListenLock.TryLockSource(Path, "X / ü"))
        {
            Assert.NotNull(one);
            Assert.Null(ListenLock.TryLockSource(Path, "X / ü"));
            using var other = ListenLock.TryLockSource(Path, "x / ü");
            Assert.NotNull(other);
        }
        using var again = ListenLock.TryLockSource(Path, "X / ü");
        Assert.NotNull(again);
        Assert.True(Assert.Throws<QueueException>(
            () => ListenLock.TryLockSource(_folder.File("missing/queue.db"), "x")).IsPassing);
    }

    public void Dispose() => _folder.Dispose();
}
