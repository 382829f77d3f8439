namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteRollUp
{
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
