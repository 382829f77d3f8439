using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tidings.Storage;

namespace Tidings.Tests.Storage;

/// <summary>Who holds the write lock when, and what a transaction takes with it (docs/invariants.md 5 and 6).</summary>
public sealed class SqliteLockTests : IDisposable
{
    static readonly HourUtc Hour = HourUtc.OfUnixMilliseconds(Some.Hour);
    readonly TemporaryFolder _folder = new();
    readonly SqliteStoreHost _host;

    public SqliteLockTests() => _host = new(_folder.Store());

    [Fact]
    public void InTransaction_BeforeItsFirstWrite_HoldsTheWriteLock()
    {
        using var other = new SqliteConnection($"Data Source={_folder.File("store.db")};Pooling=False");
        other.Open();
        other.Execute("PRAGMA busy_timeout = 1");
        var refused = 0;
        _host.Store.InTransaction(() => refused = raw.sqlite3_exec(other.Handle, "BEGIN IMMEDIATE"));
        Assert.Equal(raw.SQLITE_BUSY, refused);
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other.Handle, "BEGIN IMMEDIATE"));
    }

    [Fact]
    public void Compute_OneTransaction_TakesLockThenMarksThenReadsPosts() => AssertOrder(() => _host.Compute(Hour));

    [Fact]
    public void ComputeIfDirty_OneTransaction_TakesLockThenMarksThenReadsPosts() =>
        AssertOrder(() => _host.ComputeIfDirty(Hour));

    void AssertOrder(Action compute)
    {
        WriteOne();
        var statements = new List<string>();
        raw.sqlite3_trace(_host.Store.Connection.Handle, (_, sql) => statements.Add(sql), null);
        compute();
        raw.sqlite3_trace(_host.Store.Connection.Handle, (strdelegate_trace)null!, null);
        Assert.Equal("BEGIN IMMEDIATE", statements[0]);
        Assert.StartsWith("DELETE FROM dirty_hour", statements[1], StringComparison.Ordinal);
        Assert.Contains(statements[2..^1], sql => sql.Contains("FROM post_hashtag", StringComparison.Ordinal));
        Assert.Contains(statements[2..^1], sql => sql.Contains("FROM post_topic", StringComparison.Ordinal));
        Assert.DoesNotContain(statements[2..^1], sql => sql.Contains("COMMIT", StringComparison.Ordinal));
        Assert.Equal("COMMIT", statements[^1]);
    }

    [Fact]
    public void ComputeIfDirty_DatabaseRefuses_MarksStayForTheNextTry()
    {
        WriteOne();
        _host.Store.Connection.Execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON topic_hour BEGIN SELECT raise(ABORT, 'no'); END");
        Assert.Throws<SqliteException>(() => Unwrap(() => _host.ComputeIfDirty(Hour)));
        Assert.Equal([Some.Hour], _host.Marks());
        _host.Store.Connection.Execute("DROP TRIGGER refuse");
        Assert.NotNull(_host.ComputeIfDirty(Hour));
        Assert.Equal(["1"], _host.Rows("SELECT posts FROM topic_hour"));
    }

    static void Unwrap(Action action)
    {
        try
        {
            action();
        }
        catch (StoreException error) when (error.InnerException is { } cause)
        {
            throw cause;
        }
    }

    void WriteOne() => _host.Write([new PostVersion { Hashtags = ["joy"], Topics = [0] }]);

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }
}
