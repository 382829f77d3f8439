using System.Text;
using Tidings.Hours;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteRollUp
{
    /// <summary>Looking a post up takes about this many times as long as reading one in the order of time.</summary>
    const int LookupCost = 8;

    /// <summary>Counts the topics of an hour.</summary>
    /// <remarks>Most of the time goes into reading; so the posts are read in the order in which they lie.</remarks>
    List<(string Topic, TopicTally Tally)> CountTopics(long h)
    {
        using var sql = new TopicStatements(store.Connection, filter.LanguageGuess);
        var count = sql.CountPairs.Integer(1, h).Value();
        var (topics, pairs) = ReadPairs(sql, h, count);
        var parts = 1 + (int)(Math.Max(count - 1, 0) / Bounds.Texts);
        var builder = new TopicHourBuilder(filter, HourUtc.OfUnixMilliseconds(h), parts);
        foreach (var _ in topics)
            builder.AddTopic();
        var limit = count * LookupCost + 1;
        var isScanned = pairs is not null && sql.CountPosts
            .Integer(1, h).Integer(2, h + HourUtc.Milliseconds).Integer(3, limit).Value() < limit;
        for (var part = 0; part < parts; part++)
        {
            if (part > 0)
                builder.NextPart();
            if (isScanned)
                ScanPosts(sql, h, pairs!, builder);
            else
                LookUpPosts(sql, h, topics, builder);
        }
        return [.. topics.Select((topic, i) => (Encoding.UTF8.GetString(topic), builder.Tallies[i]))];
    }

    /// <summary>The topics in key order, and the pairs unless they are too many to hold.</summary>
    (List<byte[]> Topics, TopicPairs? Pairs) ReadPairs(TopicStatements sql, long h, long count)
    {
        var topics = new List<byte[]>();
        var pairs = count <= Bounds.Pairs ? new TopicPairs(Bounds.IdentityBytes, (int)count) : null;
        sql.Pairs.Integer(1, h);
        while (sql.Pairs.Step())
        {
            var topic = sql.Pairs.GetText(0);
            if (topics.Count == 0 || !topic.SequenceEqual(topics[^1]))
                topics.Add(topic.ToArray());
            if (pairs?.TryAdd(topics.Count - 1, sql.Pairs.GetText(1), sql.Pairs.GetText(2)) == false)
                pairs = null;
        }
        sql.Pairs.Reset();
        pairs?.Link();
        return (topics, pairs);
    }

    static void ScanPosts(TopicStatements sql, long h, TopicPairs pairs, TopicHourBuilder builder)
    {
        var posts = sql.Posts.Integer(1, h).Integer(2, h + HourUtc.Milliseconds);
        while (posts.Step())
        {
            var platform = posts.GetText(0);
            var id = posts.GetText(1);
            for (var pair = pairs.First(platform, id); pair >= 0; pair = pairs.Next(pair, platform, id))
                builder.Add(pairs.Topic(pair), Post(posts, rank: pair));
        }
        posts.Reset();
    }

    static void LookUpPosts(TopicStatements sql, long h, List<byte[]> topics, TopicHourBuilder builder)
    {
        var posts = sql.PostsOfPairs.Integer(1, h);
        var topic = 0;
        for (var rank = 0; posts.Step(); rank++)
        {
            while (!posts.GetText(0).SequenceEqual(topics[topic]))
                topic++;
            builder.Add(topic, Post(posts, rank));
        }
        posts.Reset();
    }

    /// <summary>Reads what both queries give from their third column on.</summary>
    static TopicPost Post(SqliteStatement row, int rank)
    {
        var languages = row.GetText(5);
        var flags = row.GetInteger(6);
        return new()
        {
            PostedAt = row.GetInteger(2),
            Rank = rank,
            Followers = IntegerOrNull(row, 3),
            AuthorSince = IntegerOrNull(row, 4),
            IsLanguageKnown = !languages.IsEmpty || !row.IsNull(5),
            Languages = languages,
            IsRepost = (flags & 1) != 0,
            IsBlacklisted = (flags & 2) != 0,
            TextKey = IntegerOrNull(row, 7),
            Points = (int?)IntegerOrNull(row, 8),
        };
    }

    static long? IntegerOrNull(SqliteStatement row, int column) =>
        row.GetInteger(column) is var value && value == 0 && row.IsNull(column) ? null : value;
}
