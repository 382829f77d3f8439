using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tidings.Faults;
using Tidings.Queue;

namespace Tidings.Storage.Queues;

/// <summary>The file of a queue: whose it is, how it is opened, and its transactions.</summary>
sealed partial class QueueDatabase : IDisposable
{
    /// <summary>How long a statement waits for another writer.</summary>
    public const int BusyMilliseconds = 2_000;

    static QueueDatabase() => Batteries_V2.Init();

    QueueDatabase(string path, SqliteConnection connection) =>
        (Path, Connection, Sql) = (path, connection, new(connection));

    public string Path { get; }

    public SqliteConnection Connection { get; }

    public QueueStatements Sql { get; }

    /// <summary>Opens a queue; makes it where it is missing.</summary>
    /// <exception cref="QueueException">It cannot be written, is none of ours, or is of a newer version.</exception>
    public static QueueDatabase Open(string path)
    {
        if (Directory.Exists(path))
            throw new QueueException($"{path} is a folder; a queue is a file.");
        try
        {
            if (!File.Exists(path))
                Create(path);
            var connection = Connect(path, SqliteOpenMode.ReadWrite);
            try
            {
                if (!IsOurs(connection, path))
                    Build(connection);
                if (raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
                    throw QueueErrors.ReadOnly(path);
                Prepare(connection);
                return new(path, connection);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteException error)
        {
            throw QueueErrors.Explain(error, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw QueueErrors.Refused(path, error);
        }
    }

    /// <summary>Opens a file as it lies there; nothing of it is changed, its log neither.</summary>
    public static SqliteConnection OpenToRead(string path) => Connect(path, SqliteOpenMode.ReadOnly);

    /// <summary>
    /// False for a database without anything in it; that of another program and that of a newer version are refused.
    /// </summary>
    public static bool IsOurs(SqliteConnection connection, string path)
    {
        connection.Execute("BEGIN DEFERRED"); // one view of it
        try
        {
            var id = connection.ExecuteScalar<long>("PRAGMA application_id");
            var version = connection.ExecuteScalar<long>("PRAGMA user_version");
            if (id == ApplicationId && version > Version)
                throw new QueueException(
                    $"{path} was written by a newer version of this program (its schema has version {version}, this "
                    + $"program knows {Version}). Use that version, or name another file in the setting 'queue'.");
            if (id != ApplicationId
                && (id != 0 || connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master") > 0))
                throw new QueueException(
                    $"{path} is a database of another program; it stays untouched. Name another file in the setting "
                    + "'queue'.");
            return id == ApplicationId;
        }
        finally
        {
            connection.Execute("COMMIT");
        }
    }

    /// <summary>
    /// Made whole under another name first, so that nobody ever sees half a queue, also not one who makes it too.
    /// </summary>
    static void Create(string path)
    {
        var made = string.Create(CultureInfo.InvariantCulture, $"{path}.new-{Guid.NewGuid():N}");
        try
        {
            using (var connection = Connect(made, SqliteOpenMode.ReadWriteCreate))
                Build(connection);
            NewFile.TryPlace(made, path); // where somebody else was faster, theirs is as good
        }
        finally
        {
            File.Delete(made);
        }
    }

    static void Build(SqliteConnection connection)
    {
        connection.Execute("PRAGMA auto_vacuum = INCREMENTAL"); // only before the first table, and before WAL
        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute($"""
            BEGIN IMMEDIATE;
            {Schema}
            PRAGMA application_id = {ApplicationId};
            PRAGMA user_version = {Version};
            COMMIT;
            """);
    }

    static void Prepare(SqliteConnection connection) => connection.Execute("""
        PRAGMA synchronous = FULL;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -8192;
        PRAGMA wal_autocheckpoint = 2000;
        PRAGMA journal_size_limit = 16777216;
        """);

    static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusyMilliseconds / 1000,
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {BusyMilliseconds}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a piece of work as one transaction that holds the write lock from the start.</summary>
    /// <exception cref="QueueException">The database refused; nothing was changed.</exception>
    public void InTransaction(Action work) => Explained(() =>
    {
        FaultPoints.Reach("queue.begin", Connection);
        Sql.Begin.Run();
        try
        {
            work();
            FaultPoints.Reach("queue.before-commit", Connection);
            Sql.Commit.Run();
        }
        catch
        {
            if (raw.sqlite3_get_autocommit(Connection.Handle) == 0) // a full disk has rolled back by itself
                Sql.Rollback.Run();
            throw;
        }
        FaultPoints.Reach("queue.after-commit", Connection);
    });

    /// <summary>Runs a piece of work and puts SQLite's errors into words.</summary>
    public void Explained(Action work)
    {
        try
        {
            work();
        }
        catch (SqliteException error)
        {
            throw QueueErrors.Explain(error, Path);
        }
    }

    public void Dispose()
    {
        Sql.Dispose();
        Connection.Dispose();
    }
}
