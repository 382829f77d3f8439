using Dapper;
using Microsoft.Data.Sqlite;
using Tidings.Storage;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage;

/// <summary>What a file takes up, and how it shrinks.</summary>
public sealed class SqliteSpaceTests : IDisposable
{
    static readonly HourUtc Hour = HourUtc.OfUnixMilliseconds(Some.Hour);
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    SqliteStoreHost Host() => new(_folder.Store());

    static PostVersion Post(int id, int hour = 0) => new()
    {
        Id = $"{id}",
        Version = id,
        Hashtags = ["joy"],
        Text = new('x', 2_000),
        PostedAt = Some.Hour + hour * HourUtc.Milliseconds + id,
    };

    static void Fill(SqliteStoreHost host, int posts, int hour = 0)
    {
        host.Write([.. Enumerable.Range(1 + hour * 100_000, posts).Select(id => Post(id, hour))]);
        host.Compute();
    }

    static void Prune(SqliteStoreHost host)
    {
        host.Prune(Some.Hour + Some.Day);
        Assert.Equal(0, host.Store.Space.CountPosts());
    }

    [Fact]
    public void GiveBack_NewFile_ShrinksIt()
    {
        using var host = Host();
        var empty = host.Store.Space.TotalBytes();
        Fill(host, 1_000);
        var full = host.Store.Space;
        Assert.InRange(full.UsedBytes(), 2_000_000, 10_000_000);
        Prune(host);
        host.Store.Space.GiveBack(mayBlock: false, TestContext.Current.CancellationToken);
        Assert.InRange(host.Store.Space.TotalBytes(), 1, empty + 1_000_000);
        Assert.Equal(0, host.Store.Connection.ExecuteScalar<long>("PRAGMA freelist_count"));
        Assert.InRange(host.Store.Space.UsedBytes(), 1, host.Store.Space.TotalBytes());
    }

    [Fact]
    public void UsedBytes_FreePages_DoNotCount()
    {
        using var host = Host();
        Fill(host, 1_000);
        var (used, total) = (host.Store.Space.UsedBytes(), host.Store.Space.TotalBytes());
        Prune(host);
        Assert.InRange(host.Store.Space.UsedBytes(), 1, used - 2_000_000);
        Assert.InRange(host.Store.Space.TotalBytes(), 2_000_000, total);
    }

    [Theory]
    [InlineData(true, 1, long.MaxValue, true)]
    [InlineData(false, 1, long.MaxValue, false)]
    [InlineData(true, SqliteSpace.LeastFreeBytes, long.MaxValue, false)]
    [InlineData(true, 1, 1_000, false)]
    public void GiveBack_FileOfAnEarlierVersion_IsCopiedWhereThatIsAllowedAndWorthIt(
        bool mayBlock, long leastFree, long freeOnDisk, bool shrinks)
    {
        using (var old = new SqliteConnection($"Data Source={_folder.File("store.db")};Pooling=False"))
        {
            old.Open();
            old.Execute("PRAGMA journal_mode = WAL; PRAGMA application_id = 0x54444E47");
        }
        using var host = Host();
        Assert.Equal(0, host.Store.Connection.ExecuteScalar<long>("PRAGMA auto_vacuum"));
        Fill(host, 1_000);
        Prune(host);
        var space = new SqliteSpace(host.Store) { LeastFree = leastFree, FreeOnDisk = _ => freeOnDisk };
        var before = space.TotalBytes();
        space.GiveBack(mayBlock, TestContext.Current.CancellationToken);
        Assert.Equal(shrinks, space.TotalBytes() < before / 2);
        Assert.Equal(shrinks ? 2 : 0, host.Store.Connection.ExecuteScalar<long>("PRAGMA auto_vacuum"));
    }

    [Fact]
    public void NextHour_TellsHoursWithPostsInTheirOrder()
    {
        using var host = Host();
        Assert.Null(host.Store.Space.NextHour(new(0)));
        Fill(host, 3);
        Fill(host, 2, hour: 5);
        host.Write([Post(900_000, 7)]);
        Assert.True(host.SealClosed(Hour));
        Assert.Equal(
            [(0, 3, HourStage.Sealed), (5, 2, HourStage.Closed), (7, 1, HourStage.New)],
            All(host.Store.Space).Select(hour => (
                hour.Hour.HoursSinceEpoch - Hour.HoursSinceEpoch, hour.Rows, hour.Stage)));
        Assert.Equal(Some.Hour + 1_000, host.Store.Space.LastReceivedIn(Hour));
    }

    static IEnumerable<HourPosts> All(IStoreSpace space)
    {
        for (var hour = space.NextHour(new(0)); hour is not null; hour = space.NextHour(hour.Hour.Next))
            yield return hour;
    }

    [Fact]
    public void Seal_HourThatWasNeverComputed_IsComputedFirst()
    {
        using var host = Host();
        host.Write([Post(1)]);
        Assert.True(host.SealClosed(Hour));
        Assert.Equal(["sealed"], host.Rows("SELECT state FROM hour"));
        Assert.Equal(["1"], host.Rows("SELECT posts FROM hashtag_hour"));
        Assert.Empty(host.Marks());
    }
}
