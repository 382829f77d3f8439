using Microsoft.Data.Sqlite;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    readonly Statements _sql;

    /// <summary>The prepared statements of the write path.</summary>
    sealed class Statements : StatementSet
    {
        public readonly SqliteStatement SelectKey;
        public readonly SqliteStatement InsertKey;
        public readonly SqliteStatement UpdateKey;
        public readonly SqliteStatement SelectKeysBetween;
        public readonly SqliteStatement SelectAlias;
        public readonly SqliteStatement InsertAlias;
        public readonly SqliteStatement InsertEarlyDelete;
        public readonly SqliteStatement SelectSeq;
        public readonly SqliteStatement InsertPost;
        public readonly SqliteStatement InsertHashtag;
        public readonly SqliteStatement InsertTopic;
        public readonly SqliteStatement DeletePost;
        public readonly SqliteStatement DeleteHashtags;
        public readonly SqliteStatement DeleteTopics;
        public readonly SqliteStatement RetimePost;
        public readonly SqliteStatement RetimeHashtags;
        public readonly SqliteStatement RetimeTopics;
        public readonly SqliteStatement RetimeHidden;
        public readonly SqliteStatement SelectSealed;
        public readonly SqliteStatement InsertMark;
        public readonly SqliteStatement SelectAccount;
        public readonly SqliteStatement UpsertAccount;
        public readonly SqliteStatement HidePost;
        public readonly SqliteStatement SelectHidden;
        public readonly SqliteStatement DeleteHidden;
        public readonly SqliteStatement UnhidePost;
        public readonly SqliteStatement UnhideHashtags;
        public readonly SqliteStatement UnhideTopics;

        public Statements(SqliteConnection connection)
            : base(connection)
        {
            SelectKey = Prepare(
                "SELECT state, version, posted_at, origin FROM post_key WHERE platform = ?1 AND id = ?2");
            InsertKey = Prepare("""
                INSERT INTO post_key (platform, id, posted_at, version, state, origin) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT (platform, id) DO NOTHING
                """);
            UpdateKey = Prepare("""
                UPDATE post_key SET posted_at = ?3, version = ?4, state = ?5, origin = ?6
                WHERE platform = ?1 AND id = ?2
                """);
            SelectKeysBetween = Prepare("SELECT id FROM post_key WHERE platform = ?1 AND id >= ?2 AND id < ?3");
            SelectAlias = Prepare("SELECT id FROM post_alias WHERE platform = ?1 AND server = '' AND native_id = ?2");
            InsertAlias = Prepare("""
                INSERT INTO post_alias (platform, server, native_id, id) VALUES (?1, '', ?2, ?3)
                ON CONFLICT (platform, server, native_id) DO NOTHING
                """);
            InsertEarlyDelete = Prepare("""
                INSERT INTO post_alias (platform, server, native_id, id) VALUES (?1, '', ?2, NULL)
                ON CONFLICT (platform, server, native_id) DO NOTHING
                """);
            SelectSeq = Prepare("SELECT seq, received_at FROM post WHERE platform = ?1 AND id = ?2 AND posted_at = ?3");
            InsertPost = Prepare("""
                INSERT INTO post (seq, platform, id, posted_at, received_at, author, author_name, followers,
                  author_since, verified, location, lang, is_repost, blacklisted, happy, text, text_key, compound,
                  scorer, lang_guess)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
                """);
            InsertHashtag = Prepare("""
                INSERT INTO post_hashtag (hour, hashtag, platform, id, author, happy, is_repost, spelling)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                """);
            InsertTopic = Prepare(
                "INSERT INTO post_topic (hour, topic, platform, id, keyword) VALUES (?1, ?2, ?3, ?4, ?5)");
            DeletePost = Prepare("DELETE FROM post WHERE platform = ?1 AND id = ?2 AND posted_at = ?3");
            DeleteHashtags = Prepare("DELETE FROM post_hashtag WHERE platform = ?1 AND id = ?2");
            DeleteTopics = Prepare("DELETE FROM post_topic WHERE platform = ?1 AND id = ?2");
            RetimePost = Prepare("UPDATE post SET posted_at = ?3 WHERE platform = ?1 AND id = ?2");
            RetimeHashtags = Prepare("UPDATE post_hashtag SET hour = ?3 WHERE platform = ?1 AND id = ?2");
            RetimeTopics = Prepare("UPDATE post_topic SET hour = ?3 WHERE platform = ?1 AND id = ?2");
            RetimeHidden = Prepare(
                "UPDATE post_hidden SET post = json_set(post, '$.posted_at', ?3) WHERE platform = ?1 AND id = ?2");
            SelectSealed = Prepare("SELECT 1 FROM hour WHERE hour = ?1 AND state = 'sealed'");
            InsertMark = Prepare("INSERT INTO dirty_hour (hour, why) VALUES (?1, ?2)");
            SelectAccount = Prepare("SELECT state FROM author_state WHERE platform = ?1 AND author = ?2");
            UpsertAccount = Prepare("""
                INSERT INTO author_state (platform, author, state, at) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (platform, author) DO UPDATE SET state = excluded.state, at = excluded.at
                WHERE author_state.state <> 'deleted'
                  AND (excluded.at > author_state.at
                    OR excluded.state = 'deleted'
                    OR (excluded.at = author_state.at AND excluded.state = 'hidden'))
                """);
            HidePost = Prepare("""
                INSERT INTO post_hidden (platform, id, post, hashtags, topics)
                SELECT platform, id,
                  json_object('seq', seq, 'posted_at', posted_at, 'received_at', received_at, 'author', author,
                    'author_name', author_name, 'followers', followers, 'author_since', author_since,
                    'verified', verified, 'location', location, 'lang', lang, 'lang_guess', lang_guess,
                    'is_repost', is_repost, 'blacklisted', blacklisted, 'happy', happy, 'text', text,
                    'text_key', text_key, 'compound', compound, 'scorer', scorer),
                  (SELECT json_group_array(json_object('hashtag', hashtag, 'spelling', spelling)) FROM post_hashtag h
                    WHERE h.platform = post.platform AND h.id = post.id),
                  (SELECT json_group_array(json_object('topic', topic, 'keyword', keyword)) FROM post_topic t
                    WHERE t.platform = post.platform AND t.id = post.id)
                FROM post WHERE platform = ?1 AND id = ?2
                """);
            SelectHidden = Prepare("""
                SELECT json_extract(post, '$.seq'), json_extract(post, '$.received_at')
                FROM post_hidden WHERE platform = ?1 AND id = ?2
                """);
            DeleteHidden = Prepare("DELETE FROM post_hidden WHERE platform = ?1 AND id = ?2");
            UnhidePost = Prepare("""
                INSERT INTO post (seq, platform, id, posted_at, received_at, author, author_name, followers,
                  author_since, verified, location, lang, lang_guess, is_repost, blacklisted, happy, text, text_key,
                  compound, scorer)
                SELECT post ->> 'seq', platform, id, post ->> 'posted_at', post ->> 'received_at', post ->> 'author',
                  post ->> 'author_name', post ->> 'followers', post ->> 'author_since', post ->> 'verified',
                  post ->> 'location', post ->> 'lang', post ->> 'lang_guess', post ->> 'is_repost',
                  post ->> 'blacklisted', post ->> 'happy', post ->> 'text', post ->> 'text_key', post ->> 'compound',
                  post ->> 'scorer'
                FROM post_hidden WHERE platform = ?1 AND id = ?2
                """);
            UnhideHashtags = Prepare("""
                INSERT INTO post_hashtag (hour, hashtag, platform, id, author, happy, is_repost, spelling)
                SELECT ?3, tag.value ->> 'hashtag', platform, post_hidden.id, post ->> 'author', post ->> 'happy',
                  post ->> 'is_repost', tag.value ->> 'spelling'
                FROM post_hidden, json_each(hashtags) AS tag WHERE platform = ?1 AND post_hidden.id = ?2
                """);
            UnhideTopics = Prepare("""
                INSERT INTO post_topic (hour, topic, platform, id, keyword)
                SELECT ?3, named.value ->> 'topic', platform, post_hidden.id, named.value ->> 'keyword'
                FROM post_hidden, json_each(topics) AS named WHERE platform = ?1 AND post_hidden.id = ?2
                """);
        }
    }
}
