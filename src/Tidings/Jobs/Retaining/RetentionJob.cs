using Microsoft.Extensions.Logging;
using Tidings.Cli.Logging;
using Tidings.Storage;

namespace Tidings.Cli.Jobs.Retaining;

/// <summary>
/// Removes posts by age and budget, every few minutes, in one process of a cluster at a time. Where the store refuses to
/// be written, it removes what is sealed already with the rights that are left, so that a full store comes back.
/// </summary>
sealed class RetentionJob(
    Settings settings, StoreLink store, SemaphoreSlim storeTurn, BudgetKeeper budget, string owner, TimeProvider clock,
    ILogger log)
{
    /// <summary>The name of its lease.</summary>
    public const string LeaseName = "retention";

    static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>After this time a process that died is followed by another.</summary>
    static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(15);

    /// <summary>Between two tries where the store is in trouble, or its settings are being taken over.</summary>
    static readonly TimeSpan ShortInterval = TimeSpan.FromSeconds(30);

    static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    Lease? _lease;
    bool _isRefused;

    /// <summary>True where this process stores posts and knows when nothing is to be stored.</summary>
    public bool HasWorker { get; init; }

    /// <summary>Runs until it is told to stop, or until the other jobs have ended.</summary>
    /// <param name="areOthersDone">Set when they have.</param>
    /// <param name="isInTrouble">Set when another job finds that the store refuses what it wants.</param>
    /// <param name="stop">Ends it between two steps.</param>
    /// <exception cref="StoreException">The store is unusable.</exception>
    public void Run(ManualResetEventSlim areOthersDone, AutoResetEvent isInTrouble, CancellationToken stop)
    {
        WaitHandle[] ends = [stop.WaitHandle, areOthersDone.WaitHandle];
        WaitHandle[] wakes = [.. ends, isInTrouble];
        try
        {
            while (true)
            {
                var isDone = TryRound(stop);
                // Trouble wakes it, but of trouble that lasts it hears all the time.
                var woken = WaitHandle.WaitAny(isDone ? wakes : ends, isDone ? Interval : ShortInterval);
                if (woken == 1)
                    TryRound(stop); // hours that recordings held open are free now
                if (woken is 0 or 1)
                    return;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        finally
        {
            Release();
        }
    }

    /// <summary>One round; false where it is to be tried again soon.</summary>
    public bool TryRound(CancellationToken stop)
    {
        try
        {
            var isDone = store.Use(link => Round(link, stop));
            _isRefused = false;
            return isDone;
        }
        catch (StoreException) when (_lease is { IsLost: true })
        {
            return true; // another process does it
        }
        catch (StoreException error) when (error.MayReturn)
        {
            _lease = null; // nobody knows what became of the connection; it runs out by itself
            TryRemoveSealed(error.Message, stop);
            return false;
        }
    }

    bool Round(StoreLink link, CancellationToken stop)
    {
        var session = link.Session;
        if (!StoreSession.IsInForce(session.Store, settings))
            return false; // its posts are being analysed again
        _lease = new(session.Store, LeaseName, owner, clock);
        if (_lease.TryTake(LeaseDuration) is null)
            return true; // another process does it
        session.Store.Guard = _lease.Check;
        try
        {
            var remover = RemoverOn(link);
            storeTurn.Run(link.Writer.TrimTombstones, stop);
            var age = (long)settings.Options.Retention.Posts.TotalMilliseconds;
            remover.RemoveReceivedBefore(clock.GetUtcNow().ToUnixTimeMilliseconds() - age, stop);
            // The worker makes room as well: two at once would plan with rows that the other has removed.
            var keeper = new PostRemover(session.Store, link.Pruner) { UseOf = budget.UseOf };
            storeTurn.Run(() => budget.Keep(keeper, coming: 0, isExact: true, stop), stop);
            var mayBlock = HasWorker && budget.IsIdleFor(Idle);
            var (hours, posts) = (remover.Done.Hours + keeper.Done.Hours, remover.Done.Posts + keeper.Done.Posts);
            if (hours > 0 || posts > 0)
                log.Pruned(hours, posts);
            storeTurn.Run(() => session.Store.Space.GiveBack(mayBlock, stop), stop);
        }
        finally
        {
            session.Store.Guard = null;
        }
        return true;
    }

    /// <summary>Deleting twice is harmless: without the right to write a lease it goes without.</summary>
    void TryRemoveSealed(string trouble, CancellationToken stop)
    {
        try
        {
            store.Use(link =>
            {
                var remover = RemoverOn(link);
                remover.RemoveSealed(stop);
                if (!_isRefused || remover.Done.Posts > 0)
                    log.RemovedUnderTrouble(trouble, remover.Done.Posts);
                _isRefused = true;
                return true;
            });
        }
        catch (StoreException error) when (error.MayReturn)
        {
            // it can do nothing at all: the other jobs tell
        }
    }

    PostRemover RemoverOn(StoreLink link) => new(link.Session.Store, link.Pruner)
    {
        UseOf = budget.UseOf,
        Step = work => storeTurn.Run(work, CancellationToken.None),
    };

    void Release()
    {
        try
        {
            _lease?.Release();
        }
        catch (StoreException)
        {
            // it runs out by itself
        }
    }
}
