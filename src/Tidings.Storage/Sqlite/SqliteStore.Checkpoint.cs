using Dapper;
using Microsoft.Data.Sqlite;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteStore
{
    const int CheckpointMilliseconds = 500;

    /// <summary>What tells the time here.</summary>
    internal TimeProvider Clock => _clock;

    /// <summary>
    /// Tries to bring everything into the database file and to cut the write-ahead log to nothing, so that removed
    /// texts are in neither. A reader that will not end keeps it from that; the next one does it then.
    /// </summary>
    internal void TruncateLog()
    {
        try
        {
            // While it waits for readers no writer gets in, so it waits only shortly.
            _connection.Execute($"PRAGMA busy_timeout = {CheckpointMilliseconds}");
            _connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // best effort
        }
        finally
        {
            _connection.Execute($"PRAGMA busy_timeout = {_busyMilliseconds}");
        }
    }
}
