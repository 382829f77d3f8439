using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>Does to store and queue what other programs and people do to them.</summary>
sealed partial class Disturber(string store, string queue, CrashLife life, FaultTally tally) : IDisposable
{
    /// <summary>For root nothing is read-only.</summary>
    static readonly bool IsRoot = UserId() == 0;

    bool _isAway;
    bool _isReadOnly;

    string Folder => Path.GetDirectoryName(store)!;

    /// <summary>What has to be so before the processes start.</summary>
    public void Begin()
    {
        if (life.Disturbance != Disturbance.None)
            tally.Plan(life.Disturbance.ToString());
        if (life.Disturbance == Disturbance.StoreAway)
        {
            Directory.Move(Folder, Folder + ".away");
            _isAway = true;
        }
        var isReadOnly = life.Disturbance == Disturbance.StoreReadOnly;
        if (isReadOnly && !IsRoot && !OperatingSystem.IsWindows() && File.Exists(store))
        {
            File.SetUnixFileMode(store, UnixFileMode.UserRead);
            _isReadOnly = true;
        }
        else if (isReadOnly && IsRoot)
        {
            tally.Plan("(skipped for root, for whom nothing is read-only)");
        }
    }

    /// <summary>Lets it last while a process lives, and ends it.</summary>
    public void Disturb(ChildProcess witness)
    {
        switch (life.Disturbance)
        {
            case Disturbance.StoreBusy:
                Hold(store, witness);
                break;
            case Disturbance.QueueBusy:
                Hold(queue, witness);
                break;
            case Disturbance.StoreAway or Disturbance.StoreReadOnly:
                var isSeen = !witness.WaitForExit(life.DisturbedMilliseconds);
                if (isSeen && (_isAway || _isReadOnly))
                    tally.Strike(life.Disturbance.ToString());
                Dispose();
                break;
        }
    }

    /// <summary>Holds the write lock; where there is no database yet, it waits for one.</summary>
    void Hold(string path, ChildProcess witness)
    {
        for (var looks = 0; looks < 2_000 && !File.Exists(path); looks++)
            if (witness.WaitForExit(1))
                return;
        if (!File.Exists(path))
            return;
        try
        {
            using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=5");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            if (!witness.WaitForExit(life.DisturbedMilliseconds))
                tally.Strike(life.Disturbance.ToString());
            command.CommandText = "ROLLBACK";
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // it is being made at this moment, or busy itself: then nothing was disturbed
        }
    }

    public void Dispose()
    {
        if (_isAway)
        {
            // nobody makes a missing folder
            Directory.Move(Folder + ".away", Folder);
            _isAway = false;
        }
        if (_isReadOnly && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(store, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            _isReadOnly = false;
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint UserId();
}
