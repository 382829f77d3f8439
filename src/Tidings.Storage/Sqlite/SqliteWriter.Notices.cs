using Microsoft.Data.Sqlite;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    readonly NoticeStatements _notices;

    /// <summary>The prepared statements about batches, listening and gaps.</summary>
    sealed class NoticeStatements : StatementSet
    {
        public readonly SqliteStatement SelectSeen;
        public readonly SqliteStatement InsertSeen;
        public readonly SqliteStatement TakeSeen;
        public readonly SqliteStatement SelectSession;
        public readonly SqliteStatement UpsertSession;
        public readonly SqliteStatement SelectListening;
        public readonly SqliteStatement UpsertListening;
        public readonly SqliteStatement SelectGap;
        public readonly SqliteStatement UpsertGap;
        public readonly SqliteStatement UpsertSettledGap;
        public readonly SqliteStatement FillGaps;
        public readonly SqliteStatement SelectClosed;
        public readonly SqliteStatement InsertHour;
        public readonly SqliteStatement InsertDeadLetter;

        public NoticeStatements(SqliteConnection connection)
            : base(connection)
        {
            SelectSeen = Prepare("""
                SELECT 1 FROM listen_session WHERE session = ?1 AND stored_through >= ?2
                UNION ALL
                SELECT 1 FROM batch_seen WHERE session = ?1 AND number = ?2
                """);
            InsertSeen = Prepare("""
                INSERT INTO batch_seen (session, number, received_at) VALUES (?1, ?2, ?3)
                ON CONFLICT (session, number) DO NOTHING
                """);
            TakeSeen = Prepare("DELETE FROM batch_seen WHERE session = ?1 AND number = ?2 RETURNING received_at");
            SelectSession = Prepare("""
                SELECT stored_through, heard_until, started_at, is_live, last_number
                FROM listen_session WHERE session = ?1
                """);
            UpsertSession = Prepare("""
                INSERT INTO listen_session
                  (session, source, is_live, started_at, stored_through, heard_until, last_number)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT (session) DO UPDATE SET
                  is_live = excluded.is_live, started_at = excluded.started_at,
                  stored_through = excluded.stored_through, heard_until = excluded.heard_until,
                  last_number = excluded.last_number
                """);
            SelectListening = Prepare("SELECT to_at FROM listening WHERE source = ?1 AND from_at = ?2");
            UpsertListening = Prepare("""
                INSERT INTO listening (source, from_at, to_at) VALUES (?1, ?2, ?3)
                ON CONFLICT (source, from_at) DO UPDATE SET to_at = excluded.to_at
                """);
            SelectGap = Prepare(
                "SELECT to_at, reason, filled_at, filled_posts FROM gap WHERE source = ?1 AND from_at = ?2");
            UpsertGap = Prepare("""
                INSERT INTO gap (source, from_at, to_at, reason) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (source, from_at) DO UPDATE SET
                  to_at = excluded.to_at, reason = excluded.reason, filled_at = NULL, filled_posts = NULL
                """);
            UpsertSettledGap = Prepare("""
                INSERT INTO gap (source, from_at, to_at, reason, filled_at, filled_posts) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT (source, from_at) DO UPDATE SET
                  to_at = excluded.to_at, reason = excluded.reason, filled_at = excluded.filled_at,
                  filled_posts = excluded.filled_posts
                """);
            FillGaps = Prepare($"""
                UPDATE gap INDEXED BY gap_not_stored SET filled_at = ?2
                WHERE source = ?1 AND reason = 'not_stored' AND filled_at IS NULL
                  AND NOT EXISTS (
                    SELECT 1 FROM listen_session s
                    WHERE s.source = gap.source AND {ListenSessionSql.LagsBehind("gap.to_at")})
                RETURNING from_at, to_at
                """);
            SelectClosed = Prepare("SELECT 1 FROM hour WHERE hour = ?1 AND state IN ('closed', 'revised')");
            InsertHour = Prepare("INSERT INTO hour (hour, state) VALUES (?1, 'open') ON CONFLICT (hour) DO NOTHING");
            InsertDeadLetter = Prepare("""
                INSERT INTO dead_letter (received_at, source, reason, raw)
                SELECT ?1, ?2, ?3, ?4
                WHERE NOT EXISTS (SELECT 1 FROM dead_letter WHERE received_at = ?1 AND source = ?2 AND raw = ?4)
                """);
        }
    }
}
