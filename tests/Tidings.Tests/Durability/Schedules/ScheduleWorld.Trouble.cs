using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tidings.Cli.Jobs;
using Tidings.Queue;
using Tidings.Storage;
using Tidings.Storage.Queues;

namespace Tidings.Tests.Durability.Schedules;

sealed partial class ScheduleWorld
{
    /// <summary>A full disk, a missing permission last for some steps, whoever takes them.</summary>
    readonly Dictionary<string, (Trouble Trouble, int Steps)> _lasting = [];

    /// <summary>
    /// Uses a store, or meets trouble there. False where the store said that it may return: the step is to be taken
    /// again.
    /// </summary>
    /// <exception cref="ScheduleCrashException">The actor died.</exception>
    public bool TryStore(string actor, string what, StoreLink link, Action<StoreLink> work)
    {
        var connection = (Microsoft.Data.Sqlite.SqliteConnection)link.Session.Store.Connection;
        connection.DefaultTimeout = 1; // seconds; 0 would be for ever
        connection.Execute("PRAGMA synchronous = OFF; PRAGMA busy_timeout = 0");
        var trouble = NextTrouble("store");
        Say(actor, trouble == Trouble.None ? what : $"{what}: {trouble}");
        return Meet(
            "store", trouble, connection, () => link.Use(used =>
            {
                work(used);
                return true;
            }),
            () => new StoreException("the answer to a commit was lost") { Failure = StoreFailure.Passing });
    }

    /// <summary>The same with a queue.</summary>
    public bool TryQueue(string actor, string what, SqliteQueue queue, Action work)
    {
        var trouble = NextTrouble("queue");
        Say(actor, trouble == Trouble.None ? what : $"{what}: {trouble}");
        return Meet(
            "queue", trouble, queue.Database.Connection, work,
            () => new QueueException("the answer to a commit was lost") { IsPassing = true });
    }

    Trouble NextTrouble(string where)
    {
        if (IsCalm)
            return Trouble.None;
        if (_lasting.TryGetValue(where, out var lasting) && lasting.Steps > 0)
        {
            _lasting[where] = lasting with { Steps = lasting.Steps - 1 };
            return lasting.Trouble;
        }
        if (!Chance(Options.TroubleRate))
            return Trouble.None;
        var trouble = Chance(25) ? Trouble.Full : (Trouble)Random.Next(1, (int)Trouble.Busy + 1);
        if (trouble == Trouble.Busy && where == "store" && !(Options.LocksStore && Chance(70)))
            trouble = Trouble.Full;
        if (trouble is Trouble.Full or Trouble.ReadOnly)
            _lasting[where] = (trouble, trouble == Trouble.Full ? Random.Next(3, 9) : Random.Next(4));
        return trouble;
    }

    bool Meet(string where, Trouble trouble, SqliteConnection connection, Action work, Func<Exception> lost)
    {
        using var lockHolder = trouble == Trouble.Busy ? Connect(where + ".db") : null;
        lockHolder?.Execute("BEGIN IMMEDIATE");
        Begin(where, trouble, connection, lost);
        try
        {
            work();
            return true;
        }
        catch (Exception error) when (trouble != Trouble.None && Persistence.Passes(error))
        {
            if (error.InnerException is SqliteException { SqliteErrorCode: var code } && code == CodeOf(trouble))
                Tally.Add($"{where}: {trouble}");
            return false;
        }
        finally
        {
            Strikes.Disarm();
            if (connection.State == ConnectionState.Open)
                connection.Execute("PRAGMA query_only = 0; PRAGMA max_page_count = 4294967294");
        }
    }

    void Begin(string where, Trouble trouble, SqliteConnection connection, Func<Exception> lost)
    {
        switch (trouble)
        {
            case Trouble.CrashBeforeCommit:
                Strikes.Arm(where + ".before-commit", $"{where}: {trouble}", static () => new ScheduleCrashException());
                break;
            case Trouble.CrashAfterCommit:
                Strikes.Arm(where + ".after-commit", $"{where}: {trouble}", static () => new ScheduleCrashException());
                break;
            case Trouble.AnswerLost:
                Strikes.Arm(where + ".after-commit", $"{where}: {trouble}", lost);
                break;
            case Trouble.Full:
                connection.Execute("PRAGMA max_page_count = 1"); // below its size: no page more
                break;
            case Trouble.ReadOnly:
                connection.Execute("PRAGMA query_only = 1");
                break;
        }
    }

    static int CodeOf(Trouble trouble) => trouble switch
    {
        Trouble.Full => raw.SQLITE_FULL,
        Trouble.ReadOnly => raw.SQLITE_READONLY,
        Trouble.Busy => raw.SQLITE_BUSY,
        _ => -1,
    };
}
