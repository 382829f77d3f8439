using Dapper;
using Npgsql;

namespace Tidings.Storage.Postgres;

public sealed partial class PostgresRollUp
{
    /// <summary>
    /// A new partition has no statistics, and sorting hundreds of thousands of texts takes longer than all the rest.
    /// </summary>
    const string Hash = "SET LOCAL enable_sort = off";

    /// <summary>
    /// Counted by author first and then by hashtag: hashing twice costs less than counting different authors, which
    /// sorts. Rows that are equal are left out before the insert: one that finds its row equal would still lock it,
    /// which writes. Where anything changed, the sums of its day do not hold any more.
    /// </summary>
    const string HashtagSql = """
        WITH counted AS MATERIALIZED (
          SELECT hashtag, sum(posts)::bigint AS posts, sum(happy)::bigint AS happy, count(*) AS authors,
            count(*) FILTER (WHERE happy > 0) AS happy_authors
          FROM (
            SELECT hashtag, author, count(*)::integer AS posts, (count(*) FILTER (WHERE happy))::integer AS happy
            FROM post_hashtag
            WHERE hour = @start AND NOT is_repost
            GROUP BY hashtag, author) AS voter
          GROUP BY hashtag),
        gone AS (
          DELETE FROM hashtag_hour AS stored
          WHERE stored.hour = @start AND NOT EXISTS (SELECT 1 FROM counted WHERE counted.hashtag = stored.hashtag)
          RETURNING 1),
        written AS (
          INSERT INTO hashtag_hour (hour, hashtag, posts, happy, authors, happy_authors)
          SELECT @start, counted.hashtag, counted.posts, counted.happy, counted.authors, counted.happy_authors
          FROM counted
          LEFT JOIN hashtag_hour AS stored ON stored.hour = @start AND stored.hashtag = counted.hashtag
          WHERE (stored.posts, stored.happy, stored.authors, stored.happy_authors)
            IS DISTINCT FROM (counted.posts, counted.happy, counted.authors, counted.happy_authors)
          ON CONFLICT (hour, hashtag) DO UPDATE SET
            posts = excluded.posts, happy = excluded.happy, authors = excluded.authors,
            happy_authors = excluded.happy_authors
          RETURNING 1),
        marked AS (
          INSERT INTO dirty_day (day)
          SELECT date_trunc('day', @start, 'UTC')
          WHERE EXISTS (SELECT 1 FROM gone) OR EXISTS (SELECT 1 FROM written))
        SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM written)
        """;

    /// <summary>Computes the hashtags of an hour; returns how many rows changed.</summary>
    long WriteHashtags(NpgsqlConnection connection, HourUtc hour)
    {
        connection.Execute(Hash);
        using var command = Command(connection, HashtagSql, hour);
        var changed = (long)store.Run(command, static write => write.ExecuteScalar())!;
        connection.Execute("SET LOCAL enable_sort TO DEFAULT");
        return changed;
    }
}
