using System.Data;
using Dapper;
using Npgsql;
using Tidings.Storage.Migrations;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>The queries of the two older projects, unchanged.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresViewTests : IDisposable
{
    readonly PostgresConnections _connections = new();
    readonly SqliteStore _sqlite;
    readonly NpgsqlConnection _postgres;

    public PostgresViewTests()
    {
        _sqlite = SqliteStore.OpenForWriting(new(":memory:"), new ManualClock());
        var database = _connections.NewDatabase();
        _postgres = _connections.Connect(database.Url, "Asia/Kolkata");
        var migrator = new Migrator(_postgres, new ManualClock());
        migrator.MigrateTo(migrator.Newest);
        SampleRows.Fill(_sqlite.Connection);
        SampleRows.Fill(_postgres);
    }

    IReadOnlyList<string> Same(string sql, string? inSqlite = null)
    {
        var rows = SampleRows.Rows(_postgres, sql);
        Assert.Equal(SampleRows.Rows(_sqlite.Connection, inSqlite ?? sql), rows);
        return rows;
    }

    [Theory]
    [InlineData("select * from tweet_data order by id desc, keyword limit 10")]
    [InlineData("select * from tweet_data where tweet_date > '2026-05-01 14:10:00' order by id desc, keyword limit 100000")]
    [InlineData("select keyword, count(*) from tweet_data where sentiment != 0.0 group by keyword order by keyword")]
    [InlineData("select hashtag, hour, count from hourly_counts order by hashtag, hour")]
    [InlineData("select hour, sum(count) as count from hourly_counts where hashtag = '#joy' group by hour order by hour")]
    [InlineData("select hashtag, hour, count from hourly_counts where hour = '2026-05-01 14:00:00' order by 1")]
    [InlineData("select * from trade_data where id > 0 order by id")]
    [InlineData("select \"avgTime\", avg, \"tradeAt\", side from trade_data where avg > 0 order by id desc limit 1")]
    public void Views_QueriesOfTheOlderProjects_GiveTheSameRows(string sql) => Assert.NotEmpty(Same(sql));

    [Fact]
    public void Views_QueriesOfPostgresOnly_Run()
    {
        Assert.Equal(
            ["10"],
            SampleRows.Rows(_postgres, "select count(*) from (select * from tweet_data order by id desc limit 10) t"));
        _ = SampleRows.Rows(_postgres, "select * from tweet_data where tweet_date > current_date order by id desc");
        Assert.Equal(
            ["2026-05-01 13:00:00|5", "2026-05-02 13:00:00|5"],
            SampleRows.Rows(_postgres, """
                select date_trunc('day', hour) + interval '13 hours', count(distinct hashtag) - 1 from hourly_counts
                where count > 0 group by 1 order by 1
                """));
    }

    [Fact]
    public void Views_Columns_HaveTheTypesOfTheOlderTables()
    {
        string[] views = ["hourly_counts", "tweet_data", "trade_data"];
        var types = _postgres.Query<(string View, string Column, string Type)>("""
            SELECT table_name, column_name, data_type FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = ANY(@views)
            ORDER BY table_name, ordinal_position
            """, new { views }).ToLookup(row => row.View, row => $"{row.Column} {row.Type}");
        const string time = "timestamp without time zone";
        Assert.Equal(["hashtag text", $"hour {time}", "count integer"], types["hourly_counts"]);
        Assert.Equal(
            [
                "id bigint", "body text", "keyword text", $"tweet_date {time}", "location text", "verified_user boolean",
                "followers integer", $"user_since {time}", "sentiment double precision",
            ],
            types["tweet_data"]);
        Assert.Equal(
            [
                "id bigint", $"avgTime {time}", "avg double precision", $"tradeAt {time}", "symbol text", "side text",
                "funds double precision", "fee double precision", "tradeId text", "usdt_balance double precision",
                "btc_balance double precision",
            ],
            types["trade_data"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"dropReposts":false,"languages":[],"minFollowers":0,"minAccountAgeDays":0}""")]
    [InlineData("""{"dropReposts":false,"languages":["de"],"languageGuess":true,"minFollowers":40}""")]
    [InlineData("""{"dropReposts":true,"languages":["de","fr"],"languageGuess":false,"minAccountAgeDays":61}""")]
    [InlineData("""{"languages":["e"],"minFollowers":1200,"minAccountAgeDays":6}""")]
    public void TweetData_AnyFilters_TakesTheSamePosts(string filters)
    {
        foreach (var connection in (IDbConnection[])[_sqlite.Connection, _postgres])
            connection.Execute("INSERT INTO meta VALUES ('filters', @filters)", new { filters });
        Assert.NotEmpty(Same("SELECT * FROM tweet_data ORDER BY id, keyword"));
    }

    [Fact]
    public void TweetData_MoreFollowersThanAnInteger_StillReads()
    {
        _postgres.Execute("UPDATE post SET followers = 3000000000, author_since = NULL WHERE seq = 5");
        Assert.Equal(
            ["2147483647"], SampleRows.Rows(_postgres, "SELECT DISTINCT followers FROM tweet_data WHERE id = 5"));
    }

    public void Dispose()
    {
        _sqlite.Dispose();
        _postgres.Dispose();
        _connections.Dispose();
    }
}
