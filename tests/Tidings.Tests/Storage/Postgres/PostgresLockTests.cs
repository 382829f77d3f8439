using Dapper;
using Npgsql;
using Tidings.Analysis;
using Tidings.Storage;
using Tidings.Storage.Postgres;
using Tidings.Tests.Support;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>Who waits for whom, and what a transaction sees behind its locks (docs/invariants.md 5 and 6).</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresLockTests : IDisposable
{
    static readonly HourUtc Hour = HourUtc.OfUnixMilliseconds(Some.Hour);
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    readonly PostgresStoreHost _host = new();

    [Theory]
    [InlineData("write", false, true)]
    [InlineData("dead letter", false, true)]
    [InlineData("tombstones", false, true)]
    [InlineData("reanalyse", false, true)]
    [InlineData("compute", true, false)]
    [InlineData("compute if dirty", true, false)]
    [InlineData("seal", true, true)]
    [InlineData("day", false, false)]
    public void AnyWork_LockHeldElsewhere_WaitsForThoseThatItNeeds(string work, bool needsHour, bool needsWriters)
    {
        Write("1");
        _host.Compute();
        Write("2");
        Assert.Equal(needsHour, Waits(work, PostgresLocks.Hour(Hour)));
        Write("3");
        Assert.Equal(needsWriters, Waits(work, PostgresLocks.Writers));
    }

    [Theory]
    [InlineData("compute")]
    [InlineData("compute if dirty")]
    [InlineData("seal")]
    public async Task Compute_WrittenWhileItWaitsForItsLock_IsCounted(string work)
    {
        Write("1");
        _host.Compute();
        Write("2");
        using var store = Open(Limit);
        Task computing;
        using (Hold(PostgresLocks.Hour(Hour)))
        {
            computing = Task.Run(() => Do(work, store), TestContext.Current.CancellationToken);
            WaitUntilSomebodyWaits();
            Write("3");
        }
        await computing.WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.Equal(["3"], _host.Rows("SELECT posts FROM hashtag_hour"));
        Assert.Equal(["3"], _host.Rows("SELECT posts FROM topic_hour"));
        Assert.Empty(_host.Marks());
    }

    [Theory]
    [InlineData("compute", "rollup.computing")]
    [InlineData("compute", "rollup.computed")]
    [InlineData("compute if dirty", "rollup.computing")]
    [InlineData("compute if dirty", "rollup.computed")]
    public void Compute_WrittenWhileItCounts_StaysMarked(string work, string point)
    {
        Write("1");
        using var store = Open(Limit);
        var isFirst = true;
        At(point, () =>
        {
            if (isFirst)
                Write("2");
            isFirst = false;
        }, () => Do(work, store));

        Assert.Equal([Some.Hour], _host.Marks());
        _host.Compute();
        Assert.Equal(["2"], _host.Rows("SELECT posts FROM hashtag_hour"));
        Assert.Equal(["2"], _host.Rows("SELECT posts FROM topic_hour"));
    }

    /// <summary>Its mark has a number already when the computing begins, and is committed before it ends.</summary>
    [Theory]
    [InlineData("compute")]
    [InlineData("compute if dirty")]
    public async Task Compute_CommittedWhileItCounts_StaysMarked(string work)
    {
        Write("1");
        using var store = Open(Limit);
        using var isWritten = new ManualResetEventSlim();
        using var mayCommit = new ManualResetEventSlim();
        var writing = Task.Run(() => At("store.before-commit", () =>
        {
            isWritten.Set();
            mayCommit.Wait(Limit);
        }, () => Write("2")), TestContext.Current.CancellationToken);
        Assert.True(isWritten.Wait(Limit, TestContext.Current.CancellationToken));
        At("rollup.computed", () =>
        {
            mayCommit.Set();
            Assert.True(writing.Wait(Limit));
        }, () => Do(work, store));
        await writing;

        Assert.Equal([Some.Hour], _host.Marks());
    }

    [Fact]
    public void ComputeDay_HourComputedWhileItAddsUp_LeavesTheDayMarked()
    {
        Write("1");
        _host.Compute();
        var day = _host.DirtyDays().Single();
        using var store = Open(Limit);
        At("rollup.day", () =>
        {
            Write("2");
            _host.Compute();
        }, () => Assert.True(store.CreateRollUp(new()).ComputeDay(day)));

        Assert.Equal([day], _host.DirtyDays());
        Write("3");
        using (Hold("LOCK TABLE hashtag_day"))
            _host.Compute(); // hours wait for no day
        Assert.True(_host.ComputeDay(day));
        Assert.Equal(["3"], _host.Rows("SELECT posts FROM hashtag_day"));
    }

    /// <summary>What another writer commits while this one waits decides what becomes of its posts.</summary>
    [Fact]
    public async Task Write_LedgerChangedWhileItWaits_SeesTheChange()
    {
        using var store = Open(Limit);
        Task<WriteResult> writing;
        using (var holder = Hold(PostgresLocks.Writers))
        {
            writing = Task.Run(() => Write("1", store), TestContext.Current.CancellationToken);
            WaitUntilSomebodyWaits();
            holder.Execute(
                "INSERT INTO post_key (platform, id, posted_at, version, state, origin) "
                + "VALUES ('x', '1', '2026-05-01T13:00Z', 100, 'deleted', 100)");
            holder.Execute("COMMIT");
        }
        var result = await writing.WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (result.RefusedDeleted, result.Kept));
    }

    WriteResult Write(string id, PostgresStore? store = null)
    {
        using var writer = (store ?? _host.Store).CreateWriter(new() { Topics = Some.Topics });
        return writer.Write(Some.Batch([new PostVersion { Id = id, Hashtags = ["joy"], Topics = [0] }]), []);
    }

    void Do(string work, PostgresStore store)
    {
        var rollUp = store.CreateRollUp(new());
        using var writer = store.CreateWriter(new() { Topics = Some.Topics });
        switch (work)
        {
            case "write":
                writer.Write(Some.Batch([new PostVersion { Id = "9", Hashtags = ["joy"] }]), []);
                break;
            case "dead letter":
                writer.WriteDeadLetter(Some.Hour, "source", "reason", "raw"u8);
                break;
            case "tombstones":
                writer.TrimTombstones();
                break;
            case "day":
                rollUp.ComputeDay(HourUtc.OfUnixMilliseconds(Some.Hour - Some.Hour % Some.Day));
                break;
            case "reanalyse":
                store.CreateReanalysis(new() { Topics = Some.Topics })
                    .Run(new PostAnalyzer(new() { Topics = Some.Topics }, new VaderScorer()), default);
                break;
            case "compute":
                rollUp.Compute(Hour);
                break;
            case "compute if dirty":
                rollUp.ComputeIfDirty(Hour);
                break;
            default:
                Assert.True(store.CreatePruner(new()).Seal(Hour));
                break;
        }
    }

    /// <summary>Whether a piece of work is refused while somebody else holds a lock.</summary>
    bool Waits(string work, string sql)
    {
        using var holder = Hold(sql);
        using var impatient = Open(TimeSpan.FromMilliseconds(100));
        try
        {
            Do(work, impatient);
            return false;
        }
        catch (StoreException error)
        {
            Assert.Equal(PostgresErrorCodes.LockNotAvailable, PostgresErrors.SqlStateOf(error));
            return true;
        }
    }

    static void At(string point, Action reached, Action work)
    {
        FaultHook.Set((name, _) =>
        {
            if (name == point)
                reached();
        });
        try
        {
            work();
        }
        finally
        {
            FaultHook.Set(null);
        }
    }

    PostgresStore Open(TimeSpan patience) =>
        PostgresStore.OpenForWriting(_host.Store.Url, TimeProvider.System, patience);

    /// <summary>A transaction of another program that holds a lock until it is disposed of.</summary>
    NpgsqlConnection Hold(string sql)
    {
        var settings = _host.Store.Url.Postgres!.ToConnectionString(poolSize: 1);
        settings.Pooling = false;
        var connection = new NpgsqlConnection(settings.ToString());
        connection.Open();
        connection.Execute("BEGIN READ WRITE");
        connection.Execute(sql);
        return connection;
    }

    void WaitUntilSomebodyWaits() => Assert.True(SpinWait.SpinUntil(
        () => _host.Store.Read(connection => connection.ExecuteScalar<bool>("""
            SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
            """)),
        Limit));

    public void Dispose() => _host.Dispose();
}
