using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using Tidings.Cli;
using Tidings.Cli.Jobs;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>A file.</summary>
sealed class SqliteScheduleStore : ScheduleStore
{
    /// <summary>Made once: making the tables takes longer than a schedule.</summary>
    static readonly Lazy<string> Template = new(MakeTemplate);

    readonly string _path;
    readonly SqliteConnection _reader;

    public SqliteScheduleStore(string folder)
    {
        _path = Path.Combine(folder, "store.db");
        File.Copy(Path.Combine(Template.Value, "store.db"), _path);
        _reader = SqliteTroubles.Connect(_path);
    }

    public override Settings Settings => ScheduleWorld.Configured;

    public override IDbConnection Reader => _reader;

    public override void Prepare(StoreLink link)
    {
        var connection = ConnectionOf(link);
        connection.DefaultTimeout = 1; // seconds; 0 would be for ever
        connection.Execute("PRAGMA synchronous = OFF; PRAGMA busy_timeout = 0");
    }

    public override ITroubles TroublesOf(StoreLink link) => new SqliteTroubles(ConnectionOf(link), _path);

    static SqliteConnection ConnectionOf(StoreLink link) => (SqliteConnection)link.Session.Store.Connection;

    static string MakeTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("tidings-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var host = ScheduleWorld.MakeHost(folder, new ScheduleClock(0));
        StoreSession.Open(host, ScheduleWorld.Configured, CancellationToken.None).Dispose();
        return folder;
    }

    public override void Dispose() => _reader.Dispose();
}
