using Dapper;
using Npgsql;
using Tidings.Configuration;
using Tidings.Hours;

namespace Tidings.Storage.Postgres;

public sealed partial class PostgresRollUp
{
    /// <summary>
    /// Looking a post up takes about this many times as long as reading one among all of its hour. In memory it is 6 to
    /// 8 (docs/plans.md); but the rows of the ledger lie anywhere in a large table, those of an hour side by side.
    /// </summary>
    internal const int LookupCost = 16;

    /// <summary>
    /// More pairs of posts and topics than these are found among all posts of the hour: to learn whether it has so many
    /// that looking up would be quicker takes too long itself.
    /// </summary>
    const int MostLookedUp = 25_000;

    /// <summary>
    /// Says how posts are found: a new partition has no statistics yet, and the wrong guess costs a hundred times as
    /// much as the right one. Posts that are looked up are so in the order in which the tables are named, because the
    /// time of a post is known only from its row of the ledger.
    /// </summary>
    const string LookUp = """
        SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL join_collapse_limit = 1
        """;

    const string Scan = "SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off";

    const string AsBefore = """
        SET LOCAL enable_hashjoin TO DEFAULT; SET LOCAL enable_mergejoin TO DEFAULT;
        SET LOCAL enable_nestloop TO DEFAULT; SET LOCAL join_collapse_limit TO DEFAULT
        """;

    const string DeleteTopics = "DELETE FROM topic_hour WHERE hour = @start AND topic <> ALL(@topics)";

    const string WriteTopic = """
        INSERT INTO topic_hour (hour, topic, posts, accepted, refused, unknown, copies, scored, zero, negative, neutral,
          positive, mean, stddev, weighted_mean)
        VALUES (@start, @topic, @Posts, @Accepted, @refused::jsonb, @unknown::jsonb, @Copies, @Scored, @Zero, @Negative,
          @Neutral, @Positive, @Mean, @stddev, @weightedMean)
        ON CONFLICT (hour, topic) DO UPDATE SET
          posts = excluded.posts, accepted = excluded.accepted, refused = excluded.refused, unknown = excluded.unknown,
          copies = excluded.copies, scored = excluded.scored, zero = excluded.zero, negative = excluded.negative,
          neutral = excluded.neutral, positive = excluded.positive, mean = excluded.mean, stddev = excluded.stddev,
          weighted_mean = excluded.weighted_mean
        WHERE (topic_hour.posts, topic_hour.accepted, topic_hour.refused, topic_hour.unknown, topic_hour.copies,
            topic_hour.scored, topic_hour.zero, topic_hour.negative, topic_hour.neutral, topic_hour.positive,
            topic_hour.mean, topic_hour.stddev, topic_hour.weighted_mean)
          IS DISTINCT FROM (excluded.posts, excluded.accepted, excluded.refused, excluded.unknown, excluded.copies,
            excluded.scored, excluded.zero, excluded.negative, excluded.neutral, excluded.positive, excluded.mean,
            excluded.stddev, excluded.weighted_mean)
        """;

    const string LedgerOfTopics = "JOIN post_key k ON k.id = t.id AND k.platform = t.platform";

    /// <summary>
    /// The attributes of the posts of an hour, once for each of their topics. Only where the first of equal texts
    /// counts, identities decide between those of one instant; then they come in this order, which is cheaper than that
    /// of the topics' keys.
    /// </summary>
    string PostsOfTopics(bool areLookedUp) => $"""
        SELECT t.topic, p.posted_at, p.followers, p.author_since,
          {(filter.LanguageGuess ? "coalesce(p.lang, p.lang_guess)" : "p.lang")}, p.is_repost, p.blacklisted,
          p.text_key, round(p.compound * 10000)::integer
        FROM post_topic t
        {(areLookedUp ? LedgerOfTopics : "")}
        JOIN post p ON p.platform = t.platform AND p.id = t.id AND p.posted_at >= @start AND p.posted_at < @end
          {(areLookedUp ? "AND p.posted_at = k.posted_at" : "")}
        WHERE t.hour = @start
        {(filter.Copies == CopyPolicy.KeepFirst ? "ORDER BY p.posted_at, p.platform, p.id" : "")}
        """;

    /// <summary>Computes the topics of an hour; returns how many rows changed.</summary>
    int WriteTopics(NpgsqlConnection connection, HourUtc hour, long pairs, long posts)
    {
        var tallies = CountTopics(connection, hour, pairs, posts);
        AddSilent(connection, hour, tallies);
        var start = StartOf(hour);
        var changed = connection.Execute(DeleteTopics, new { start, topics = tallies.Keys.ToArray() });
        foreach (var (topic, tally) in tallies)
        {
            var sums = tally.Sums;
            changed += connection.Execute(WriteTopic, new
            {
                start,
                topic,
                tally.Posts,
                tally.Accepted,
                refused = TallyJson.Refused(tally),
                unknown = TallyJson.Unknown(tally),
                tally.Copies,
                tally.Scored,
                tally.Zero,
                tally.Negative,
                tally.Neutral,
                tally.Positive,
                sums.Mean,
                stddev = sums.StandardDeviation,
                weightedMean = sums.WeightedMean,
            });
        }
        return changed;
    }

    /// <summary>As many posts as an hour must have so that its pairs are looked up; 0 where they are not.</summary>
    static long TellingCount(long pairs) => pairs is > 0 and <= MostLookedUp ? LookupCost * (pairs + 1) : 0;

    Dictionary<string, TopicTally> CountTopics(NpgsqlConnection connection, HourUtc hour, long pairs, long posts)
    {
        var tallies = new Dictionary<string, TopicTally>();
        if (pairs == 0)
            return tallies;
        var parts = 1 + (int)((pairs - 1) / Bounds.Texts);
        var builder = new TopicHourBuilder(filter, hour, parts);
        var topics = new Dictionary<string, int>();
        var areLookedUp = TellingCount(pairs) is > 0 and var many && posts >= many;
        connection.Execute(areLookedUp ? LookUp : Scan);
        using (var command = Command(connection, PostsOfTopics(areLookedUp), hour))
            for (var part = 0; part < parts; part++)
            {
                if (part > 0)
                    builder.NextPart();
                store.Run(command, read => AddPosts(read, builder, topics, isFirstPart: part == 0));
            }
        connection.Execute(AsBefore);
        foreach (var (topic, number) in topics)
            tallies.Add(topic, builder.Tallies[number]);
        return tallies;
    }

    /// <summary>Adds all posts of a part; returns how many there were.</summary>
    /// <remarks>
    /// Where there are several parts, each is read from a view of its own. What was committed in between has left a
    /// mark, so the hour is computed once more.
    /// </remarks>
    static int AddPosts(
        NpgsqlCommand command, TopicHourBuilder builder, Dictionary<string, int> topics, bool isFirstPart)
    {
        using var row = command.ExecuteReader();
        var rank = 0;
        for (; row.Read(); rank++)
        {
            var topic = row.GetString(0);
            if (!topics.TryGetValue(topic, out var number))
            {
                if (!isFirstPart)
                    continue;
                topics.Add(topic, number = builder.AddTopic());
            }
            builder.Add(number, Post(row, rank));
        }
        return rank;
    }

    static TopicPost Post(NpgsqlDataReader row, int rank)
    {
        var isLanguageKnown = !row.IsDBNull(4);
        return new()
        {
            PostedAt = PostgresTime.OfWire(row.GetInt64(1)),
            Rank = rank,
            Followers = IntegerOrNull(row, 2),
            AuthorSince = row.IsDBNull(3) ? null : PostgresTime.OfWire(row.GetInt64(3)),
            IsLanguageKnown = isLanguageKnown,
            Languages = isLanguageKnown ? row.GetFieldValue<byte[]>(4) : default,
            IsRepost = row.GetBoolean(5),
            IsBlacklisted = row.GetBoolean(6),
            TextKey = IntegerOrNull(row, 7),
            Points = row.IsDBNull(8) ? null : row.GetInt32(8),
        };
    }

    static long? IntegerOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>
    /// Adds the topics that were looked for in an hour and not found, where it was listened to: silence that was heard
    /// is a number too.
    /// </summary>
    static void AddSilent(NpgsqlConnection connection, HourUtc hour, Dictionary<string, TopicTally> tallies)
    {
        if (!IsHeard(connection, hour))
            return;
        foreach (var topic in connection.Query<string>(
            "SELECT topic FROM topic WHERE since <= @start", new { start = StartOf(hour) }))
            tallies.TryAdd(topic, new());
    }
}
