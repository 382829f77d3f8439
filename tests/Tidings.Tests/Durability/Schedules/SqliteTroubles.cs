using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>What befalls a file: a full disk, no permission, another program's lock.</summary>
sealed class SqliteTroubles(SqliteConnection connection, string path) : ITroubles
{
    /// <summary>A connection of its own.</summary>
    public static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    public IDisposable? Begin(Trouble trouble)
    {
        switch (trouble)
        {
            case Trouble.Full:
                connection.Execute("PRAGMA max_page_count = 1"); // below its size: no page more
                return new Undo(Allow);
            case Trouble.ReadOnly:
                connection.Execute("PRAGMA query_only = 1");
                return new Undo(Allow);
            case Trouble.Busy:
                var holder = Connect(path);
                holder.Execute("BEGIN IMMEDIATE");
                return holder;
            default:
                return null;
        }
    }

    void Allow()
    {
        if (connection.State == ConnectionState.Open)
            connection.Execute("PRAGMA query_only = 0; PRAGMA max_page_count = 4294967294");
    }

    public bool IsCause(Trouble trouble, Exception error) =>
        error.InnerException is SqliteException { SqliteErrorCode: var code } && code == trouble switch
        {
            Trouble.Full => raw.SQLITE_FULL,
            Trouble.ReadOnly => raw.SQLITE_READONLY,
            Trouble.Busy => raw.SQLITE_BUSY,
            _ => -1,
        };

    /// <summary>A file ends no connections.</summary>
    void ITroubles.Cut(object? connection)
    {
    }
}
