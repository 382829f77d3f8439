namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteRollUp
{
    const string DeleteHashtags = """
        DELETE FROM hashtag_hour
        WHERE hour = @h AND hashtag NOT IN (SELECT hashtag FROM post_hashtag WHERE hour = @h AND NOT is_repost)
        """;

    /// <summary>
    /// Reposts are out; an author has one vote per hashtag and hour, and is happy if any of the posts is.
    /// </summary>
    const string WriteHashtags = """
        INSERT INTO hashtag_hour (hour, hashtag, posts, happy, authors, happy_authors)
        SELECT hour, hashtag, count(*), sum(happy), count(DISTINCT author),
          count(DISTINCT CASE WHEN happy THEN author END)
        FROM post_hashtag
        WHERE hour = @h AND NOT is_repost
        GROUP BY hour, hashtag
        ON CONFLICT (hour, hashtag) DO UPDATE SET
          posts = excluded.posts, happy = excluded.happy, authors = excluded.authors,
          happy_authors = excluded.happy_authors
        WHERE (hashtag_hour.posts, hashtag_hour.happy, hashtag_hour.authors, hashtag_hour.happy_authors)
          IS NOT (excluded.posts, excluded.happy, excluded.authors, excluded.happy_authors)
        """;

    const string DeleteTopics = """
        DELETE FROM topic_hour WHERE hour = @h AND topic NOT IN (SELECT value FROM json_each(@topics))
        """;

    const string WriteTopic = """
        INSERT INTO topic_hour (hour, topic, posts, accepted, refused, unknown, copies, scored, zero, negative, neutral,
          positive, mean, stddev, weighted_mean)
        VALUES (@h, @topic, @Posts, @Accepted, @refused, @unknown, @Copies, @Scored, @Zero, @Negative, @Neutral,
          @Positive, @Mean, @stddev, @weightedMean)
        ON CONFLICT (hour, topic) DO UPDATE SET
          posts = excluded.posts, accepted = excluded.accepted, refused = excluded.refused, unknown = excluded.unknown,
          copies = excluded.copies, scored = excluded.scored, zero = excluded.zero, negative = excluded.negative,
          neutral = excluded.neutral, positive = excluded.positive, mean = excluded.mean, stddev = excluded.stddev,
          weighted_mean = excluded.weighted_mean
        WHERE (topic_hour.posts, topic_hour.accepted, topic_hour.refused, topic_hour.unknown, topic_hour.copies,
            topic_hour.scored, topic_hour.zero, topic_hour.negative, topic_hour.neutral, topic_hour.positive,
            topic_hour.mean, topic_hour.stddev, topic_hour.weighted_mean)
          IS NOT (excluded.posts, excluded.accepted, excluded.refused, excluded.unknown, excluded.copies,
            excluded.scored, excluded.zero, excluded.negative, excluded.neutral, excluded.positive, excluded.mean,
            excluded.stddev, excluded.weighted_mean)
        """;
}
