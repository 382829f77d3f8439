namespace Tidings.Storage.Postgres;

public sealed partial class PostgresReanalysis
{
    /// <summary>The bounds of the partition are told of each table, so that no other is looked into.</summary>
    const string SelectStored = """
        SELECT p.seq AS Seq, p.platform AS Platform, p.id AS Id, p.posted_at AS PostedAt, p.text AS Text,
          (SELECT coalesce(json_agg(h.spelling ORDER BY h.hashtag), '[]')::text FROM post_hashtag h
            WHERE h.platform = p.platform AND h.id = p.id AND h.hour >= @from AND h.hour < @to) AS Spellings,
          (SELECT coalesce(json_agg(t.keyword ORDER BY t.topic), '[]')::text FROM post_topic t
            WHERE t.platform = p.platform AND t.id = p.id AND t.hour >= @from AND t.hour < @to) AS Keywords
        FROM post p
        WHERE p.posted_at >= @from AND p.posted_at < @to AND p.seq > @after
          AND NOT EXISTS (
            SELECT 1 FROM hour WHERE hour = date_trunc('hour', p.posted_at, 'UTC') AND state = 'sealed')
        ORDER BY p.seq
        LIMIT @limit
        """;

    const string UpdatePosts = """
        UPDATE post p SET happy = n.happy, blacklisted = n.blacklisted, compound = n.compound, scorer = @scorer
        FROM unnest(@seqs, @happy, @blacklisted, @compounds) AS n (seq, happy, blacklisted, compound)
        WHERE p.posted_at >= @from AND p.posted_at < @to AND p.seq = n.seq
          AND (p.happy, p.blacklisted, p.compound, p.scorer)
            IS DISTINCT FROM (n.happy, n.blacklisted, n.compound, @scorer)
        """;

    const string UpdateHashtags = """
        UPDATE post_hashtag h SET happy = n.happy
        FROM unnest(@platforms, @ids, @hours, @happy) AS n (platform, id, hour, happy)
        WHERE h.hour >= @from AND h.hour < @to AND h.platform = n.platform AND h.id = n.id AND h.hour = n.hour
          AND h.happy <> n.happy
        """;

    /// <summary>Topics that stay are not touched; those that go and those that come are few, mostly.</summary>
    const string DeleteTopics = """
        DELETE FROM post_topic t
        USING unnest(@platforms, @ids, @hours) AS n (platform, id, hour)
        WHERE t.hour >= @from AND t.hour < @to AND t.platform = n.platform AND t.id = n.id AND t.hour = n.hour
          AND NOT EXISTS (
            SELECT 1 FROM unnest(@namedPlatforms, @namedIds, @topics) AS named (platform, id, topic)
            WHERE named.platform = t.platform AND named.id = t.id AND named.topic = t.topic)
        """;

    const string InsertTopics = """
        INSERT INTO post_topic (hour, topic, platform, id, keyword)
        SELECT named.hour, named.topic, named.platform, named.id, named.keyword
        FROM unnest(@namedHours, @topics, @namedPlatforms, @namedIds, @keywords)
          AS named (hour, topic, platform, id, keyword)
        LEFT JOIN post_topic t ON t.platform = named.platform AND t.id = named.id AND t.hour = named.hour
          AND t.topic = named.topic AND t.hour >= @from AND t.hour < @to
        WHERE t.keyword IS DISTINCT FROM named.keyword
        ON CONFLICT (platform, id, hour, topic) DO UPDATE SET keyword = excluded.keyword
        """;

    const string SelectHidden = """
        SELECT platform AS Platform, id AS Id, post ->> 'text' AS Text,
          (SELECT coalesce(json_agg(tag.value ->> 'spelling'), '[]')::text
            FROM jsonb_array_elements(hashtags) AS tag) AS Spellings,
          (SELECT coalesce(json_agg(named.value ->> 'keyword'), '[]')::text
            FROM jsonb_array_elements(topics) AS named) AS Keywords
        FROM post_hidden
        WHERE (platform, id) > (@platform, @id)
        ORDER BY platform, id
        LIMIT @limit
        """;

    const string UpdateHidden = """
        UPDATE post_hidden p SET topics = n.topics::jsonb,
          post = p.post || jsonb_build_object('happy', n.happy::integer, 'blacklisted', n.blacklisted::integer,
            'compound', n.compound, 'scorer', @scorer)
        FROM unnest(@platforms, @ids, @happy, @blacklisted, @compounds, @topics)
          AS n (platform, id, happy, blacklisted, compound, topics)
        WHERE p.platform = n.platform AND p.id = n.id
        """;
}
