using System.Data;
using Dapper;
using Npgsql;
using Tidings.Cli;
using Tidings.Cli.Jobs;
using Tidings.Storage.Postgres;
using Tidings.Tests.Support;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>A database of its own on the tests' server.</summary>
sealed class PostgresScheduleStore : ScheduleStore, ITroubles
{
    /// <summary>Made once; its role is that of all schedules, which run one after the other.</summary>
    static readonly Lazy<OwnedDatabase> Template = new(MakeTemplate);

    readonly OwnedDatabase _database;
    readonly NpgsqlConnection _reader;

    public PostgresScheduleStore(int seed)
    {
        _database = new(Template.Value.Role, Template.Value.Database.Name);
        _reader = _database.Connect();
        Settings = ScheduleWorld.ConfiguredFor(_database.Url);
        SlowTrouble = seed % 3 == 0 ? Trouble.Refused : seed % 3 == 1 ? Trouble.Busy : Trouble.Cut;
    }

    public override Settings Settings { get; }

    public override IDbConnection Reader => _reader;

    public override bool IsServer => true;

    public override Trouble SlowTrouble { get; }

    public override ITroubles TroublesOf(StoreLink link) => this;

    public IDisposable? Begin(Trouble trouble)
    {
        switch (trouble)
        {
            case Trouble.ReadOnly:
                _database.Revoke();
                return new Undo(_database.Grant);
            case Trouble.Busy:
                return Hold();
            case Trouble.Refused:
                _database.AlterRole("CONNECTION LIMIT 0");
                PostgresPool.Forget(_database.Store.Postgres!); // else one that lies idle would do
                return new Undo(() => _database.AlterRole("CONNECTION LIMIT -1"));
            default:
                return null;
        }
    }

    /// <summary>The locks of the writers and of all hours.</summary>
    NpgsqlConnection Hold()
    {
        var holder = _database.Connect();
        holder.Execute("BEGIN READ WRITE");
        foreach (var hour in holder.Query<long>("SELECT hour FROM hour UNION SELECT hour FROM dirty_hour"))
            holder.Execute(PostgresLocks.Hour(HourUtc.OfUnixMilliseconds(hour)));
        holder.Execute(PostgresLocks.Writers);
        return holder;
    }

    public bool IsCause(Trouble trouble, Exception error) => PostgresErrors.SqlStateOf(error) == trouble switch
    {
        Trouble.ReadOnly => PostgresErrorCodes.InsufficientPrivilege,
        Trouble.Busy => PostgresErrorCodes.LockNotAvailable,
        Trouble.Refused => PostgresErrorCodes.TooManyConnections,
        _ => "none",
    };

    public void Cut(object? connection) => _reader.Execute(
        "SELECT pg_terminate_backend(@pid, 5000)", new { pid = ((NpgsqlConnection)connection!).ProcessID });

    static OwnedDatabase MakeTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("tidings-test-").FullName;
        try
        {
            var database = new OwnedDatabase();
            var host = ScheduleWorld.MakeHost(folder, new ScheduleClock(0));
            StoreSession.Open(host, ScheduleWorld.ConfiguredFor(database.Url), CancellationToken.None).Dispose();
            database.MakeViews();
            PostgresPool.Forget(database.Store.Postgres!);
            return database;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public override void Dispose()
    {
        _reader.Dispose();
        _database.Dispose();
    }
}
