using System.Data;
using Dapper;

namespace Tidings.Storage.Queries;

/// <summary>Reads stored posts.</summary>
public static class PostQueries
{
    const string Columns = """
        SELECT p.platform AS Platform, p.id AS Id, p.posted_at AS PostedAt, p.seq AS Seq, p.received_at AS ReceivedAt,
          p.author AS Author, p.author_name AS AuthorName, p.followers AS Followers, p.author_since AS AuthorSince,
          p.verified AS Verified, p.location AS Location, p.lang AS Lang, p.lang_guess AS LangGuess,
          p.is_repost AS IsRepost, p.blacklisted AS Blacklisted, p.happy AS Happy, p.text AS Text,
          p.text_key AS TextKey, p.compound AS Compound, p.scorer AS Scorer,
          (SELECT group_concat(hashtag, ' ') FROM (
            SELECT hashtag FROM post_hashtag h WHERE h.platform = p.platform AND h.id = p.id
            ORDER BY hashtag)) AS Hashtags,
          (SELECT group_concat(topic, ' ') FROM (
            SELECT topic FROM post_topic t WHERE t.platform = p.platform AND t.id = p.id
            ORDER BY topic)) AS Topics
        FROM post p
        WHERE p.posted_at >= @from AND p.posted_at < @to
          AND (@HappyOnly = 0 OR p.happy)

        """;

    // Found by way of the hours, because these tables are sorted by them; a post whose hour was never computed has a
    // mark.
    const string Hours = """
        hour IN (SELECT hour FROM hour WHERE hour > @from - 3600000 AND hour < @to UNION SELECT hour FROM dirty_hour)
        """;

    const string WithHashtag =
        $"AND (p.platform, p.id) IN (SELECT platform, id FROM post_hashtag WHERE hashtag = @Hashtag AND {Hours})\n";

    const string WithTopic =
        $"AND (p.platform, p.id) IN (SELECT platform, id FROM post_topic WHERE topic = @Topic AND {Hours})\n";

    /// <summary>The newest posts of a selection.</summary>
    public static IReadOnlyList<StoredPost> Newest(IDbConnection connection, PostSelection selection, int limit) =>
        connection.Query<StoredPost>(
            Select(selection) + "ORDER BY p.posted_at DESC, p.platform, p.id LIMIT @limit",
            Parameters(selection, limit)).AsList();

    /// <summary>All posts of a selection in key order, streaming.</summary>
    public static IEnumerable<StoredPost> All(IDbConnection connection, PostSelection selection) =>
        connection.Query<StoredPost>(
            Select(selection) + "ORDER BY p.platform, p.id", Parameters(selection, 0), buffered: false);

    static string Select(PostSelection selection) =>
        Columns + (selection.Hashtag is null ? "" : WithHashtag) + (selection.Topic is null ? "" : WithTopic);

    static object Parameters(PostSelection selection, int limit)
    {
        var (from, to) = selection.Window.Bounds;
        return new { from, to, selection.HappyOnly, selection.Hashtag, selection.Topic, limit };
    }
}
