using System.Data;
using Dapper;

namespace Tidings.Storage.Queries;

/// <summary>Reads stored posts.</summary>
public static class PostQueries
{
    const string Newer = "p.posted_at DESC, p.platform, p.id";
    const string Key = "p.platform, p.id";

    /// <summary>The newest posts of a selection.</summary>
    public static IReadOnlyList<StoredPost> Newest(IDbConnection connection, PostSelection selection, int limit) =>
        Query(connection, selection, Newer, limit).AsList();

    /// <summary>All posts of a selection in key order, streaming.</summary>
    public static IEnumerable<StoredPost> All(IDbConnection connection, PostSelection selection) =>
        Query(connection, selection, Key, limit: null);

    static IEnumerable<StoredPost> Query(
        IDbConnection connection, PostSelection selection, string order, int? limit)
    {
        var sql = SqlDialect.Of(connection);
        var (from, to) = selection.Window.Bounds;
        var fromHour = from < long.MinValue + HourUtc.Milliseconds ? from : from - HourUtc.Milliseconds;
        return connection.Query<StoredPost>(
            Select(sql, selection, order, limit is not null),
            new
            {
                from = sql.Time(from),
                to = sql.Time(to),
                fromHour = sql.Time(fromHour),
                selection.Hashtag,
                selection.Topic,
                limit,
            },
            buffered: limit is not null);
    }

    static string Select(SqlDialect sql, PostSelection selection, string order, bool isLimited) => $"""
        SELECT p.platform AS Platform, p.id AS Id, {sql.Milliseconds("p.posted_at")} AS PostedAt, p.seq AS Seq,
          {sql.Milliseconds("p.received_at")} AS ReceivedAt, p.author AS Author, p.author_name AS AuthorName,
          p.followers AS Followers, {sql.Milliseconds("p.author_since")} AS AuthorSince, p.verified AS Verified,
          p.location AS Location, p.lang AS Lang, p.lang_guess AS LangGuess, p.is_repost AS IsRepost,
          p.blacklisted AS Blacklisted, p.happy AS Happy, p.text AS Text, p.text_key AS TextKey,
          p.compound AS Compound, p.scorer AS Scorer,
          {sql.Joined("hashtag", $"post_hashtag h WHERE {OfPost(sql, "h")}")} AS Hashtags,
          {sql.Joined("topic", $"post_topic t WHERE {OfPost(sql, "t")}")} AS Topics
        FROM ({Found(sql, selection, order, isLimited)}) p
        ORDER BY {order}
        """;

    /// <summary>The rows of a table of hashtags or topics that belong to a post.</summary>
    static string OfPost(SqlDialect sql, string table) =>
        $"{table}.platform = p.platform AND {table}.id = p.id AND {table}.hour = {sql.HourOf("p.posted_at")}";

    /// <summary>The posts of a selection; where there is a limit, only the first of them.</summary>
    /// <remarks>
    /// Those of a hashtag or a topic are found by way of the hours, because these tables are sorted by them; a post
    /// whose hour was never computed has a mark. The newest hour stands first, so that the others need not be read.
    /// </remarks>
    static string Found(SqlDialect sql, PostSelection selection, string order, bool isLimited)
    {
        var isNamed = selection.Hashtag is not null || selection.Topic is not null;
        var tables = isNamed
            ? """
                (SELECT hour FROM hour WHERE hour > @fromHour AND hour < @to UNION SELECT hour FROM dirty_hour) u

                """
            : "post p";
        if (selection.Hashtag is not null)
            tables += "JOIN post_hashtag h ON h.hour = u.hour AND h.hashtag = @Hashtag\n";
        if (selection.Topic is not null)
            tables += "JOIN post_topic t ON t.hour = u.hour AND t.topic = @Topic"
                + (selection.Hashtag is null ? "\n" : " AND t.platform = h.platform AND t.id = h.id\n");
        if (isNamed)
            tables += (selection.Hashtag is null ? "JOIN post p ON p.platform = t.platform AND p.id = t.id"
                : "JOIN post p ON p.platform = h.platform AND p.id = h.id")
                + $" AND p.posted_at >= u.hour AND p.posted_at < {sql.HourAfter("u.hour")}\n";
        return $"""
            SELECT p.* FROM {tables}
            WHERE p.posted_at >= @from AND p.posted_at < @to {(selection.HappyOnly ? "AND p.happy" : "")}
            {(isLimited ? $"ORDER BY {(isNamed ? "u.hour DESC, " : "")}{order} LIMIT @limit" : "")}
            """;
    }
}
