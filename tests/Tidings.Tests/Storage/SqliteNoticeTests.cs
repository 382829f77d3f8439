using System.Text;
using Dapper;
using Tidings.Storage;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage;

public sealed class SqliteNoticeTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public void Write_DatabaseRefuses_NotesNothingOfTheBatch()
    {
        using var host = new SqliteStoreHost();
        host.Rows("CREATE TRIGGER refuse BEFORE INSERT ON dirty_hour BEGIN SELECT raise(ABORT, 'no'); END");
        var header = Some.Header(1, Some.Hour + 1) with { Gaps = [new(Some.Hour, Some.Hour + 1, "stall")] };
        Assert.Throws<StoreException>(() => host.Write([], header, Some.Header(3, Some.Hour + 3)));
        foreach (var table in new[] { "listen_session", "batch_seen", "listening", "gap", "hour", "topic" })
            Assert.Equal(["0"], host.Rows($"SELECT count(*) FROM {table}"));
        Assert.False(host.IsStored(header.Id));
        host.Rows("DROP TRIGGER refuse");
        host.Write([], header);
        Assert.True(host.IsStored(header.Id));
        Assert.Equal(["3"], host.Rows("SELECT count(*) FROM topic"));
    }

    [Fact]
    public void Write_Heartbeat_ChangesTwoRows()
    {
        using var host = new SqliteStoreHost();
        host.Write([], Some.Header(1, Some.Hour + 10_000));
        host.Write([], Some.Header(2, Some.Hour + 20_000));
        var before = Changes(host);
        for (var number = 3; number < 103; number++)
            host.Write([], Some.Header(number, Some.Hour + number * 10_000));
        Assert.Equal(200, Changes(host) - before);
    }

    static long Changes(SqliteStoreHost host) => host.Store.Connection.ExecuteScalar<long>("SELECT total_changes()");

    [Fact]
    public void Prune_TextsOfPrunedPosts_AreInNoFile()
    {
        using var host = new SqliteStoreHost(_folder.Store());
        host.Write([new PostVersion { Text = "a secret of somebody", Hashtags = ["joy"], Topics = [0] }]);
        host.Compute();
        Assert.True(IsInAFile("a secret of somebody"));
        Assert.Equal(new(1, 1), host.Prune(Some.Hour + Some.Day));
        Assert.False(IsInAFile("a secret of somebody"));
        Assert.Equal(0, new FileInfo(_folder.File("store.db-wal")).Length);
    }

    bool IsInAFile(string text) => Directory.GetFiles(_folder.Path).Any(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });

    [Fact]
    public void Seal_ByAnotherProcess_IsSeenByTheNextBatch()
    {
        using var host = new SqliteStoreHost(_folder.Store());
        host.Write([new PostVersion { Hashtags = ["joy"] }]);
        using (var other = new SqliteStoreHost(_folder.Store()))
        {
            other.Compute();
            Assert.True(other.SealClosed(HourUtc.OfUnixMilliseconds(Some.Hour)));
        }
        Assert.Equal(new WriteResult { Late = 1 }, host.Write([new PostVersion { Id = "2", Hashtags = ["joy"] }]));
        Assert.Equal(new(0, 1), host.Prune(0));
    }

    [Fact]
    public void Prune_WhileSomebodyReads_IsDoneAllTheSame()
    {
        using var host = new SqliteStoreHost(_folder.Store());
        host.Write([new PostVersion { Hashtags = ["joy"] }]);
        host.Compute();
        using var reader = SqliteStore.OpenForReading(_folder.Store(), new ManualClock());
        reader.Connection.Execute("BEGIN DEFERRED");
        Assert.Equal(1, reader.Connection.ExecuteScalar<long>("SELECT count(*) FROM post"));
        Assert.Equal(new(1, 1), host.Prune(Some.Hour + Some.Day));
        Assert.Equal(1, reader.Connection.ExecuteScalar<long>("SELECT count(*) FROM post")); // its view of the store
        reader.Connection.Execute("COMMIT");
        Assert.Equal(30_000, host.Store.Connection.ExecuteScalar<long>("PRAGMA busy_timeout"));
    }

    [Fact]
    public void Empty_ManyRowsOfOneHashtag_GoInPortions()
    {
        using var host = new SqliteStoreHost();
        host.Write([.. Enumerable.Range(1, 1_000).Select(id => new PostVersion
        {
            Id = $"{id}", Version = id, Hashtags = id % 10 == 0 ? ["joy", "rare"] : ["joy"], Topics = [0, 1],
        })]);
        host.Compute();
        var hour = HourUtc.OfUnixMilliseconds(Some.Hour);
        host.SealClosed(hour);
        Assert.Equal((true, 300), host.Empty(hour, 300));
        Assert.Equal(["700|800|1700"], host.Rows("SELECT (SELECT count(*) FROM post), "
            + "(SELECT count(*) FROM post_hashtag), (SELECT count(*) FROM post_topic)"));
        Assert.Equal(new(0, 700), host.Prune(0));
        Assert.Empty(host.Rows("SELECT 1 FROM post_topic UNION ALL SELECT 1 FROM post_hashtag"));
    }

    public void Dispose() => _folder.Dispose();
}
