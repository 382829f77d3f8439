namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteReanalysis
{
    const string SelectStored = """
        SELECT seq AS Seq, platform AS Platform, id AS Id, posted_at AS PostedAt, text AS Text,
          (SELECT json_group_array(spelling) FROM post_hashtag h
            WHERE h.platform = p.platform AND h.id = p.id) AS Spellings,
          (SELECT json_group_array(keyword) FROM post_topic t WHERE t.platform = p.platform AND t.id = p.id) AS Keywords
        FROM post p
        WHERE seq > @after
          AND NOT EXISTS (
            SELECT 1 FROM hour WHERE hour = p.posted_at - p.posted_at % 3600000 AND state = 'sealed')
        ORDER BY seq
        LIMIT @limit
        """;

    const string SelectHidden = """
        SELECT platform AS Platform, id AS Id, post ->> 'text' AS Text,
          (SELECT json_group_array(tag.value ->> 'spelling') FROM json_each(hashtags) AS tag) AS Spellings,
          (SELECT json_group_array(named.value ->> 'keyword') FROM json_each(topics) AS named) AS Keywords
        FROM post_hidden
        WHERE (platform, id) > (@platform, @id)
        ORDER BY platform, id
        LIMIT @limit
        """;

    const string UpdateHidden = """
        UPDATE post_hidden SET topics = @topics,
          post = json_set(post, '$.happy', @happy, '$.blacklisted', @blacklisted,
            '$.compound', @compound, '$.scorer', @Scorer)
        WHERE platform = @Platform AND id = @Id
        """;
}
