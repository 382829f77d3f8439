using System.Collections.Concurrent;
using System.Data;
using Npgsql;

namespace Tidings.Storage.Postgres;

/// <summary>
/// This process's connections to one database: rented for a transaction, then returned. A server that allows no more of
/// them makes it a pool of one for the rest of the process, and whoever needs it next waits for it.
/// </summary>
public sealed class PostgresPool : IDisposable
{
    /// <summary>Most connections of a process to one database.</summary>
    public const int MaxConnections = 8;

    /// <summary>
    /// How long a connection is asked for again though this process has none: those that it just gave back, and those
    /// of short commands beside it, take the server a moment to end.
    /// </summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);

    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    static readonly ConcurrentDictionary<PostgresAddress, PostgresPool> Pools = new();

    readonly PostgresAddress _address;
    readonly TimeProvider _clock = TimeProvider.System;
    readonly PostgresGate _gate;
    readonly Lock _swap = new();
    NpgsqlDataSource _source;
    volatile bool _isStarved;

    PostgresPool(PostgresAddress address)
    {
        _address = address;
        _gate = new(MaxConnections, _clock);
        _source = NpgsqlDataSource.Create(address.ToConnectionString(MaxConnections));
    }

    /// <summary>The pool of an address, the same for everybody in the process.</summary>
    public static PostgresPool Of(PostgresAddress address) => Pools.GetOrAdd(address, static key => new(key));

    /// <summary>
    /// Closes the pool of an address, where there is one; what is rented closes when it comes back. The next
    /// <see cref="Of"/> begins anew.
    /// </summary>
    public static void Forget(PostgresAddress address)
    {
        if (Pools.TryRemove(address, out var pool))
            pool.Dispose();
    }

    /// <summary>Whether the server has refused more connections; then there is one for the whole process.</summary>
    public bool IsStarved => _isStarved;

    /// <summary>Connections that are rented now.</summary>
    public int Rented => _gate.Inside;

    /// <summary>
    /// An open connection; disposing of it returns it. Waits for a free one, in the order of asking, at most as long as
    /// the address allows for connecting.
    /// </summary>
    /// <remarks>
    /// The wait is here and not in Npgsql's pool, which needs a thread of the runtime's pool to end it. Where the pool
    /// has one connection, a thread that rents a second waits for itself.
    /// </remarks>
    /// <exception cref="NpgsqlException">
    /// The server cannot be reached or refused, or no connection came free: see <see cref="PostgresErrors.Explain"/>.
    /// </exception>
    public NpgsqlConnection Open()
    {
        var started = _clock.GetTimestamp();
        long? refusedAlone = null;
        var pause = ShortestPause;
        while (true)
        {
            if (!_gate.TryEnter(_address.ConnectTimeout - _clock.GetElapsedTime(started)))
                throw new NpgsqlException("The connection pool has been exhausted", new TimeoutException());
            var wasStarved = _isStarved;
            var source = Volatile.Read(ref _source);
            try
            {
                return Rent(source);
            }
            catch (ObjectDisposedException) when (source != Volatile.Read(ref _source))
            {
                // another thread has just shrunk the pool
            }
            catch (NpgsqlException error) when (IsRefusal(error))
            {
                Shrink();
                if (wasStarved)
                {
                    refusedAlone ??= _clock.GetTimestamp();
                    if (_clock.GetElapsedTime(refusedAlone.Value) >= Patience
                        || _clock.GetElapsedTime(started) >= _address.ConnectTimeout)
                        throw;
                }
                PostgresGate.Pause(pause);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    static bool IsRefusal(NpgsqlException error) =>
        PostgresErrors.SqlStateOf(error) == PostgresErrorCodes.TooManyConnections;

    /// <summary>Opens a connection for a caller who is in; who gets none is out again.</summary>
    NpgsqlConnection Rent(NpgsqlDataSource source)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = source.CreateConnection();
            connection.Open();
        }
        catch
        {
            connection?.Dispose();
            _gate.Leave();
            throw;
        }
        connection.StateChange += OnStateChange;
        return connection;
    }

    void OnStateChange(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState != ConnectionState.Closed)
            return;
        ((NpgsqlConnection)sender).StateChange -= OnStateChange;
        _gate.Leave();
    }

    /// <summary>Replaces the pool by one of one connection, and closes what lies idle in the old one.</summary>
    void Shrink()
    {
        lock (_swap)
        {
            if (_isStarved)
                return;
            var settings = _address.ToConnectionString(poolSize: 1);
            // other processes live on the same few connections: none is kept that nobody uses
            settings.ConnectionIdleLifetime = 1;
            settings.ConnectionPruningInterval = 1;
            var old = _source;
            Volatile.Write(ref _source, NpgsqlDataSource.Create(settings));
            _isStarved = true;
            _gate.Narrow();
            old.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_swap)
            _source.Dispose();
    }
}
