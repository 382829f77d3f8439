namespace Tidings.Cli.Jobs;

/// <summary>
/// The jobs of a process write one after the other, so that they wait for each other here and not for the database's
/// locks.
/// </summary>
static class StoreTurn
{
    /// <summary>Works while no other job of this process does.</summary>
    /// <param name="turn">What they share.</param>
    /// <param name="work">A transaction, or a few.</param>
    /// <param name="stop">Ends the waiting, not the work.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop before its turn came.</exception>
    public static void Run(this SemaphoreSlim turn, Action work, CancellationToken stop)
    {
        turn.Wait(stop);
        try
        {
            work();
        }
        finally
        {
            turn.Release();
        }
    }
}
