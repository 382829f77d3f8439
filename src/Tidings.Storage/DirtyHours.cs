namespace Tidings.Storage;

/// <summary>Computes all hours and days that changed, one transaction each.</summary>
public static class DirtyHours
{
    /// <summary>Computes every changed hour, oldest first; returns how many.</summary>
    /// <param name="rollUp">Computes one.</param>
    /// <param name="progress">Told after each hour how many are done, of how many.</param>
    /// <param name="cancellationToken">Stops between two hours.</param>
    /// <exception cref="StoreException">The database refused; the hours computed before stay.</exception>
    public static int ComputeDirty(
        this IRollUp rollUp, Action<int, int>? progress = null, CancellationToken cancellationToken = default) =>
        ComputeDirty([rollUp], rollUp.DirtyHours(), progress, cancellationToken);

    /// <summary>Computes changed hours, as many at a time as there are stores to do it with; returns how many.</summary>
    /// <param name="rollUps">Each of a store of its own; the first one works on the calling thread.</param>
    /// <param name="hours">The hours that changed.</param>
    /// <param name="progress">Told after each hour how many are done, of how many; never twice at once.</param>
    /// <param name="cancellationToken">Stops between two hours.</param>
    /// <exception cref="StoreException">The database refused; the hours computed before stay.</exception>
    public static int ComputeDirty(
        IReadOnlyList<IRollUp> rollUps, IReadOnlyList<HourUtc> hours, Action<int, int>? progress,
        CancellationToken cancellationToken)
    {
        var (next, done) = (-1, 0);
        var turn = new Lock();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var others = rollUps.Skip(1).Select(rollUp => Task.Factory.StartNew(
            () => Work(rollUp), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            Work(rollUps[0]);
        }
        finally
        {
            Task.WhenAll(others).ContinueWith(static _ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        }
        Task.WhenAll(others).GetAwaiter().GetResult(); // what stopped one of them
        if (done < hours.Count)
            cancellationToken.ThrowIfCancellationRequested();
        return hours.Count;

        void Work(IRollUp rollUp)
        {
            try
            {
                while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < hours.Count)
                {
                    rollUp.ComputeIfDirty(hours[i]);
                    lock (turn)
                        progress?.Invoke(++done, hours.Count);
                }
            }
            catch
            {
                stop.Cancel(); // the others end with the hour in hand
                throw;
            }
        }
    }

    /// <summary>Adds up every day that changed and is at rest, oldest first.</summary>
    /// <param name="rollUp">Adds up one.</param>
    /// <param name="cancellationToken">Stops between two days.</param>
    /// <exception cref="StoreException">The database refused; the days before stay.</exception>
    public static void ComputeDirtyDays(this IRollUp rollUp, CancellationToken cancellationToken = default)
    {
        foreach (var day in rollUp.DirtyDays())
        {
            cancellationToken.ThrowIfCancellationRequested();
            rollUp.ComputeDay(day);
        }
    }
}
