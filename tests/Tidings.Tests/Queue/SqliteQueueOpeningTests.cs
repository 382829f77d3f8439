using Tidings.Queue;
using Tidings.Storage.Queues;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Queue;

public sealed class SqliteQueueOpeningTests : IDisposable
{
    const long Plenty = long.MaxValue;
    readonly TemporaryFolder _folder = new();

    string Path => _folder.File("queue.db");

    static QueueException Refusal(string path) => Assert.Throws<QueueException>(() => SqliteQueue.Open(path));

    [Fact]
    public void Open_ForeignDatabase_IsRefusedAndUntouched()
    {
        Some.Execute(Path, "CREATE TABLE other (x); INSERT INTO other VALUES (1)");
        var before = File.ReadAllBytes(Path);
        var refusal = Refusal(Path);
        Assert.Contains("database of another program", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsPassing);
        Assert.Throws<QueueException>(() => QueueVerifier.Verify(Path));
        Assert.Throws<QueueException>(() => QueueRepair.Repair(Path, TimeProvider.System));
        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void Open_ForeignDatabase_LeavesNoFileBeside()
    {
        Some.Execute(Path, "CREATE TABLE other (x)");
        Refusal(Path);
        Assert.Equal([Path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Open_NewerVersion_IsRefused()
    {
        SqliteQueue.Open(Path).Dispose();
        Some.Execute(Path, "PRAGMA user_version = 2");
        var refusal = Refusal(Path);
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsPassing);
    }

    [Fact]
    public void Open_NoDatabase_NamesTheMendingCommands()
    {
        File.WriteAllText(Path, new string('x', 5_000));
        var refusal = Refusal(Path);
        Assert.False(refusal.IsPassing);
        Assert.EndsWith(
            "Run 'tidings queue verify', then 'tidings queue repair'.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5_000), File.ReadAllText(Path));
    }

    [Fact]
    public void Open_FolderOrMissingFolder_IsRefused()
    {
        Assert.Contains("is a folder", Refusal(_folder.Path).Message, StringComparison.Ordinal);
        Assert.True(Refusal(_folder.File("missing/queue.db")).IsPassing);
    }

    [Fact]
    public void Open_EmptyFile_BecomesAQueue()
    {
        File.WriteAllBytes(Path, []);
        using var queue = SqliteQueue.Open(Path);
        Assert.Equal(EnqueueOutcome.Stored, queue.Enqueue(Some.Batches(1), []));
    }

    [Fact]
    public void Open_ReadOnlyFile_IsAPassingError()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "file permissions do not bind this user");
        SqliteQueue.Open(Path).Dispose();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, UnixFileMode.UserRead);
        var refusal = Refusal(Path);
        Assert.Contains("read-only", refusal.Message, StringComparison.Ordinal);
        Assert.True(refusal.IsPassing);
    }

    [Fact]
    public async Task Open_ManyAtOnce_MakeOneQueue()
    {
        for (var round = 0; round < 5; round++)
        {
            var path = _folder.File($"queue{round}.db");
            using var start = new Barrier(4);
            await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    using var queue = SqliteQueue.Open(path);
                    queue.Enqueue([Some.Batch(1, $"s{i}")], []);
                },
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            using var queue = SqliteQueue.Open(path);
            Assert.Equal(4, queue.Claim(9, Plenty).Count);
        }
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.new-*"));
    }

    [Fact]
    public async Task Claim_ManyAtOnce_EachBatchGoesToOne()
    {
        using (var queue = SqliteQueue.Open(Path))
            queue.Enqueue(Some.Batches(120), []);
        var claimed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var numbers = new List<long>();
                var queue = SqliteQueue.Open(Path);
                while (queue.Claim(7, Plenty) is { Count: > 0 } batches)
                {
                    numbers.AddRange(batches.Select(batch => batch.Header.Id.Number));
                    queue.Acknowledge([.. batches.Select(batch => batch.Header.Id)]);
                }
                queue.Dispose();
                return numbers;
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(Enumerable.Range(1, 120).Select(n => (long)n), claimed.SelectMany(numbers => numbers).Order());
    }

    /// <summary>What a crash leaves: the files as they were on disk, the end of the log torn anywhere.</summary>
    [Fact]
    public void Open_LogTornAnywhere_CursorAndBatchesAgree()
    {
        const int seed = 77;
        var random = new Random(seed);
        var copy = _folder.File("copy.db");
        var seen = new HashSet<long>();
        using var queue = SqliteQueue.Open(Path);
        for (var number = 1; number <= 12; number++)
            queue.Enqueue([Some.Batch(number * 2 - 1), Some.Batch(number * 2)], [new("stream", $"{number * 2}")]);
        var log = File.ReadAllBytes(Path + "-wal");
        for (var run = 0; run < 40; run++)
        {
            File.Copy(Path, copy, overwrite: true);
            var length = random.Next(log.Length + 1);
            File.WriteAllBytes(copy + "-wal", log[..length]);
            using var torn = SqliteQueue.Open(copy);
            var numbers = torn.Claim(99, Plenty).Select(batch => batch.Header.Id.Number).ToList();
            Assert.True(
                numbers.LastOrDefault() == long.Parse(
                    torn.CursorOf("stream") ?? "0", System.Globalization.CultureInfo.InvariantCulture)
                && numbers.LastOrDefault() == (torn.LastSession("stream")?.LastNumber ?? 0)
                && numbers.SequenceEqual(Enumerable.Range(1, numbers.Count).Select(n => (long)n)),
                $"seed {seed}, run {run}, log of {length} bytes: {string.Join(' ', numbers)}");
            seen.Add(numbers.Count);
        }
        Assert.InRange(seen.Count, 5, 13);
    }

    public void Dispose() => _folder.Dispose();
}
