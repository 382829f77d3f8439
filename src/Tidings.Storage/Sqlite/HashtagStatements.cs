using Microsoft.Data.Sqlite;

namespace Tidings.Storage.Sqlite;

/// <summary>The prepared statements that compute an hour's hashtags.</summary>
sealed class HashtagStatements : StatementSet
{
    /// <summary>The posts of an hour with a hashtag each, reposts left out, in the order of the hashtags.</summary>
    public readonly SqliteStatement Posts;

    /// <summary>Deletes the rows of hashtags that no post of the hour has any more.</summary>
    public readonly SqliteStatement Delete;

    /// <summary>How many rows an hour has.</summary>
    public readonly SqliteStatement CountRows;

    /// <summary>Writes a row if it differs from the one that is there.</summary>
    public readonly SqliteStatement Upsert;

    public HashtagStatements(SqliteConnection connection)
        : base(connection)
    {
        Posts = Prepare(
            "SELECT hashtag, author, happy FROM post_hashtag WHERE hour = ?1 AND NOT is_repost ORDER BY hashtag");
        Delete = Prepare("""
            DELETE FROM hashtag_hour
            WHERE hour = ?1 AND NOT EXISTS (
              SELECT 1 FROM post_hashtag p
              WHERE p.hour = hashtag_hour.hour AND p.hashtag = hashtag_hour.hashtag AND NOT p.is_repost)
            """);
        CountRows = Prepare("SELECT count(*) FROM hashtag_hour WHERE hour = ?1");
        Upsert = Prepare("""
            INSERT INTO hashtag_hour (hour, hashtag, posts, happy, authors, happy_authors)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (hour, hashtag) DO UPDATE SET
              posts = excluded.posts, happy = excluded.happy, authors = excluded.authors,
              happy_authors = excluded.happy_authors
            WHERE (hashtag_hour.posts, hashtag_hour.happy, hashtag_hour.authors, hashtag_hour.happy_authors)
              IS NOT (excluded.posts, excluded.happy, excluded.authors, excluded.happy_authors)
            """);
    }
}
