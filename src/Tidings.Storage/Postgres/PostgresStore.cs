using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Npgsql;
using Tidings.Configuration;
using Tidings.Faults;
using Tidings.Storage.Migrations;

namespace Tidings.Storage.Postgres;

/// <summary>
/// A store in a PostgreSQL database. It keeps nothing in a session: each piece of work rents a connection for its
/// transaction, so that a role with a single connection suffices and a transaction pooler may stand between.
/// </summary>
public sealed partial class PostgresStore : IStore
{
    /// <summary>Deadlocks and the like are tried again at once, this often.</summary>
    const int Attempts = 10;

    /// <summary>No statement of ours takes longer, unless something is wrong.</summary>
    static readonly TimeSpan StatementLimit = TimeSpan.FromMinutes(10);

    readonly PostgresAddress _address;
    readonly TimeProvider _clock;
    readonly string _transactionSettings;
    bool _onlyReads;
    NpgsqlConnection? _held; // for the queries of a command
    NpgsqlTransaction? _reading; // on it
    NpgsqlConnection? _inHand; // of the transaction
    volatile NpgsqlCommand? _running;

    PostgresStore(StoreUrl url, TimeProvider clock, TimeSpan patience)
    {
        (Url, _clock) = (url, clock);
        _address = url.Postgres
            ?? throw new ArgumentException("the URL is not that of a PostgreSQL database", nameof(url));
        _transactionSettings = string.Create(CultureInfo.InvariantCulture, $"""
            SET LOCAL lock_timeout = {(long)patience.TotalMilliseconds};
            SET LOCAL statement_timeout = {(long)StatementLimit.TotalMilliseconds};
            SET LOCAL idle_in_transaction_session_timeout = {(long)StatementLimit.TotalMilliseconds};
            SET LOCAL jit = off;
            SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'
            """);
    }

    /// <inheritdoc/>
    public StoreUrl Url { get; }

    /// <inheritdoc/>
    public IDbConnection Connection
    {
        get
        {
            try
            {
                return _inHand ?? (_held ??= Hold());
            }
            catch (Exception error) when (error is DbException or TimeoutException)
            {
                throw PostgresErrors.Explain(error, Url);
            }
        }
    }

    /// <summary>What tells the time here.</summary>
    internal TimeProvider Clock => _clock;

    /// <summary>The time in unix milliseconds.</summary>
    internal long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc cref="Stores.OpenForWriting"/>
    public static PostgresStore OpenForWriting(StoreUrl url, TimeProvider clock, TimeSpan patience)
    {
        var store = new PostgresStore(url, clock, patience);
        store.MigrateTo(Migration.All("postgres")[^1].Version);
        return store;
    }

    /// <inheritdoc cref="Stores.OpenForReading"/>
    public static PostgresStore OpenForReading(StoreUrl url, TimeProvider clock)
    {
        var store = new PostgresStore(url, clock, Stores.Patience);
        var (current, newest) = store.Explained(() => store.Rent(connection =>
        {
            var migrator = new Migrator(connection, clock);
            return (migrator.Current(), migrator.Newest);
        }));
        store._onlyReads = true;
        if (current == newest)
            return store;
        throw new StoreException(current == 0
            ? $"{url} is empty. Fill it with 'tidings replay FILE --store URL'."
            : $"{url}: its schema has version {current}, this program needs {newest}. Run 'tidings migrate --store URL'.");
    }

    /// <summary>Opens a store whatever its schema's version; nothing is made.</summary>
    public static PostgresStore OpenExisting(StoreUrl url, TimeProvider clock) => new(url, clock, Stores.Patience);

    /// <inheritdoc/>
    public T Read<T>(Func<IDbConnection, T> query) => Explained(() => Rent(query));

    /// <inheritdoc/>
    public void InTransaction(Action work) => Transact(connection =>
    {
        connection.Execute(PostgresLocks.Writers);
        work();
    });

    /// <summary>
    /// Runs a piece of work as one transaction, and again where the server ended it in favour of another: it must begin
    /// anew each time. Without locks of its own.
    /// </summary>
    /// <exception cref="StoreException">The database refused; nothing of the work is stored.</exception>
    internal void Transact(Action<NpgsqlConnection> work) => Explained(() => Rent(connection =>
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                TransactOnce(connection, work);
                return true;
            }
            catch (NpgsqlException error) when (attempt < Attempts && PostgresErrors.IsTransientConflict(error))
            {
            }
        }
    }));

    void TransactOnce(NpgsqlConnection connection, Action<NpgsqlConnection> work)
    {
        FaultPoints.Reach("store.begin", connection);
        using var transaction = connection.BeginTransaction();
        _inHand = connection;
        try
        {
            connection.Execute(_transactionSettings);
            work(connection);
            Guard?.Invoke();
            FaultPoints.Reach("store.before-commit", connection);
            transaction.Commit();
        }
        finally
        {
            _inHand = null;
        }
        FaultPoints.Reach("store.after-commit", connection);
    }

    /// <summary>Runs a statement that may take long, so that <see cref="Interrupt"/> can end it.</summary>
    internal T Run<T>(NpgsqlCommand command, Func<NpgsqlCommand, T> run)
    {
        _running = command;
        try
        {
            return run(command);
        }
        finally
        {
            _running = null;
        }
    }

    /// <inheritdoc/>
    public void Interrupt() => _running?.Cancel();

    /// <summary>
    /// Opens the connection of a command. One that only reads does it in one transaction: it sees one state, and its
    /// settings cannot get lost in a pooler. Adding up months must not go to the disk.
    /// </summary>
    NpgsqlConnection Hold()
    {
        var connection = Open();
        if (!_onlyReads)
            return connection;
        try
        {
            _reading = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            connection.Execute($"SET TRANSACTION READ ONLY; SET LOCAL work_mem = '64MB'; {_transactionSettings}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    NpgsqlConnection Open() => PostgresPool.Of(_address).Open();

    T Rent<T>(Func<NpgsqlConnection, T> use)
    {
        if ((_inHand ?? _held) is { } open)
            return use(open);
        using var connection = Open();
        return use(connection);
    }

    T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is DbException or TimeoutException or IOException)
        {
            Dispose(); // nobody knows what became of it
            (_held, _reading) = (null, null);
            throw PostgresErrors.Explain(error, Url);
        }
    }

    /// <inheritdoc/>
    public string? GetMeta(string key) => Read(connection =>
        connection.QuerySingleOrDefault<string>("SELECT value FROM meta WHERE key = @key", new { key }));

    /// <inheritdoc/>
    public void SetMeta(string key, string value) => Transact(connection => connection.Execute(
        """
        INSERT INTO meta (key, value) VALUES (@key, @value)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE meta.value <> excluded.value
        """,
        new { key, value }));

    /// <inheritdoc/>
    public int MigrateTo(int version)
    {
        var steps = Explained(() => Rent(connection => new Migrator(connection, _clock).MigrateTo(version)));
        var text = version.ToString(CultureInfo.InvariantCulture);
        if (version > 0 && GetMeta("schema") != text)
            SetMeta("schema", text);
        return steps;
    }

    /// <inheritdoc/>
    public IPostWriter CreateWriter(IngestOptions options) => new PostgresWriter(this, options);

    /// <inheritdoc/>
    public IRollUp CreateRollUp(FilterOptions filter) => new PostgresRollUp(this, filter);

    /// <inheritdoc/>
    public IPruner CreatePruner(FilterOptions filter) => new PostgresPruner(this, new PostgresRollUp(this, filter));

    /// <inheritdoc/>
    public IReanalysis CreateReanalysis(IngestOptions options) => new PostgresReanalysis(this, options);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reading?.Dispose();
        _held?.Dispose();
    }
}
