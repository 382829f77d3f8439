using Microsoft.Data.Sqlite;
using Tidings.Storage;
using Tidings.Storage.Migrations;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage;

public sealed class SqliteStoreOpeningTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly ManualClock _clock = new();

    string Refusal(Func<StoreUrl, TimeProvider, SqliteStore> open, string name = "store.db") =>
        Assert.Throws<StoreException>(() => open(_folder.Store(name), _clock)).Message;

    [Fact]
    public void Open_ForeignDatabase_IsRefusedAndUntouched()
    {
        var path = _folder.File("store.db");
        using (var foreign = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            foreign.Open();
            using var command = foreign.CreateCommand();
            command.CommandText = "CREATE TABLE other (x); INSERT INTO other VALUES (1)";
            command.ExecuteNonQuery();
        }
        var before = File.ReadAllBytes(path);
        Assert.Contains("database of another program", Refusal(SqliteStore.OpenForWriting), StringComparison.Ordinal);
        Assert.Contains("database of another program", Refusal(SqliteStore.OpenForReading), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Open_ForeignApplicationId_IsRefusedEvenWhereEmpty()
    {
        using (var foreign = new SqliteConnection($"Data Source={_folder.File("store.db")};Pooling=False"))
        {
            foreign.Open();
            using var command = foreign.CreateCommand();
            command.CommandText = "PRAGMA application_id = 77";
            command.ExecuteNonQuery();
        }
        Assert.Contains("database of another program", Refusal(SqliteStore.OpenForWriting), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoDatabase_IsRefusedAndUntouched()
    {
        var path = _folder.File("store.db");
        File.WriteAllText(path, new string('x', 5_000));
        Assert.Contains("no SQLite database", Refusal(SqliteStore.OpenForWriting), StringComparison.Ordinal);
        Assert.Equal(new string('x', 5_000), File.ReadAllText(path));
    }

    [Fact]
    public void Open_Folder_IsRefused()
    {
        Directory.CreateDirectory(_folder.File("store.db"));
        Assert.Contains("is a folder", Refusal(SqliteStore.OpenForWriting), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FolderThatIsMissing_IsRefused() =>
        Assert.Contains(
            "cannot be opened", Refusal(SqliteStore.OpenForWriting, "missing/store.db"), StringComparison.Ordinal);

    [Fact]
    public void OpenForReading_Missing_IsRefusedAndNotMade()
    {
        Assert.Contains("There is no store at", Refusal(SqliteStore.OpenForReading), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void OpenForReading_OtherVersions_AreRefusedWithTheMendingCommand()
    {
        using (SqliteStore.OpenOrCreate(_folder.Store(), _clock))
            Assert.Contains("is empty", Refusal(SqliteStore.OpenForReading), StringComparison.Ordinal);
        using (var store = SqliteStore.OpenOrCreate(_folder.Store(), _clock))
            new Migrator(store.Connection, _clock).MigrateTo(1);
        Assert.Contains("tidings migrate", Refusal(SqliteStore.OpenForReading), StringComparison.Ordinal);
        using (SqliteStore.OpenForWriting(_folder.Store(), _clock)) // brings it up to date
            SqliteStore.OpenForReading(_folder.Store(), _clock).Dispose();
    }

    [Fact]
    public void OpenForWriting_ReadOnlyFile_IsRefused()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "file permissions do not bind this user");
        SqliteStore.OpenForWriting(_folder.Store(), _clock).Dispose();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.File("store.db"), UnixFileMode.UserRead);
        Assert.Contains("read-only", Refusal(SqliteStore.OpenForWriting), StringComparison.Ordinal);
        SqliteStore.OpenForReading(_folder.Store(), _clock).Dispose();
    }

    [Fact]
    public void Write_DatabaseRefuses_LeavesNothingAndTheNextBatchWorks()
    {
        using var host = new SqliteStoreHost();
        var post = new PostVersion { Hashtags = ["joy"], Topics = [0] };
        host.Rows(
            "CREATE TRIGGER refuse BEFORE INSERT ON post_topic WHEN NEW.id = '102' BEGIN SELECT "
                + "raise(ABORT, 'no'); END");
        Assert.Throws<StoreException>(
            () => host.Write([post, post with { Id = "101" }, post with { Id = "102" }, new PostDelete { Id = "7" }]));
        foreach (var table in new[] { "post", "post_key", "post_hashtag", "post_topic", "post_alias",
            "dirty_hour", "topic" })
            Assert.Equal(["0"], host.Rows($"SELECT count(*) FROM {table}"));
        Assert.Equal(new WriteResult { Kept = 2 }, host.Write([post, post with { Id = "101" }]));
        Assert.Equal(["3"], host.Rows("SELECT count(*) FROM topic"));
    }

    [Fact]
    public void TrimTombstones_MoreThanTheBound_OldestGo()
    {
        using var store = SqliteStore.OpenForWriting(new(":memory:"), _clock);
        using var writer = new SqliteWriter(store, new() { MaxTombstones = 2 });
        writer.Write(
            Some.Batch(Enumerable.Range(1, 4).Select(i => new PostDelete { Id = $"{i}", PostedAt = Some.Hour - i })));
        writer.TrimTombstones();
        writer.Write(Some.Batch([]));
        var post = new PostVersion { Hashtags = ["joy"] };
        var result = writer.Write(
            Some.Batch(Enumerable.Range(1, 4).Select(i => post with { Id = $"{i}", Version = i })));
        Assert.Equal(new WriteResult { Kept = 2, RefusedDeleted = 2 }, result);
    }

    public void Dispose() => _folder.Dispose();
}
