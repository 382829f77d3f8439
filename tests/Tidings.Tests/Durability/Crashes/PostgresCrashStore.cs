using System.Data;
using Dapper;
using Npgsql;
using Tidings.Storage.Postgres;
using Tidings.Tests.Durability.Schedules;
using Tidings.Tests.Support;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>A database of a role of its own, empty at first.</summary>
sealed class PostgresCrashStore(int seed) : CrashStore
{
    readonly OwnedDatabase _database = new();
    bool _hasViews;

    public override string Url => _database.Url;

    public override long Size
    {
        get
        {
            using var connection = _database.Connect();
            return connection.ExecuteScalar<long>(
                "SELECT tup_inserted + tup_updated FROM pg_stat_database WHERE datname = current_database()");
        }
    }

    public override IDbConnection Connect()
    {
        if (!_hasViews)
            _database.MakeViews();
        _hasViews = true;
        return _database.Connect();
    }

    public override string Damage() => "";

    /// <summary>Refuses, in one of the ways of a server, and ends what is connected now and then.</summary>
    public override IDisposable TakeAway()
    {
        var (away, back) = (seed % 3) switch
        {
            0 => ("CONNECTION LIMIT 0", "CONNECTION LIMIT -1"),
            1 => ("NOLOGIN", "LOGIN"),
            _ => ("PASSWORD 'another'", $"PASSWORD '{_database.Role.Password}'"),
        };
        _database.AlterRole(away);
        _database.Cut();
        return new Undo(() => _database.AlterRole(back));
    }

    public override IDisposable MakeReadOnly(FaultTally tally)
    {
        _database.Revoke();
        return new Undo(_database.Grant);
    }

    public override IDisposable Lock(ChildProcess witness)
    {
        NpgsqlConnection connection = _database.Connect();
        connection.Execute("BEGIN READ WRITE");
        connection.Execute(PostgresLocks.Writers);
        return connection;
    }

    /// <summary>Ends all connections from the other side.</summary>
    public void Cut() => _database.Cut();

    public override void Dispose() => _database.Dispose();
}
