using System.Data;
using System.Text.Json;
using Dapper;
using Npgsql;
using Tidings.Storage.Migrations;
using Tidings.Storage.Queries;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>Every reading query gives the same answer, byte for byte, on the same rows in both databases.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresQueryTests : IDisposable
{
    static readonly Window[] Windows =
    [
        default,
        new(Some.Hour + 3_600_000, null),
        new(null, Some.Hour + 3_600_000),
        new(Some.Hour + 1, Some.Hour + 86_400_000),
        new(Some.Hour, Some.Hour + 1),
        new(long.MaxValue, long.MinValue),
        new(-62_135_596_800_001, 253_402_300_800_000), // one beyond what a date can tell, on both sides
    ];

    readonly PostgresConnections _connections = new();
    readonly SqliteStore _sqlite;
    readonly NpgsqlConnection _postgres;

    public PostgresQueryTests()
    {
        _sqlite = SqliteStore.OpenForWriting(new(":memory:"), new ManualClock());
        var database = _connections.NewDatabase();
        _postgres = _connections.Connect(database.Url, "Asia/Kolkata"); // nothing may follow the session's zone
        var migrator = new Migrator(_postgres, new ManualClock());
        migrator.MigrateTo(migrator.Newest);
        SampleRows.Fill(_sqlite.Connection);
        SampleRows.Fill(_postgres);
    }

    void AssertSame<T>(Func<IDbConnection, T> query, bool mayBeEmpty = true)
    {
        var expected = JsonSerializer.Serialize(query(_sqlite.Connection));
        Assert.Equal(expected, JsonSerializer.Serialize(query(_postgres)));
        if (!mayBeEmpty)
            Assert.DoesNotContain(expected, (string[])["[]", "null", "0"]);
    }

    [Fact]
    public void HashtagQueries_AnyWindow_AreTheSame()
    {
        foreach (var window in Windows)
        {
            AssertSame(connection => HashtagQueries.Hours(connection, window));
            foreach (var order in Enum.GetValues<HashtagOrder>())
                foreach (var limit in (int[])[1, 20])
                    AssertSame(connection => HashtagQueries.Top(connection, window, order, limit, minAuthors: 1));
        }
        AssertSame(connection => HashtagQueries.Hours(connection, default), mayBeEmpty: false);
        AssertSame(connection => HashtagQueries.Top(connection, default, HashtagOrder.Rate, 20, 9), mayBeEmpty: false);
    }

    [Fact]
    public void TopicQueries_AnyWindow_AreTheSame()
    {
        foreach (var window in Windows)
        {
            AssertSame(connection => TopicQueries.Hours(connection, window));
            AssertSame(connection => TopicQueries.Compare(connection, ["eth", "btc", "none"], window));
            AssertSame(connection => TopicQueries.CountBeforeSince(connection, ["eth", "btc"], window));
        }
        AssertSame(connection => TopicQueries.Compare(connection, ["eth"], default), mayBeEmpty: false);
        AssertSame(connection => TopicQueries.CountBeforeSince(connection, ["eth"], default), mayBeEmpty: false);
        AssertSame(TopicQueries.Known, mayBeEmpty: false);
        Assert.Equal(
            """{"repost":1,"language":2,"followers":3,"account_age":4,"blacklist":5}""",
            TopicQueries.Hours(_postgres, default).First().Refused);
    }

    [Fact]
    public void PostQueries_AnySelection_AreTheSame()
    {
        PostSelection[] selections =
        [
            new(), new() { HappyOnly = true }, new() { Hashtag = "joy" }, new() { Hashtag = "😀" },
            new() { Topic = "btc" }, new() { Topic = "eth", Hashtag = "joy", HappyOnly = true },
            new() { Topic = "btc", Hashtag = "a" }, new() { Hashtag = "none" },
        ];
        foreach (var window in Windows)
            foreach (var selection in selections.Select(selection => selection with { Window = window }))
            {
                AssertSame(connection => PostQueries.All(connection, selection));
                AssertSame(connection => PostQueries.Newest(connection, selection, 1000));
                AssertSame(connection => PostQueries.Newest(connection, selection, 3));
            }
        foreach (var selection in selections.SkipLast(1))
            AssertSame(connection => PostQueries.Newest(connection, selection, 3), mayBeEmpty: false);
        Assert.Contains(PostQueries.All(_postgres, new()), post => post.Hashtags == "joy ｚ" && post.Topics == "btc xrp");
    }

    [Fact]
    public void PostQueries_HourNeverComputed_IsFoundByItsMark()
    {
        foreach (var connection in (IDbConnection[])[_sqlite.Connection, _postgres])
            connection.Execute("DELETE FROM hour");
        AssertSame(connection => PostQueries.Newest(connection, new() { Hashtag = "joy" }, 100), mayBeEmpty: false);
        Assert.Equal(9, PostQueries.Newest(_postgres, new() { Hashtag = "joy" }, 100).Count - 1);
    }

    [Fact]
    public void OtherQueries_AnyWindow_AreTheSame()
    {
        foreach (var window in Windows)
        {
            AssertSame(connection => RecordQueries.Signals(connection, window));
            AssertSame(connection => RecordQueries.Trades(connection, window));
            AssertSame(connection => RecordQueries.Gaps(connection, window));
            AssertSame(connection => RecordQueries.Listening(connection, window));
        }
        AssertSame(connection => RecordQueries.Signals(connection, default), mayBeEmpty: false);
        AssertSame(connection => RecordQueries.Trades(connection, default), mayBeEmpty: false);
        AssertSame(connection => RecordQueries.Gaps(connection, default), mayBeEmpty: false);
        AssertSame(connection => RecordQueries.Listening(connection, default), mayBeEmpty: false);
        AssertSame(connection => HourQueries.Range(connection)?.ToString(), mayBeEmpty: false);
        AssertSame(connection => DeadLetterQueries.Page(connection, 0, 10), mayBeEmpty: false);
        AssertSame(DeadLetterQueries.Count, mayBeEmpty: false);
        AssertSame(connection => DeadLetterQueries.Delete(connection, 1) ? "deleted" : "none", mayBeEmpty: false);
        AssertSame(connection => DeadLetterQueries.Page(connection, 0, 10));
    }

    [Fact]
    public void Time_AnyMillisecond_IsExact()
    {
        var sql = SqlDialect.Of(_postgres);
        foreach (var time in (long[])[0, 1, -1, 999, 1_777_640_399_999, 253_402_300_799_998, -62_135_596_799_999])
            Assert.Equal(time, _postgres.ExecuteScalar<long>(
                $"SELECT {sql.Milliseconds("@time::timestamptz")}", new { time = sql.Time(time) }));
        Assert.Equal(
            "-infinity infinity",
            _postgres.ExecuteScalar<string>(
                "SELECT @least::timestamptz || ' ' || @most::timestamptz",
                new { least = sql.Time(long.MinValue), most = sql.Time(long.MaxValue) }));
    }

    [Fact]
    public void Exports_AfterTheFirstRow_AreStillBeingRead()
    {
        AssertStreams(HashtagQueries.Hours(_postgres, default));
        AssertStreams(TopicQueries.Hours(_postgres, default));
        AssertStreams(PostQueries.All(_postgres, new()));
        AssertStreams(RecordQueries.Gaps(_postgres, default));

        void AssertStreams<T>(IEnumerable<T> rows)
        {
            using var row = rows.GetEnumerator();
            Assert.True(row.MoveNext());
            Assert.True(_postgres.FullState.HasFlag(ConnectionState.Fetching));
        }
    }

    [Fact]
    public void All_OneDayAsked_ReadsOnePartition()
    {
        var plan = string.Join('\n', _postgres.Query<string>(
            "EXPLAIN SELECT * FROM post p WHERE p.posted_at >= @from AND p.posted_at < @to", new
            {
                from = SqlDialect.Of(_postgres).Time(Some.Hour),
                to = SqlDialect.Of(_postgres).Time(Some.Hour + 3_600_000),
            }));
        Assert.Contains("post_p20260501_20260502", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("post_p20260502_20260503", plan, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _sqlite.Dispose();
        _postgres.Dispose();
        _connections.Dispose();
    }
}
