using Dapper;
using Npgsql;
using Tidings.Posts;

namespace Tidings.Storage.Postgres;

public sealed partial class PostgresWriter
{
    readonly CopyBuffer _changes = new(13, """
        COPY tidings_changed (n, is_removed, is_hidden, is_retimed, platform, id, posted_at, hour, new_posted_at,
          new_hour, version, state, origin) FROM STDIN (FORMAT BINARY)
        """);

    /// <summary>Changes what is stored already: rows of the ledger, and the posts that go or move.</summary>
    void WriteChanges()
    {
        _changes.Clear();
        var days = new HashSet<DateOnly>();
        var (isRemoved, isRetimed) = (false, false);
        for (var n = 0; n < _ledger.Count; n++)
        {
            ref var slot = ref _ledger[n];
            if (slot is not { Stored: { } stored, Entry: { } entry } || (stored == entry && !slot.IsRemoved))
                continue;
            var moves = slot is { IsRetimed: true, IsRemoved: false };
            isRemoved |= slot.IsRemoved;
            isRetimed |= moves;
            if (moves && stored.State == PostState.Live)
                days.Add(PostgresPartitions.DayOf(entry.PostedAt));
            _changes.Row()
                .Int(n).Flag(slot.IsRemoved).Flag(stored.State == PostState.Hidden).Flag(moves)
                .Text(slot.Platform.Utf8Name()).Text(_ledger.IdOf(slot))
                .Time(stored.PostedAt).Time(HourUtc.OfUnixMilliseconds(stored.PostedAt).UnixMilliseconds)
                .Time(entry.PostedAt).Time(HourUtc.OfUnixMilliseconds(entry.PostedAt).UnixMilliseconds)
                .Long(entry.Version).Text(NameOf(entry.State)).Long(entry.Origin);
        }
        if (_changes.Rows == 0)
            return;
        EnsurePartitions(days);
        Connection.Execute("""
            CREATE TEMP TABLE IF NOT EXISTS tidings_changed (
              n int, is_removed boolean, is_hidden boolean, is_retimed boolean, platform text COLLATE "C",
              id text COLLATE "C", posted_at timestamptz, hour timestamptz, new_posted_at timestamptz,
              new_hour timestamptz, version bigint, state text COLLATE "C", origin bigint)
              ON COMMIT DELETE ROWS
            """);
        _changes.Send(Connection);
        Connection.Execute("""
            UPDATE post_key k SET posted_at = c.new_posted_at, version = c.version, state = c.state, origin = c.origin
            FROM tidings_changed c WHERE k.platform = c.platform AND k.id = c.id
            """);
        if (isRemoved)
            RemoveRows();
        if (isRetimed)
            RetimeRows();
    }

    void RemoveRows()
    {
        using (var command = new NpgsqlCommand("""
            WITH live AS (
              DELETE FROM post p USING tidings_changed c
              WHERE c.is_removed AND NOT c.is_hidden
                AND p.platform = c.platform AND p.id = c.id AND p.posted_at = c.posted_at
              RETURNING c.n, p.seq, p.received_at),
            hidden AS (
              DELETE FROM post_hidden p USING tidings_changed c
              WHERE c.is_removed AND c.is_hidden AND p.platform = c.platform AND p.id = c.id
              RETURNING c.n, (p.post ->> 'seq')::bigint,
                to_timestamp((p.post ->> 'received_at')::bigint / 1000.0))
            SELECT * FROM live UNION ALL SELECT * FROM hidden
            """, Connection))
        using (var reader = command.ExecuteReader())
            while (reader.Read())
            {
                ref var slot = ref _ledger[reader.GetInt32(0)];
                slot.Seq = reader.GetInt64(1);
                slot.ReceivedAt = PostgresTime.Milliseconds(reader.GetDateTime(2));
            }
        foreach (var table in (ReadOnlySpan<string>)["post_hashtag", "post_topic"])
            Connection.Execute($"""
                DELETE FROM {table} p USING tidings_changed c
                WHERE c.is_removed AND NOT c.is_hidden
                  AND p.platform = c.platform AND p.id = c.id AND p.hour = c.hour
                """);
    }

    void RetimeRows()
    {
        Connection.Execute("""
            UPDATE post p SET posted_at = c.new_posted_at
            FROM tidings_changed c
            WHERE c.is_retimed AND NOT c.is_hidden
              AND p.platform = c.platform AND p.id = c.id AND p.posted_at = c.posted_at
            """);
        foreach (var table in (ReadOnlySpan<string>)["post_hashtag", "post_topic"])
            Connection.Execute($"""
                UPDATE {table} p SET hour = c.new_hour
                FROM tidings_changed c
                WHERE c.is_retimed AND NOT c.is_hidden AND c.hour <> c.new_hour
                  AND p.platform = c.platform AND p.id = c.id AND p.hour = c.hour
                """);
        Connection.Execute("""
            UPDATE post_hidden p
            SET post = jsonb_set(p.post, '{posted_at}', to_jsonb((extract(epoch FROM c.new_posted_at) * 1000)::bigint))
            FROM tidings_changed c
            WHERE c.is_retimed AND c.is_hidden AND p.platform = c.platform AND p.id = c.id
            """);
    }
}
