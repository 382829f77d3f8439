using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Retaining;
using Tidings.Configuration;
using Tidings.Storage;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Jobs.Retaining;

public sealed class RetentionJobTests : IDisposable
{
    readonly JobBench _bench = new();
    readonly SemaphoreSlim _turn = new(1);

    public void Dispose()
    {
        _turn.Dispose();
        _bench.Dispose();
    }

    StoreLink Link() => new(_bench.Host, _bench.Settings, appliesSettings: true, CancellationToken.None);

    RetentionJob Job(StoreLink link, string owner = "me") => new(
        _bench.Settings, link, _turn, new(new RetentionOptions(), _bench.Clock, _bench.Log), owner, _bench.Clock,
        NullLogger.Instance);

    /// <summary>A recording's posts, computed: two of noon and one of the hour behind it.</summary>
    void Fill(StoreLink link)
    {
        link.Writer.Write(Storage.Some.Batch([
            new PostVersion { Id = "1", Hashtags = ["joy"], IsHappy = true },
            new PostVersion { Id = "2", Hashtags = ["joy"] },
            new PostVersion { Id = "3", Hashtags = ["joy"], PostedAt = Storage.Some.Hour + HourUtc.Milliseconds },
        ]), []);
        link.Session.RollUp.ComputeDirty();
    }

    void Later(TimeSpan time) => _bench.Clock.Now += (long)time.TotalMilliseconds;

    [Fact]
    public void TryRound_OldPosts_AreRemoved()
    {
        using var link = Link();
        Fill(link);
        Assert.True(Job(link).TryRound(CancellationToken.None));
        Assert.Equal(["3"], _bench.Rows("SELECT count(*) FROM post"));
        Later(TimeSpan.FromDays(31));
        Assert.True(Job(link).TryRound(CancellationToken.None));
        Assert.Equal(["0"], _bench.Rows("SELECT count(*) FROM post"));
        Assert.Equal(["2|1", "1|0"], _bench.Rows("SELECT posts, happy FROM hashtag_hour ORDER BY hour"));
        Assert.Equal(["me|1"], _bench.Rows("SELECT owner, epoch FROM lease"));
        Assert.Null(link.Session.Store.Guard);
    }

    [Fact]
    public void TryRound_AnotherProcessHasTheLease_LeavesItToThat()
    {
        using var link = Link();
        Fill(link);
        Later(TimeSpan.FromDays(31));
        Assert.NotNull(new Lease(link.Session.Store, RetentionJob.LeaseName, "other", _bench.Clock)
            .TryTake(TimeSpan.FromMinutes(10)));
        Assert.True(Job(link).TryRound(CancellationToken.None));
        Assert.Equal(["3"], _bench.Rows("SELECT count(*) FROM post"));
        Later(TimeSpan.FromMinutes(11));
        Assert.True(Job(link).TryRound(CancellationToken.None));
        Assert.Equal(["0"], _bench.Rows("SELECT count(*) FROM post"));
    }

    [Fact]
    public void TryRound_OtherSettingsInForce_WaitsForTheAnalysis()
    {
        using var link = Link();
        Fill(link);
        Later(TimeSpan.FromDays(31));
        link.Session.Store.SetMeta("reanalysis", "pending");
        Assert.False(Job(link).TryRound(CancellationToken.None));
        Assert.Equal(["3"], _bench.Rows("SELECT count(*) FROM post"));
    }

    [Fact]
    public void TryRound_StoreTakesNothingMore_RemovesWhatIsSealed()
    {
        using var link = Link();
        Fill(link);
        Assert.True(link.Pruner.Seal(HourUtc.OfUnixMilliseconds(Storage.Some.Hour)));
        _bench.Execute("""
            CREATE TABLE ballast (b BLOB);
            CREATE TRIGGER full BEFORE INSERT ON lease BEGIN INSERT INTO ballast VALUES (zeroblob(10000000)); END;
            """);
        link.Session.Store.Connection.Execute("PRAGMA max_page_count = 1"); // that is: as large as it is
        Later(TimeSpan.FromDays(31));
        Assert.False(Job(link).TryRound(CancellationToken.None));
        Assert.Equal(["3"], _bench.Rows("SELECT id FROM post"));
        Assert.Equal(["0"], _bench.Rows("SELECT count(*) FROM lease"));
        link.Session.Store.Connection.Execute("PRAGMA max_page_count = 4294967294");
        Assert.True(Job(link).TryRound(CancellationToken.None));
        Assert.Equal(["0"], _bench.Rows("SELECT count(*) FROM post"));
    }

    [Fact]
    public void Run_TakenOverInTheMidst_ChangesNothingMore()
    {
        using var link = Link();
        Fill(link);
        Later(TimeSpan.FromDays(31));
        var store = link.Session.Store;
        var connection = (Microsoft.Data.Sqlite.SqliteConnection)store.Connection;
        var hours = 0;
        connection.CreateFunction("sealing", () =>
        {
            // Behind its back, in the midst of a transaction, which is then not committed.
            if (++hours == 1)
                connection.Execute("UPDATE lease SET owner = 'other', epoch = epoch + 1");
            return 0L;
        });
        connection.Execute(
            "CREATE TEMP TRIGGER watch AFTER UPDATE ON hour WHEN new.state = 'sealed' BEGIN SELECT sealing(); END");
        Assert.True(Job(link).TryRound(CancellationToken.None)); // the other does it
        Assert.Equal(1, hours);
        Assert.Equal(["3"], _bench.Rows("SELECT count(*) FROM post"));
        Assert.Equal(["closed", "closed"], _bench.Rows("SELECT state FROM hour ORDER BY hour"));
    }
}
