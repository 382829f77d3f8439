using System.Text;
using Dapper;
using Tidings.Posts;

namespace Tidings.Storage.Postgres;

public sealed partial class PostgresWriter
{
    const string Author = "k.platform = @platform AND k.id >= @from AND k.id < @to";

    private protected override void WriteAccount(in AccountRow account)
    {
        var state = account.State switch
        {
            Posts.AccountState.Active => "active",
            Posts.AccountState.Hidden => "hidden",
            _ => "deleted",
        };
        // The ids of an author's posts begin with the author's DID and a slash; '0' follows the slash.
        var did = Encoding.UTF8.GetString(Batch[account.AuthorId]);
        var platform = account.Platform.Name();
        var author = new { platform, from = did + "/", to = did + "0" };
        var changed = Connection.Execute("""
            INSERT INTO author_state (platform, author, state, at) VALUES (@platform, @Author, @state, @At)
            ON CONFLICT (platform, author) DO UPDATE SET state = excluded.state, at = excluded.at
            WHERE author_state.state <> 'deleted'
              AND (excluded.at > author_state.at
                OR excluded.state = 'deleted'
                OR (excluded.at = author_state.at AND excluded.state = 'hidden'))
            """, new { platform, account.Author, state, account.At });
        if (changed == 0)
            return;
        if (account.State == Posts.AccountState.Active)
        {
            ShowPosts(author);
            return;
        }
        foreach (var postedAt in PostTimes("live", author))
            Touch(postedAt);
        if (account.State == Posts.AccountState.Hidden)
        {
            HideRows($"{Author} AND k.state = 'live'", author);
            Connection.Execute($"UPDATE post_key k SET state = 'hidden' WHERE {Author} AND k.state = 'live'", author);
            return;
        }
        DeleteRows($"{Author} AND k.state = 'live'", author);
        Connection.Execute($"DELETE FROM post_hidden k WHERE {Author}", author);
        Connection.Execute($"UPDATE post_key k SET state = 'deleted' WHERE {Author}", author);
    }

    List<long> PostTimes(string state, object author) =>
    [
        .. Connection.Query<DateTime>(
            $"SELECT k.posted_at FROM post_key k WHERE {Author} AND k.state = '{state}'", author)
            .Select(PostgresTime.Milliseconds),
    ];

    /// <summary>Deletes the rows of live posts.</summary>
    /// <param name="keys">Which ones, a condition on <c>post_key k</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    void DeleteRows(string keys, object parameters)
    {
        Connection.Execute($"""
            DELETE FROM post p USING post_key k
            WHERE {keys} AND p.platform = k.platform AND p.id = k.id AND p.posted_at = k.posted_at
            """, parameters);
        foreach (var table in (ReadOnlySpan<string>)["post_hashtag", "post_topic"])
            Connection.Execute($"""
                DELETE FROM {table} p USING post_key k
                WHERE {keys} AND p.platform = k.platform AND p.id = k.id
                  AND p.hour = date_trunc('hour', k.posted_at, 'UTC')
                """, parameters);
    }

    /// <summary>Puts the rows of live posts aside; the ledger stays as it is.</summary>
    /// <inheritdoc cref="DeleteRows"/>
    void HideRows(string keys, object parameters)
    {
        Connection.Execute($"""
            INSERT INTO post_hidden (platform, id, post, hashtags, topics)
            SELECT p.platform, p.id,
              jsonb_build_object('seq', p.seq, 'posted_at', {Unix("p.posted_at")},
                'received_at', {Unix("p.received_at")}, 'author', p.author, 'author_name', p.author_name,
                'followers', p.followers, 'author_since', {Unix("p.author_since")}, 'verified', p.verified::int,
                'location', p.location, 'lang', p.lang, 'lang_guess', p.lang_guess, 'is_repost', p.is_repost::int,
                'blacklisted', p.blacklisted::int, 'happy', p.happy::int, 'text', p.text, 'text_key', p.text_key,
                'compound', p.compound, 'scorer', p.scorer),
              coalesce((SELECT jsonb_agg(jsonb_build_object('hashtag', h.hashtag, 'spelling', h.spelling))
                FROM post_hashtag h WHERE h.platform = p.platform AND h.id = p.id
                  AND h.hour = date_trunc('hour', p.posted_at, 'UTC')), '[]'),
              coalesce((SELECT jsonb_agg(jsonb_build_object('topic', t.topic, 'keyword', t.keyword))
                FROM post_topic t WHERE t.platform = p.platform AND t.id = p.id
                  AND t.hour = date_trunc('hour', p.posted_at, 'UTC')), '[]')
            FROM post_key k
            JOIN post p ON p.platform = k.platform AND p.id = k.id AND p.posted_at = k.posted_at
            WHERE {keys}
            """, parameters);
        DeleteRows(keys, parameters);
    }

    /// <summary>Puts an author's hidden posts back.</summary>
    void ShowPosts(object author)
    {
        var times = PostTimes("hidden", author);
        EnsurePartitions([.. times.Select(PostgresPartitions.DayOf)]);
        var hour = "date_trunc('hour', to_timestamp((k.post ->> 'posted_at')::bigint / 1000.0), 'UTC')";
        Connection.Execute($"""
            INSERT INTO post (seq, {PostColumns})
            SELECT (k.post ->> 'seq')::bigint, k.platform, k.id, {Time("posted_at")}, {Time("received_at")},
              (k.post ->> 'author')::bigint, k.post ->> 'author_name', (k.post ->> 'followers')::bigint,
              {Time("author_since")}, (k.post ->> 'verified')::int <> 0, k.post ->> 'location', k.post ->> 'lang',
              k.post ->> 'lang_guess', (k.post ->> 'is_repost')::int <> 0, (k.post ->> 'blacklisted')::int <> 0,
              (k.post ->> 'happy')::int <> 0, k.post ->> 'text', (k.post ->> 'text_key')::bigint,
              (k.post ->> 'compound')::double precision, k.post ->> 'scorer'
            FROM post_hidden k WHERE {Author}
            """, author);
        Connection.Execute($"""
            INSERT INTO post_hashtag (hour, hashtag, platform, id, author, happy, is_repost, spelling)
            SELECT {hour}, tag ->> 'hashtag', k.platform, k.id, (k.post ->> 'author')::bigint,
              (k.post ->> 'happy')::int <> 0, (k.post ->> 'is_repost')::int <> 0, tag ->> 'spelling'
            FROM post_hidden k, jsonb_array_elements(k.hashtags) AS tag WHERE {Author}
            """, author);
        Connection.Execute($"""
            INSERT INTO post_topic (hour, topic, platform, id, keyword)
            SELECT {hour}, named ->> 'topic', k.platform, k.id, named ->> 'keyword'
            FROM post_hidden k, jsonb_array_elements(k.topics) AS named WHERE {Author}
            """, author);
        Connection.Execute($"DELETE FROM post_hidden k WHERE {Author}", author);
        Connection.Execute($"UPDATE post_key k SET state = 'live' WHERE {Author} AND k.state = 'hidden'", author);
        foreach (var postedAt in times)
            Touch(postedAt);
    }

    static string Unix(string time) => $"(extract(epoch FROM {time}) * 1000)::bigint";

    static string Time(string member) => $"to_timestamp((k.post ->> '{member}')::bigint / 1000.0)";
}
