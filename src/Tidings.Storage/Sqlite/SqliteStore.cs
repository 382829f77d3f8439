using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tidings.Configuration;
using Tidings.Faults;
using Tidings.Storage.Migrations;

namespace Tidings.Storage.Sqlite;

/// <summary>A store in one SQLite file, the embedded default.</summary>
public sealed partial class SqliteStore : IStore
{
    /// <summary>
    /// Marks the file as one of ours, "TDNG" in ASCII, so that a foreign database is not written into.
    /// </summary>
    const int ApplicationId = 0x54444E47;

    /// <summary>How long a statement waits for another writer.</summary>
    const int BusyMilliseconds = 30_000;

    readonly int _busyMilliseconds;

    readonly SqliteConnection _connection;
    readonly TimeProvider _clock;

    static SqliteStore() => Batteries_V2.Init();

    SqliteStore(SqliteConnection connection, StoreUrl url, TimeProvider clock, int busyMilliseconds) =>
        (_connection, Url, _clock, _busyMilliseconds) = (connection, url, clock, busyMilliseconds);

    /// <summary>Where it is.</summary>
    public StoreUrl Url { get; }

    /// <summary>The open connection, for queries.</summary>
    public SqliteConnection Connection => _connection;

    /// <summary>Opens a store for writing, with patience for other writers.</summary>
    /// <inheritdoc cref="OpenForWriting(StoreUrl, TimeProvider, TimeSpan)" path="/exception"/>
    public static SqliteStore OpenForWriting(StoreUrl url, TimeProvider clock) =>
        OpenForWriting(url, clock, TimeSpan.FromMilliseconds(BusyMilliseconds));

    /// <summary>Opens a store for writing; makes it and brings its schema up to date where needed.</summary>
    /// <exception cref="StoreException">The file cannot be written, is no store of ours, or is of a newer
    /// version.</exception>
    /// <param name="url">Where it is.</param>
    /// <param name="clock">Tells the times that are stored.</param>
    /// <param name="patience">
    /// How long a statement waits for another writer. A job that tries again by itself waits less, so that it can be
    /// stopped.
    /// </param>
    public static SqliteStore OpenForWriting(StoreUrl url, TimeProvider clock, TimeSpan patience)
    {
        var store = Open(url, clock, SqliteOpenMode.ReadWriteCreate, patience: patience);
        try
        {
            if (raw.sqlite3_db_readonly(store._connection.Handle, "main") != 0)
                throw new StoreException(ReadOnly(url)) { Failure = StoreFailure.Away };
            store.MigrateTo(new Migrator(store._connection, clock).Newest);
            return store;
        }
        catch (SqliteException error)
        {
            store.Dispose();
            throw Explain(error, url);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store that exists, for reading.</summary>
    /// <exception cref="StoreException">There is none, or it is of another version.</exception>
    public static SqliteStore OpenForReading(StoreUrl url, TimeProvider clock)
    {
        var store = OpenToRead(url, clock);
        var migrator = new Migrator(store._connection, clock);
        if (migrator.Current() is var current && current == migrator.Newest)
            return store;
        store.Dispose();
        throw new StoreException(current == 0
            ? $"{url.Path} is empty. Fill it with 'tidings replay FILE --store {url}'."
            : $"{url.Path}: its schema has version {current}, this program needs {migrator.Newest}. "
                + $"Run 'tidings migrate --store {url}'.");
    }

    /// <summary>
    /// Reading a store in use needs a place for its write-ahead log. Where neither file nor folder may be written,
    /// nobody writes, and the file is read as it lies there.
    /// </summary>
    static SqliteStore OpenToRead(StoreUrl url, TimeProvider clock)
    {
        try
        {
            return OpenExisting(url, clock);
        }
        catch (StoreException error) when (
            error.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN }
            && !(File.Exists(url.Path + "-wal") && new FileInfo(url.Path + "-wal").Length > 0))
        {
            return Open(
                url, clock, SqliteOpenMode.ReadOnly, $"{new Uri(Path.GetFullPath(url.Path)).AbsoluteUri}?immutable=1");
        }
    }

    /// <summary>Opens a store that exists, whatever its schema's version.</summary>
    public static SqliteStore OpenExisting(StoreUrl url, TimeProvider clock)
    {
        if (!File.Exists(url.Path))
            throw new StoreException(
                $"There is no store at {url.Path}. Make one with 'tidings replay FILE --store {url}', "
                + "or name another with --store.");
        return Open(url, clock, SqliteOpenMode.ReadWrite);
    }

    /// <summary>Opens a file, making it where it is missing, without touching its schema.</summary>
    public static SqliteStore OpenOrCreate(StoreUrl url, TimeProvider clock) =>
        Open(url, clock, SqliteOpenMode.ReadWriteCreate);

    static SqliteStore Open(
        StoreUrl url, TimeProvider clock, SqliteOpenMode mode, string? source = null, TimeSpan? patience = null)
    {
        var busy = (int)(patience?.TotalMilliseconds ?? BusyMilliseconds);
        if (Directory.Exists(url.Path))
            throw new StoreException($"{url.Path} is a folder; a store is a file.");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source ?? url.Path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, busy / 1000),
        }.ToString());
        try
        {
            connection.Open();
            Prepare(connection, url, busy, mayChange: mode == SqliteOpenMode.ReadWriteCreate);
            return new(connection, url, clock, busy);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Explain(error, url);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    static void Prepare(SqliteConnection connection, StoreUrl url, int busyMilliseconds, bool mayChange)
    {
        connection.Execute($"PRAGMA busy_timeout = {busyMilliseconds}");
        var (id, tables) = ReadOwner(connection);
        if (id != ApplicationId && (id != 0 || tables > 0))
            throw new StoreException(
                $"{url.Path} is a database of another program; it stays untouched. Name another file with --store.");
        if (mayChange && raw.sqlite3_db_readonly(connection.Handle, "main") == 0)
        {
            if (id == 0)
                connection.Execute("PRAGMA auto_vacuum = INCREMENTAL"); // heard only before anything is in the file
            if (connection.ExecuteScalar<string>("PRAGMA journal_mode") != "wal")
                connection.Execute("PRAGMA journal_mode = WAL");
            if (id == 0)
                connection.Execute($"PRAGMA application_id = {ApplicationId}");
        }
        connection.Execute("""
            PRAGMA synchronous = FULL;
            PRAGMA secure_delete = ON;
            PRAGMA foreign_keys = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -65536;
            PRAGMA wal_autocheckpoint = 4000;
            """);
    }

    /// <summary>
    /// Whose file it is, in one view of it: another program of ours may be making the tables right now.
    /// </summary>
    static (long ApplicationId, long Tables) ReadOwner(SqliteConnection connection)
    {
        connection.Execute("BEGIN DEFERRED");
        try
        {
            return (
                connection.ExecuteScalar<long>("PRAGMA application_id"),
                connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master"));
        }
        finally
        {
            connection.Execute("COMMIT");
        }
    }

    /// <summary>A database error in words; the first line of SQLite's own message stays in it.</summary>
    public static StoreException Explain(SqliteException error, StoreUrl url) => new(
        error.SqliteErrorCode switch
        {
            raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT =>
                $"{url.Path} is no SQLite database, or is damaged. Name another file with --store.",
            raw.SQLITE_CANTOPEN => $"{url.Path} cannot be opened. Check that its folder exists and may be written.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM => ReadOnly(url),
            raw.SQLITE_FULL => $"{url.Path}: the disk is full.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                $"{url.Path} is in use by another program for long.",
            raw.SQLITE_INTERRUPT => $"{url.Path}: the work was interrupted.",
            _ => $"{url.Path}: {error.Message}",
        },
        error)
    {
        Failure = error.SqliteErrorCode switch
        {
            raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_IOERR or raw.SQLITE_INTERRUPT =>
                StoreFailure.Passing,
            raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM => StoreFailure.Away,
            raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE =>
                StoreFailure.Refused,
            _ => StoreFailure.Unusable,
        },
    };

    static string ReadOnly(StoreUrl url) =>
        $"{url.Path} is read-only. Change its permissions, or name another file with --store.";

    /// <inheritdoc/>
    public Action? Guard { get; set; }

    /// <inheritdoc/>
    public IStoreSpace Space => new SqliteSpace(this);

    /// <inheritdoc/>
    public void InTransaction(Action work)
    {
        FaultPoints.Reach("store.begin", _connection);
        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
        }
        catch (SqliteException error)
        {
            throw Explain(error, Url);
        }
        try
        {
            work();
            Guard?.Invoke();
            FaultPoints.Reach("store.before-commit", _connection);
            _connection.Execute("COMMIT");
        }
        catch (Exception error)
        {
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0) // a full disk has rolled back by itself
                _connection.Execute("ROLLBACK");
            if (error is SqliteException sqlite)
                throw Explain(sqlite, Url);
            throw;
        }
        FaultPoints.Reach("store.after-commit", _connection);
    }

    /// <inheritdoc/>
    public int MigrateTo(int version)
    {
        var steps = new Migrator(_connection, _clock).MigrateTo(version);
        if (version > 0)
            SetMeta("schema", version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return steps;
    }

    /// <inheritdoc/>
    public void Interrupt() => raw.sqlite3_interrupt(_connection.Handle);

    IDbConnection IStore.Connection => _connection;

    /// <inheritdoc/>
    public T Read<T>(Func<IDbConnection, T> query)
    {
        try
        {
            return query(_connection);
        }
        catch (SqliteException error)
        {
            throw Explain(error, Url);
        }
    }

    /// <inheritdoc/>
    public IPostWriter CreateWriter(IngestOptions options) => new SqliteWriter(this, options);

    /// <inheritdoc/>
    public IRollUp CreateRollUp(FilterOptions filter) => new SqliteRollUp(this, filter, _clock);

    /// <inheritdoc/>
    public IPruner CreatePruner(FilterOptions filter) =>
        new SqlitePruner(this, new SqliteRollUp(this, filter, _clock), _clock);

    /// <inheritdoc/>
    public IReanalysis CreateReanalysis(IngestOptions options) => new SqliteReanalysis(this, options);

    /// <inheritdoc/>
    public string? GetMeta(string key) =>
        _connection.QuerySingleOrDefault<string>("SELECT value FROM meta WHERE key = @key", new { key });

    /// <inheritdoc/>
    public void SetMeta(string key, string value) => InTransaction(() => _connection.Execute(
        """
        INSERT INTO meta (key, value) VALUES (@key, @value)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value
        """,
        new { key, value }));

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
