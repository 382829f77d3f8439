namespace Tidings.Tests.Durability.Crashes;

/// <summary>Does to store and queue what other programs and people do to them.</summary>
sealed class Disturber(CrashStore store, string queue, CrashLife life, FaultTally tally) : IDisposable
{
    IDisposable? _trouble;

    /// <summary>What has to be so before the processes start.</summary>
    public void Begin()
    {
        if (life.Disturbance != Disturbance.None)
            tally.Plan(life.Disturbance.ToString());
        if (life.Disturbance == Disturbance.StoreAway)
            _trouble = store.TakeAway();
        else if (life.Disturbance == Disturbance.StoreReadOnly)
            _trouble = store.MakeReadOnly(tally);
    }

    /// <summary>Lets it last while a process lives, and ends it.</summary>
    public void Disturb(ChildProcess witness)
    {
        switch (life.Disturbance)
        {
            case Disturbance.StoreBusy:
                Last(store.Lock(witness), witness);
                break;
            case Disturbance.QueueBusy:
                Last(SqliteCrashStore.LockFile(queue, witness), witness);
                break;
            case Disturbance.StoreAway or Disturbance.StoreReadOnly:
                Last(_trouble, witness);
                _trouble = null;
                break;
            case Disturbance.StoreCut:
                for (var i = 0; i < 5 && !witness.WaitForExit(life.DisturbedMilliseconds / 5); i++)
                {
                    ((PostgresCrashStore)store).Cut();
                    tally.Strike(life.Disturbance.ToString());
                }
                break;
        }
    }

    void Last(IDisposable? trouble, ChildProcess witness)
    {
        using (trouble)
            if (!witness.WaitForExit(life.DisturbedMilliseconds) && trouble is not null)
                tally.Strike(life.Disturbance.ToString());
    }

    public void Dispose() => _trouble?.Dispose();
}
