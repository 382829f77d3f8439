using Microsoft.Data.Sqlite;
using Tidings.Storage.Sqlite;

namespace Tidings.Storage.Queues;

/// <summary>The prepared statements of a queue.</summary>
sealed class QueueStatements : StatementSet
{
    public readonly SqliteStatement Begin;
    public readonly SqliteStatement BeginRead;
    public readonly SqliteStatement Commit;
    public readonly SqliteStatement Rollback;
    public readonly SqliteStatement InsertBatch;
    public readonly SqliteStatement InsertPayload;
    public readonly SqliteStatement SelectPayload;
    public readonly SqliteStatement SelectFree;
    public readonly SqliteStatement HasFree;
    public readonly SqliteStatement HasStale;
    public readonly SqliteStatement SelectOwners;
    public readonly SqliteStatement Take;
    public readonly SqliteStatement FreeOwner;
    public readonly SqliteStatement FreeOwn;
    public readonly SqliteStatement FreeStale;
    public readonly SqliteStatement SelectByName;
    public readonly SqliteStatement DeleteBatch;
    public readonly SqliteStatement DeletePayload;
    public readonly SqliteStatement ReleaseOwn;
    public readonly SqliteStatement SelectCursor;
    public readonly SqliteStatement UpsertCursor;
    public readonly SqliteStatement SelectSession;
    public readonly SqliteStatement SelectLastSession;
    public readonly SqliteStatement SelectNextSeq;
    public readonly SqliteStatement UpsertSession;
    public readonly SqliteStatement ForgetSessions;
    public readonly SqliteStatement UpsertConsumer;
    public readonly SqliteStatement DeleteConsumer;
    public readonly SqliteStatement SelectConsumers;
    public readonly SqliteStatement SelectTotals;
    public readonly SqliteStatement AddTotals;
    public readonly SqliteStatement SelectState;
    public readonly SqliteStatement FreePages;
    public readonly SqliteStatement Pages;
    public readonly SqliteStatement Vacuum;

    public QueueStatements(SqliteConnection connection) : base(connection)
    {
        Begin = Prepare("BEGIN IMMEDIATE");
        BeginRead = Prepare("BEGIN DEFERRED");
        Commit = Prepare("COMMIT");
        Rollback = Prepare("ROLLBACK");
        InsertBatch = Prepare($"""
            INSERT INTO batch ({BatchRow.Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (session, number) DO NOTHING
            """);
        InsertPayload = Prepare("INSERT INTO payload (n, bytes) VALUES (?, ?)");
        SelectPayload = Prepare("SELECT bytes FROM payload WHERE n = ?");
        SelectFree = Prepare($"SELECT {BatchRow.Columns} FROM batch WHERE owner IS NULL ORDER BY n LIMIT ?");
        HasFree = Prepare("SELECT 1 FROM batch WHERE owner IS NULL ORDER BY n LIMIT 1");
        const string stale = "owner IS NOT NULL AND owner <> ?1 AND (claimed_at < ?2 OR claimed_at > ?3)";
        HasStale = Prepare($"SELECT 1 FROM batch WHERE {stale} LIMIT 1");
        SelectOwners = Prepare("""
            SELECT owner FROM consumer WHERE owner <> ?1
            UNION
            SELECT owner FROM batch WHERE owner IS NOT NULL AND owner <> ?1
            """);
        Take = Prepare("UPDATE batch SET owner = ?, claimed_at = ? WHERE n = ?");
        FreeOwner = Prepare("UPDATE batch SET owner = NULL, claimed_at = NULL WHERE owner = ?");
        FreeOwn = Prepare("UPDATE batch SET owner = NULL, claimed_at = NULL WHERE n = ? AND owner = ?");
        FreeStale = Prepare($"UPDATE batch SET owner = NULL, claimed_at = NULL WHERE {stale}");
        SelectByName = Prepare("SELECT n, records, payload_bytes FROM batch WHERE session = ? AND number = ?");
        DeleteBatch = Prepare("DELETE FROM batch WHERE n = ?");
        DeletePayload = Prepare("DELETE FROM payload WHERE n = ?");
        ReleaseOwn = Prepare("""
            UPDATE batch SET owner = NULL, claimed_at = NULL WHERE session = ? AND number = ? AND owner = ?
            """);
        SelectCursor = Prepare("SELECT source, value, checksum FROM cursor WHERE source = ?");
        UpsertCursor = Prepare("""
            INSERT INTO cursor (source, value, checksum) VALUES (?, ?, ?)
            ON CONFLICT (source) DO UPDATE SET value = excluded.value, checksum = excluded.checksum
            """);
        SelectSession = Prepare($"SELECT {SessionRow.Columns} FROM session WHERE session = ?");
        SelectLastSession = Prepare(
            $"SELECT {SessionRow.Columns} FROM session WHERE source = ? ORDER BY seq DESC LIMIT 1");
        SelectNextSeq = Prepare("SELECT coalesce(max(seq), 0) + 1 FROM session");
        UpsertSession = Prepare(
            $"INSERT OR REPLACE INTO session ({SessionRow.Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        ForgetSessions = Prepare("""
            DELETE FROM session
            WHERE seq < (SELECT max(seq) FROM session s WHERE s.source = session.source)
              AND NOT EXISTS (SELECT 1 FROM batch WHERE batch.session = session.session)
            """);
        UpsertConsumer = Prepare("""
            INSERT INTO consumer (owner, started_at, trouble, trouble_since) VALUES (?, ?, ?, ?)
            ON CONFLICT (owner) DO UPDATE SET trouble = excluded.trouble, trouble_since = excluded.trouble_since
            """);
        DeleteConsumer = Prepare("DELETE FROM consumer WHERE owner = ?");
        SelectConsumers = Prepare(
            "SELECT owner, started_at, trouble, trouble_since FROM consumer ORDER BY started_at, owner");
        SelectTotals = Prepare("SELECT batches, records, bytes FROM totals WHERE id = 1");
        AddTotals = Prepare(
            "UPDATE totals SET batches = batches + ?, records = records + ?, bytes = bytes + ? WHERE id = 1");
        SelectState = Prepare("""
            SELECT batches, records, bytes, (SELECT count(*) FROM batch WHERE owner IS NOT NULL),
              (SELECT min(received_from) FROM batch)
            FROM totals WHERE id = 1
            """);
        FreePages = Prepare("PRAGMA freelist_count");
        Pages = Prepare("PRAGMA page_count");
        Vacuum = Prepare("PRAGMA incremental_vacuum(2000)");
    }
}
