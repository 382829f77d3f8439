using Microsoft.Data.Sqlite;

namespace Tidings.Storage.Sqlite;

/// <summary>The prepared statements that read an hour's topics.</summary>
sealed class TopicStatements : StatementSet
{
    /// <summary>How many (post, topic) pairs an hour has.</summary>
    public readonly SqliteStatement CountPairs;

    /// <summary>The (post, topic) pairs of an hour, in key order.</summary>
    public readonly SqliteStatement Pairs;

    /// <summary>How many posts lie in a span of time; it stops counting at a limit.</summary>
    public readonly SqliteStatement CountPosts;

    /// <summary>The posts in a span of time, in that order.</summary>
    public readonly SqliteStatement Posts;

    /// <summary>The posts of the pairs of an hour, in the key order of the pairs; the topic stands first.</summary>
    public readonly SqliteStatement PostsOfPairs;

    public TopicStatements(SqliteConnection connection, bool isLanguageGuessed)
        : base(connection)
    {
        var attributes = $"""
            p.posted_at, p.followers, p.author_since,
            {(isLanguageGuessed ? "coalesce(p.lang, p.lang_guess)" : "p.lang")},
            (p.is_repost <> 0) + 2 * (p.blacklisted <> 0), p.text_key, CAST(round(p.compound * 10000) AS INTEGER)
            """;
        CountPairs = Prepare("SELECT count(*) FROM post_topic WHERE hour = ?1");
        Pairs = Prepare("SELECT topic, platform, id FROM post_topic WHERE hour = ?1 ORDER BY topic, platform, id");
        CountPosts = Prepare(
            "SELECT count(*) FROM (SELECT 1 FROM post WHERE posted_at >= ?1 AND posted_at < ?2 LIMIT ?3)");
        Posts = Prepare($"""
            SELECT p.platform, p.id, {attributes}
            FROM post p INDEXED BY post_posted_at
            WHERE p.posted_at >= ?1 AND p.posted_at < ?2
            """);
        PostsOfPairs = Prepare($"""
            SELECT t.topic, NULL, {attributes}
            FROM post_topic t
            CROSS JOIN post p ON p.platform = t.platform AND p.id = t.id
            WHERE t.hour = ?1
            ORDER BY t.topic, t.platform, t.id
            """);
    }
}
