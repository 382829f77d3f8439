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

    /// <summary>
    /// Computes changed hours, as many at a time as there are stores to do it with, and one after the other once the
    /// database is in trouble that may pass: it may allow one connection only. Returns how many.
    /// </summary>
    /// <param name="rollUps">Each of a store of its own; the first one works on the calling thread.</param>
    /// <param name="hours">The hours that changed.</param>
    /// <param name="progress">Told after each hour how many are done, of how many; never twice at once.</param>
    /// <param name="cancellationToken">Stops between two hours.</param>
    /// <exception cref="StoreException">The database refused; the hours computed before stay.</exception>
    public static int ComputeDirty(
        IReadOnlyList<IRollUp> rollUps, IReadOnlyList<HourUtc> hours, Action<int, int>? progress,
        CancellationToken cancellationToken)
    {
        var done = 0;
        var turn = new Lock();
        foreach (var hour in rollUps.Count == 1 ? hours : ComputeTogether(rollUps, hours, Tell, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rollUps[0].ComputeIfDirty(hour, countTo: 0);
            Tell();
        }
        return hours.Count;

        void Tell()
        {
            lock (turn)
                progress?.Invoke(++done, hours.Count);
        }
    }

    /// <summary>Returns those that it could not compute.</summary>
    static List<HourUtc> ComputeTogether(
        IReadOnlyList<IRollUp> rollUps, IReadOnlyList<HourUtc> hours, Action tell, CancellationToken cancellationToken)
    {
        var next = -1;
        var isDone = new bool[hours.Count];
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
        return [.. hours.Where((_, i) => !isDone[i])];

        void Work(IRollUp rollUp)
        {
            try
            {
                while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < hours.Count)
                {
                    rollUp.ComputeIfDirty(hours[i], countTo: 0);
                    isDone[i] = true;
                    tell();
                }
            }
            catch (StoreException error) when (error.MayReturn)
            {
                stop.Cancel();
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
