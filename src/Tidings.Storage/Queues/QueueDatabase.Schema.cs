using Dapper;
using Microsoft.Data.Sqlite;

namespace Tidings.Storage.Queues;

sealed partial class QueueDatabase
{
    /// <summary>Marks the file as a queue of ours, "TDNQ" in ASCII.</summary>
    public const int ApplicationId = 0x54444E51;

    /// <summary>
    /// The only schema so far; a queue is emptied by the version that filled it, so it has no migrations.
    /// </summary>
    public const int Version = 1;

    /// <summary>
    /// Payloads lie apart from headers: what is asked often (who has what, what is oldest) reads few pages, a claim
    /// rewrites a few bytes and not the payload, and where a payload is damaged its header still says what was lost.
    /// The indexes hold name and time of every batch a second time, which a repair makes use of.
    /// </summary>
    const string Schema = """
        CREATE TABLE batch (
          n INTEGER PRIMARY KEY AUTOINCREMENT,
          session TEXT NOT NULL,
          number INTEGER NOT NULL,
          source TEXT NOT NULL,
          received_from INTEGER NOT NULL,
          received_to INTEGER NOT NULL,
          records INTEGER NOT NULL,
          record_bytes INTEGER NOT NULL,
          listening_since INTEGER,
          gaps TEXT NOT NULL,
          ends_session INTEGER NOT NULL,
          payload_bytes INTEGER NOT NULL,
          payload_checksum INTEGER NOT NULL,
          checksum INTEGER NOT NULL,
          owner TEXT,
          claimed_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX batch_name ON batch (session, number);
        CREATE INDEX batch_claim ON batch (owner, claimed_at) WHERE owner IS NOT NULL;
        CREATE INDEX batch_received ON batch (received_from);
        CREATE TABLE payload (n INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE cursor (source TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL) STRICT;
        CREATE TABLE session (
          session TEXT PRIMARY KEY,
          source TEXT NOT NULL,
          last_number INTEGER NOT NULL,
          heard_until INTEGER NOT NULL,
          is_live INTEGER NOT NULL,
          is_ended INTEGER NOT NULL,
          seq INTEGER NOT NULL,
          checksum INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX session_source ON session (source, seq);
        CREATE TABLE consumer (
          owner TEXT PRIMARY KEY,
          started_at INTEGER NOT NULL,
          trouble TEXT,
          trouble_since INTEGER
        ) STRICT;
        CREATE TABLE totals (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          batches INTEGER NOT NULL,
          records INTEGER NOT NULL,
          bytes INTEGER NOT NULL
        ) STRICT;
        INSERT INTO totals VALUES (1, 0, 0, 0);
        """;

    /// <summary>All that a database says of its tables, as one text.</summary>
    public const string SelectSchema = """
        SELECT group_concat(type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, ''), char(10))
        FROM (SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name)
        """;

    /// <summary>What <see cref="SelectSchema"/> gives for a queue that is right.</summary>
    public static string ReadRightSchema()
    {
        using var connection = Connect(":memory:", SqliteOpenMode.Memory);
        connection.Execute(Schema);
        return connection.ExecuteScalar<string>(SelectSchema)!;
    }
}
