using System.Data;
using Dapper;

namespace Tidings.Storage.Queries;

/// <summary>Which posts to read.</summary>
public sealed record PostSelection
{
    /// <summary>Posts made in these hours.</summary>
    public Window Window { get; init; }

    /// <summary>Only posts with this hashtag (its key); null for all.</summary>
    public string? Hashtag { get; init; }

    /// <summary>Only posts that name this topic; null for all.</summary>
    public string? Topic { get; init; }

    /// <summary>Only happy posts.</summary>
    public bool HappyOnly { get; init; }
}

/// <summary>Reads stored posts.</summary>
public static class PostQueries
{
    const string Columns = """
        SELECT p.platform AS Platform, p.id AS Id, p.posted_at AS PostedAt, p.seq AS Seq, p.received_at AS ReceivedAt, p.author AS Author,
          p.author_name AS AuthorName, p.followers AS Followers, p.author_since AS AuthorSince, p.verified AS Verified,
          p.location AS Location, p.lang AS Lang, p.lang_guess AS LangGuess, p.is_repost AS IsRepost, p.blacklisted AS Blacklisted,
          p.happy AS Happy, p.text AS Text, p.text_key AS TextKey, p.compound AS Compound, p.scorer AS Scorer,
          (SELECT group_concat(hashtag, ' ') FROM (SELECT hashtag FROM post_hashtag h WHERE h.platform = p.platform AND h.id = p.id ORDER BY hashtag)) AS Hashtags,
          (SELECT group_concat(topic, ' ') FROM (SELECT topic FROM post_topic t WHERE t.platform = p.platform AND t.id = p.id ORDER BY topic)) AS Topics
        FROM post p
        WHERE p.posted_at >= @from AND p.posted_at < @to
          AND (@HappyOnly = 0 OR p.happy)
          AND (@Hashtag IS NULL OR EXISTS (SELECT 1 FROM post_hashtag h WHERE h.platform = p.platform AND h.id = p.id AND h.hashtag = @Hashtag))
          AND (@Topic IS NULL OR EXISTS (SELECT 1 FROM post_topic t WHERE t.platform = p.platform AND t.id = p.id AND t.topic = @Topic))

        """;

    /// <summary>The newest posts of a selection.</summary>
    public static IReadOnlyList<StoredPost> Newest(IDbConnection connection, PostSelection selection, int limit) =>
        connection.Query<StoredPost>(Columns + "ORDER BY p.posted_at DESC, p.platform, p.id LIMIT @limit", Parameters(selection, limit)).AsList();

    /// <summary>All posts of a selection in key order, streaming.</summary>
    public static IEnumerable<StoredPost> All(IDbConnection connection, PostSelection selection) =>
        connection.Query<StoredPost>(Columns + "ORDER BY p.platform, p.id", Parameters(selection, 0), buffered: false);

    static object Parameters(PostSelection selection, int limit)
    {
        var (from, to) = selection.Window.Bounds;
        return new { from, to, selection.HappyOnly, selection.Hashtag, selection.Topic, limit };
    }
}
