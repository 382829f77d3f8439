using Tidings.Cli.Jobs;
using Tidings.Queue;
using Tidings.Storage;
using Tidings.Storage.Queues;

namespace Tidings.Tests.Durability.Schedules;

sealed partial class ScheduleWorld
{
    /// <summary>A full disk, a missing permission last for some steps, whoever takes them.</summary>
    readonly Dictionary<string, (Trouble Trouble, int Steps)> _lasting = [];

    int _slowTroubles;

    /// <summary>
    /// Uses a store, or meets trouble there. False where the store said that it may return: the step is to be taken
    /// again.
    /// </summary>
    /// <exception cref="ScheduleCrashException">The actor died.</exception>
    public bool TryStore(string actor, string what, StoreLink link, Action<StoreLink> work)
    {
        _store.Prepare(link);
        var trouble = NextStoreTrouble();
        Say(actor, trouble == Trouble.None ? what : $"{what}: {trouble}");
        return Meet(
            "store", trouble, _store.TroublesOf(link), () => link.Use(used =>
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
            "queue", trouble, new SqliteTroubles(queue.Database.Connection, PathOf("queue.db")), work,
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

    /// <summary>A server has troubles of its own; those that take seconds come once in a schedule.</summary>
    Trouble NextStoreTrouble()
    {
        var trouble = NextTrouble("store");
        if (!_store.IsServer || trouble is not (Trouble.Full or Trouble.Busy))
            return trouble;
        _lasting.Remove("store");
        trouble = trouble == Trouble.Busy || Chance(30) ? _store.SlowTrouble : Trouble.Cut;
        return trouble == Trouble.Cut || _slowTroubles++ == 0 ? trouble : Trouble.Cut;
    }

    bool Meet(string where, Trouble trouble, ITroubles troubles, Action work, Func<Exception> lost)
    {
        Arm(where, trouble, troubles, lost);
        try
        {
            using (troubles.Begin(trouble))
                work();
            return true;
        }
        catch (Exception error) when (trouble != Trouble.None && Persistence.Passes(error))
        {
            if (troubles.IsCause(trouble, error) && trouble != Trouble.Cut)
                Tally.Add($"{where}: {trouble}");
            return false;
        }
        finally
        {
            Strikes.Disarm();
        }
    }

    void Arm(string where, Trouble trouble, ITroubles troubles, Func<Exception> lost)
    {
        var kind = $"{where}: {trouble}";
        switch (trouble)
        {
            case Trouble.CrashBeforeCommit:
                Strikes.Arm(where + ".before-commit", kind, static _ => throw new ScheduleCrashException());
                break;
            case Trouble.CrashAfterCommit:
                Strikes.Arm(where + ".after-commit", kind, static _ => throw new ScheduleCrashException());
                break;
            case Trouble.AnswerLost:
                Strikes.Arm(where + ".after-commit", kind, _ => throw lost());
                break;
            case Trouble.Cut:
                Strikes.Arm(where + ".before-commit", kind, troubles.Cut);
                break;
        }
    }
}
