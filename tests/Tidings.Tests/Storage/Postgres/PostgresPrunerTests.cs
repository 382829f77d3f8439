using Dapper;
using Npgsql;
using Tidings.Storage;
using Tidings.Storage.Postgres;
using Tidings.Tests.Support;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>Whole days go at once, and only where nothing in them is still needed.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresPrunerTests : IDisposable
{
    const string Day = "20260501_20260502";

    static readonly HourUtc Hour = HourUtc.OfUnixMilliseconds(Some.Hour);

    readonly PostgresStoreHost _host = new();

    public PostgresPrunerTests() =>
        _host.Write(
        [
            new PostVersion { Id = "1", Hashtags = ["joy"], Topics = [0] },
            new PostVersion { Id = "2", Hashtags = ["joy"], PostedAt = Some.Hour + 2 * HourUtc.Milliseconds },
        ]);

    PostgresPruner Pruner(PostgresStore store) => new(store, new(store, new()));

    IReadOnlyList<string> Partitions() => _host.Rows(
        $"SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE '%\\_p{Day}' ORDER BY 1");

    int Posts() => _host.Connection.ExecuteScalar<int>(
        "SELECT ((SELECT count(*) FROM post) + (SELECT count(*) FROM post_hashtag) + (SELECT count(*) FROM post_topic))::int");

    [Fact]
    public void Prune_WholeDayOver_DropsItsPartitions()
    {
        _host.Compute();
        Assert.Equal(3, Partitions().Count);
        Assert.Equal(new(2, 2), _host.Prune(Some.Hour + Some.Day));
        Assert.Empty(Partitions());
        Assert.Equal(["joy|1", "joy|1"], _host.Rows("SELECT hashtag, posts FROM hashtag_hour"));
    }

    [Fact]
    public void Prune_DroppedDay_TakesLatePostsOfOtherHours()
    {
        _host.Compute();
        _host.Prune(Some.Hour + Some.Day);
        var late = _host.Write(
        [
            new PostVersion { Id = "3", Hashtags = ["joy"] },
            new PostVersion { Id = "4", Hashtags = ["joy"], PostedAt = Some.Hour + HourUtc.Milliseconds },
        ]);
        Assert.Equal(1, late.Late);
        Assert.Equal(["4"], _host.Rows("SELECT id FROM post"));
        Assert.Equal(3, Partitions().Count);
        Assert.Equal(default, _host.Prune(0)); // nobody has computed the new one yet
        Assert.Equal(["4"], _host.Rows("SELECT id FROM post"));
    }

    [Fact]
    public void Prune_HourOfTheDayStillNeeded_KeepsItsPosts()
    {
        _host.Compute();
        Assert.True(_host.SealClosed(Hour));
        Assert.Equal(new(0, 1), _host.Prune(0));
        Assert.Equal(["2"], _host.Rows("SELECT id FROM post"));
        Assert.Equal(3, Partitions().Count);
    }

    [Fact]
    public void Prune_UncommonPostWithoutHourOrMark_IsNotDroppedWithTheDay()
    {
        _host.Compute();
        _host.Rows($"DELETE FROM hour WHERE hour > {Some.Hour} RETURNING 1");
        _host.SealClosed(Hour);
        _host.Prune(0);
        Assert.Equal(["2"], _host.Rows("SELECT id FROM post"));
    }

    [Fact]
    public void Prune_DayNotOver_GoesRowByRow()
    {
        _host.Compute();
        _host.Now = DateTimeOffset.FromUnixTimeMilliseconds(Some.Hour + 5 * HourUtc.Milliseconds);
        Assert.Equal(new(2, 2), _host.Prune(Some.Hour + Some.Day));
        Assert.Equal(0, Posts());
        Assert.Equal(3, Partitions().Count);
    }

    [Fact]
    public void Prune_EmptyPartitionsThatAreOver_GoToo()
    {
        _host.Compute();
        _host.SealClosed(Hour);
        _host.SealClosed(new(Hour.HoursSinceEpoch + 2));
        foreach (var hour in (long[])[0, 2])
            while (_host.Empty(new(Hour.HoursSinceEpoch + hour), 10).IsMoreLeft)
            {
            }
        Assert.Equal(3, Partitions().Count);
        Assert.Equal(default, _host.Prune(0));
        Assert.Empty(Partitions());
    }

    [Fact]
    public void Prune_ReaderInTheWay_StillRemovesThePosts()
    {
        _host.Compute();
        using var reader = PostgresPool.Of(_host.Store.Url.Postgres!).Open();
        using (var transaction = reader.BeginTransaction())
        {
            reader.Execute("SELECT count(*) FROM post");
            Assert.Equal(new(2, 2), _host.Prune(Some.Hour + Some.Day));
            Assert.Equal(0, reader.ExecuteScalar<int>("SELECT count(*)::int FROM post"));
        }
        Assert.Equal(3, Partitions().Count);
        _host.Prune(0);
        Assert.Empty(Partitions());
    }

    [Fact]
    public async Task Prune_PostComesWhileTheDropWaits_KeepsIt()
    {
        _host.Compute();
        _host.SealClosed(Hour);
        _host.SealClosed(new(Hour.HoursSinceEpoch + 2));
        var stop = TestContext.Current.CancellationToken;
        using var writing = PostgresStore.OpenForWriting(_host.Store.Url, TimeProvider.System, TimeSpan.FromSeconds(30));
        using var pruning = PostgresStore.OpenForWriting(_host.Store.Url, TimeProvider.System, TimeSpan.FromSeconds(30));
        using var writer = writing.CreateWriter(new() { Topics = Some.Topics });
        var late = new PostVersion { Id = "3", Hashtags = ["joy"], PostedAt = Some.Hour + HourUtc.Milliseconds };
        using var other = PostgresPool.Of(_host.Store.Url.Postgres!).Open();
        using var transaction = other.BeginTransaction();
        other.Execute(PostgresLocks.Writers);
        var write = Task.Run(() => writer.Write(Some.Batch([late]), []), stop);
        AwaitWaiting(other, 1);
        var prune = Task.Run(() => Pruner(pruning).EmptySealed(stop), stop);
        AwaitWaiting(other, 2); // it has looked: all is sealed
        transaction.Commit();
        await write;
        await prune;
        Assert.Equal(["3"], _host.Rows("SELECT id FROM post"));
    }

    /// <summary>Waits until so many connections wait for one of our locks.</summary>
    static void AwaitWaiting(NpgsqlConnection connection, int count) => Assert.True(SpinWait.SpinUntil(
        () => connection.ExecuteScalar<int>("""
            SELECT count(*)::int FROM pg_locks
            WHERE locktype = 'advisory' AND NOT granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """) == count,
        TimeSpan.FromSeconds(60)));

    [Fact]
    public void Prune_OnlyHashtagsAreLeft_RemovesThemToo()
    {
        _host.Compute();
        _host.SealClosed(Hour);
        _host.Connection.Execute("DELETE FROM post WHERE id = '1'; DELETE FROM post_topic");
        Assert.Equal(new(0, 0), _host.Prune(0));
        Assert.Equal(["2"], _host.Rows("SELECT id FROM post_hashtag"));
    }

    [Theory]
    [InlineData("SELECT, DELETE")]
    [InlineData("SELECT, DELETE, TRUNCATE")]
    public void Prune_RoleThatMayOnlyRemove_RemovesWhatIsSealed(string rights)
    {
        _host.Compute();
        _host.SealClosed(Hour);
        _host.SealClosed(new(Hour.HoursSinceEpoch + 2));
        using var role = PostgresServer.Current.NewRole("CONNECTION LIMIT 1");
        _host.Connection.Execute($"GRANT {rights} ON ALL TABLES IN SCHEMA public TO {role.Name}");
        var url = StoreUrl.Parse(PostgresServer.Current.UrlOf(
            _host.Store.Url.Postgres!.Database, role.Name, role.Password));
        using (var store = PostgresStore.OpenExisting(url, TimeProvider.System))
            Assert.Equal(2, Pruner(store).EmptySealed(TestContext.Current.CancellationToken));
        PostgresPool.Forget(url.Postgres!);
        Assert.Equal(0, Posts());
        Assert.Equal(3, Partitions().Count);
        var isTruncated = rights.EndsWith("TRUNCATE", StringComparison.Ordinal);
        Assert.Equal([isTruncated ? "0" : "8192"], _host.Rows($"SELECT pg_relation_size('post_p{Day}')"));
    }

    public void Dispose() => _host.Dispose();
}
