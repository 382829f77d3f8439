using System.Data;
using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;
using Tidings.Tests.Durability.Schedules;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>A file in a folder of its own.</summary>
sealed partial class SqliteCrashStore : CrashStore
{
    /// <summary>For root nothing is read-only.</summary>
    static readonly bool IsRoot = UserId() == 0;

    readonly string _folder;

    public SqliteCrashStore(string folder)
    {
        _folder = System.IO.Path.Combine(folder, "store");
        Directory.CreateDirectory(_folder);
    }

    public override string Url => "sqlite:store/s.db";

    public override string Path => System.IO.Path.Combine(_folder, "s.db");

    public override long Size => File.Exists(Path + "-wal") ? new FileInfo(Path + "-wal").Length : 0;

    public override IDbConnection Connect() => SqliteTroubles.Connect(Path);

    public override string Damage()
    {
        using var connection = Connect();
        return connection.ExecuteScalar<string>("PRAGMA integrity_check") is var found && found != "ok" ? found! : "";
    }

    public override IDisposable TakeAway()
    {
        Directory.Move(_folder, _folder + ".away");
        return new Undo(() => Directory.Move(_folder + ".away", _folder)); // nobody makes a missing folder
    }

    public override IDisposable? MakeReadOnly(FaultTally tally)
    {
        if (IsRoot)
            tally.Plan("(skipped for root, for whom nothing is read-only)");
        if (IsRoot || OperatingSystem.IsWindows() || !File.Exists(Path))
            return null;
        File.SetUnixFileMode(Path, UnixFileMode.UserRead);
        return new Undo(Allow);
    }

    void Allow()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public override IDisposable? Lock(ChildProcess witness) => LockFile(Path, witness);

    /// <summary>Holds the write lock; where there is no database yet, it waits for one.</summary>
    public static IDisposable? LockFile(string path, ChildProcess witness)
    {
        for (var looks = 0; looks < 2_000 && !File.Exists(path); looks++)
            if (witness.WaitForExit(1))
                return null;
        if (!File.Exists(path))
            return null;
        var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=5");
        try
        {
            connection.Open();
            connection.Execute("BEGIN IMMEDIATE");
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            return null; // it is being made at this moment, or busy itself: then nothing is disturbed
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint UserId();

    public override void Dispose()
    {
    }
}
