using System.Data;
using Dapper;

namespace Tidings.Storage.Queries;

/// <summary>Reads stored posts.</summary>
public static class PostQueries
{
    const string Newer = "p.posted_at DESC, p.platform, p.id";
    const string Key = "p.platform, p.id";

    /// <summary>
    /// How many times as many hours are read next where some were not enough: the newest posts of a common hashtag lie
    /// in one hour, those of a rare one anywhere.
    /// </summary>
    const int Growth = 4;

    // a post whose hour was never computed has a mark
    const string Hours = """
        SELECT hour FROM hour WHERE hour > @fromHour AND hour < @to
        UNION SELECT hour FROM dirty_hour WHERE hour > @fromHour AND hour < @to
        """;

    /// <summary>The newest posts of a selection.</summary>
    public static IReadOnlyList<StoredPost> Newest(IDbConnection connection, PostSelection selection, int limit)
    {
        if (selection.Hashtag is null && selection.Topic is null)
            return Query(connection, selection, Newer, limit).AsList();
        var hours = NewestHours(connection, selection.Window);
        var (from, to) = selection.Window.Bounds;
        var found = new List<StoredPost>();
        var size = 1;
        for (var first = 0; first < hours.Count && found.Count < limit; first += size, size *= Growth)
        {
            var last = Math.Min(first + size, hours.Count) - 1;
            var part = new Window(Math.Max(from, hours[last]), Math.Min(to, hours[first] + HourUtc.Milliseconds));
            found.AddRange(Query(connection, selection with { Window = part }, Newer, limit - found.Count));
            size = last - first + 1;
        }
        return found;
    }

    /// <summary>The hours that may hold posts of a window, the newest first.</summary>
    static List<long> NewestHours(IDbConnection connection, Window window)
    {
        var sql = SqlDialect.Of(connection);
        return connection.Query<long>(
            $"SELECT {sql.Milliseconds("u.hour")} FROM ({Hours}) u ORDER BY u.hour DESC", Bounds(sql, window)).AsList();
    }

    /// <summary>All posts of a selection in key order, streaming.</summary>
    public static IEnumerable<StoredPost> All(IDbConnection connection, PostSelection selection) =>
        Query(connection, selection, Key, limit: null);

    static IEnumerable<StoredPost> Query(
        IDbConnection connection, PostSelection selection, string order, int? limit)
    {
        var sql = SqlDialect.Of(connection);
        var parameters = Bounds(sql, selection.Window);
        parameters.AddDynamicParams(new { selection.Hashtag, selection.Topic, limit });
        return connection.Query<StoredPost>(
            Select(sql, selection, order, limit is not null), parameters, buffered: limit is not null);
    }

    static DynamicParameters Bounds(SqlDialect sql, Window window)
    {
        var (from, to) = window.Bounds;
        var fromHour = from < long.MinValue + HourUtc.Milliseconds ? from : from - HourUtc.Milliseconds;
        return new(new { from = sql.Time(from), to = sql.Time(to), fromHour = sql.Time(fromHour) });
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
    static string Found(SqlDialect sql, PostSelection selection, string order, bool isLimited) => $"""
        SELECT p.* FROM {Tables(sql, selection)}
        WHERE p.posted_at >= @from AND p.posted_at < @to {(selection.HappyOnly ? "AND p.happy" : "")}
        {(isLimited ? $"ORDER BY {order} LIMIT @limit" : "")}
        """;

    /// <summary>
    /// Those of a hashtag or a topic are found by way of the hours, because these tables are sorted by them.
    /// </summary>
    static string Tables(SqlDialect sql, PostSelection selection)
    {
        if (selection.Hashtag is null && selection.Topic is null)
            return "post p";
        var tables = new List<string> { $"({Hours}) u" };
        if (selection.Hashtag is not null)
            tables.Add(sql.ForEach("post_hashtag", "h", "h.hour = u.hour AND h.hashtag = @Hashtag"));
        if (selection.Topic is not null)
            tables.Add(sql.ForEach("post_topic", "t", "t.hour = u.hour AND t.topic = @Topic"
                + (selection.Hashtag is null ? "" : " AND t.platform = h.platform AND t.id = h.id")));
        var named = selection.Hashtag is null ? "t" : "h";
        tables.Add(sql.PostOf(named));
        return string.Join('\n', tables);
    }
}
