using System.Data;
using Dapper;
using Npgsql;
using Tidings.Storage;
using Tidings.Storage.Postgres;
using Tidings.Storage.Queries;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>
/// The key of posts begins with their time, so whoever wants some of many must learn their times from the ledger. What
/// the server read for it is asked of its own counters, within the transaction that read.
/// </summary>
[Trait("Category", "Postgres")]
public sealed class PostgresLookupTests : IDisposable
{
    static readonly HourUtc Hour = HourUtc.OfUnixMilliseconds(Some.Hour);

    /// <summary>So many posts lie in each of three days; one in fifty has a topic and a hashtag.</summary>
    const int OfADay = 12_000;

    const int OfTheHour = OfADay / 24;

    const int Named = OfTheHour / 50;

    const string Fill = """
        CREATE TEMP TABLE made AS
        SELECT i, 'bluesky' AS platform, 'did:plc:' || md5(i::text) || '/' || i AS id,
          @start + i * interval '1 day' / @ofADay AS posted_at
        FROM generate_series(0, 3 * @ofADay - 1) AS i;
        INSERT INTO post (platform, id, posted_at, received_at, author, is_repost, blacklisted, happy, text)
        SELECT platform, id, posted_at, posted_at, i, false, false, false, 'made up' FROM made;
        INSERT INTO post_key SELECT platform, id, posted_at, i, 'live', i FROM made;
        INSERT INTO post_topic
        SELECT date_trunc('hour', posted_at, 'UTC'), 'btc', platform, id, 'bitcoin' FROM made WHERE i % 50 = 0;
        INSERT INTO post_hashtag
        SELECT date_trunc('hour', posted_at, 'UTC'), 'joy', platform, id, i, false, false,
          CASE WHEN i % 100 = 0 THEN 'Joy' ELSE 'joy' END
        FROM made WHERE i % 50 = 0;
        INSERT INTO hour (hour, state) SELECT DISTINCT date_trunc('hour', posted_at, 'UTC'), 'closed' FROM made;
        DROP TABLE made
        """;

    /// <summary>What the transaction has read so far: rows one after the other, and how often by an index.</summary>
    const string Counters = """
        SELECT CASE WHEN relname LIKE 'post\_p%' THEN 'post' ELSE relname::text END AS Table,
          sum(seq_tup_read)::bigint AS Passed, sum(idx_scan)::bigint AS LookUps
        FROM pg_stat_xact_user_tables
        WHERE relname LIKE 'post\_p%' OR relname = 'post_key'
        GROUP BY 1
        """;

    sealed record Reading
    {
        public string Table { get; init; } = "";
        public long Passed { get; init; }
        public long LookUps { get; init; }
    }

    readonly PostgresStoreHost _host = new();

    public PostgresLookupTests()
    {
        _host.Write([.. Enumerable.Range(0, 4).Select(day => new PostVersion // makes the partitions
        {
            Id = $"{day}",
            PostedAt = Some.Hour + day * Some.Day,
            IsKeptAnyway = true,
        })]);
        using var filler = PostgresPool.Of(_host.Store.Url.Postgres!).Open();
        filler.Execute(Fill, new { start = PostgresTime.Of(Some.Hour), ofADay = OfADay });
    }

    static Dictionary<string, Reading> Read(IDbConnection connection) =>
        connection.Query<Reading>(Counters).ToDictionary(reading => reading.Table);

    /// <summary>What a piece of work in a transaction of its own reads.</summary>
    Dictionary<string, Reading> ReadingOf(Action<NpgsqlConnection> work)
    {
        using var connection = PostgresPool.Of(_host.Store.Url.Postgres!).Open();
        using var transaction = connection.BeginTransaction();
        var before = Read(connection); // of earlier transactions, which the server has not been told of yet
        work(connection);
        return Read(connection).ToDictionary(pair => pair.Key, pair => pair.Value with
        {
            Passed = pair.Value.Passed - (before.GetValueOrDefault(pair.Key)?.Passed ?? 0),
            LookUps = pair.Value.LookUps - (before.GetValueOrDefault(pair.Key)?.LookUps ?? 0),
        });
    }

    static void AssertLookedUp(Dictionary<string, Reading> readings, int keys, int posts)
    {
        Assert.All(readings.Values, reading => Assert.Equal(0, reading.Passed));
        Assert.Equal((keys, posts), (LookUps("post_key"), LookUps("post")));

        long LookUps(string table) => readings.GetValueOrDefault(table)?.LookUps ?? 0;
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(0)]
    [InlineData(OfTheHour)]
    public void Compute_FewOfManyHaveATopic_LooksEachUpOnce(long countTo)
    {
        Assert.InRange(Named, 1, OfTheHour / PostgresRollUp.LookupCost - 1);
        var rollUp = new PostgresRollUp(_host.Store, new());
        var computed = default(ComputedHour);
        var readings = ReadingOf(connection => computed = rollUp.ComputeLocked(connection, Hour, countTo));
        Assert.Equal(Math.Min(OfTheHour + 1, countTo), computed.Posts);
        AssertLookedUp(readings, Named, Named + 1); // and counted, once
    }

    [Fact]
    public void Newest_OfATopicOrAHashtag_LooksEachUpOnce()
    {
        PostSelection[] selections = [new() { Topic = "btc" }, new() { Hashtag = "joy" }];
        foreach (var selection in selections.Select(one => one with { Window = new(Some.Hour, Some.Hour + 1) }))
        {
            IReadOnlyList<StoredPost> found = [];
            var readings = ReadingOf(connection => found = PostQueries.Newest(connection, selection, 5));
            Assert.Equal([Some.Hour], found.Select(post => post.PostedAt));
            AssertLookedUp(readings, Named, Named);
        }
    }

    [Fact]
    public void Top_SpellingsEquallyCommon_AsksTheLedgerOnly()
    {
        _host.Compute(Hour);
        IReadOnlyList<HashtagRank> ranks = [];
        var window = new Window(Some.Hour, Some.Hour + HourUtc.Milliseconds);
        var readings = ReadingOf(connection => ranks = HashtagQueries.Top(connection, window, HashtagOrder.Rate, 1, 1));
        Assert.Equal([("joy", "Joy", (long)Named)], ranks.Select(rank => (rank.Hashtag, rank.Display, rank.Authors)));
        AssertLookedUp(readings, Named, 0);
    }

    public void Dispose() => _host.Dispose();
}
