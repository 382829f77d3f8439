using Dapper;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteRollUp
{
    /// <summary>
    /// Writes the rows of topics with posts, and in an hour that was listened to those without: silence that was heard
    /// is a number too. Returns how many rows came, went or changed.
    /// </summary>
    int WriteTopicHours(long h)
    {
        var before = SilentTopics(h);
        var changed = WriteTopics(h);
        var left = SilentTopics(h);
        changed -= before.Count - left.Count; // what stood as silent may have been cleared away, and comes back here
        var silent = IsHeard(h) ? KnownWithoutPosts(h) : [];
        foreach (var topic in silent.Except(left))
            store.Connection.Execute("""
                INSERT INTO topic_hour (hour, topic, posts, accepted, refused, unknown, copies, scored, zero, negative,
                  neutral, positive)
                VALUES (@h, @topic, 0, 0, '{}', '{}', 0, 0, 0, 0, 0, 0)
                """, new { h, topic });
        foreach (var topic in left.Except(silent))
            store.Connection.Execute(
                "DELETE FROM topic_hour WHERE hour = @h AND topic = @topic", new { h, topic });
        return changed + silent.Except(before).Count() + before.Except(silent).Count();
    }

    /// <summary>Topics whose row says that there was no post, and there is none.</summary>
    List<string> SilentTopics(long h) => store.Connection.Query<string>("""
        SELECT topic FROM topic_hour AS row
        WHERE hour = @h AND posts = 0
          AND NOT EXISTS (SELECT 1 FROM post_topic t WHERE t.hour = @h AND t.topic = row.topic)
        """, new { h }).AsList();

    /// <summary>Topics that were looked for in an hour and not found.</summary>
    List<string> KnownWithoutPosts(long h) => store.Connection.Query<string>("""
        SELECT topic FROM topic
        WHERE since <= @h AND NOT EXISTS (SELECT 1 FROM post_topic t WHERE t.hour = @h AND t.topic = topic.topic)
        """, new { h }).AsList();
}
