using Microsoft.Extensions.Logging;
using Tidings.Cli.Logging;
using Tidings.Hours;
using Tidings.Queue;
using Tidings.Storage;

namespace Tidings.Cli.Jobs;

/// <summary>Computes the hours that change, soon after they changed, and closes those that are over.</summary>
sealed class RollUpJob(
    IPostQueue queue, Settings settings, StoreLink store, SemaphoreSlim storeTurn, ManualResetEventSlim areHoursDirty,
    Persistence persistence, TimeProvider clock, ILogger log)
{
    /// <summary>Other processes cannot wake this one: it looks by itself.</summary>
    static readonly TimeSpan RoundWait = TimeSpan.FromMilliseconds(200);

    static readonly TimeSpan CloseInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long an hour that is being computed is waited for, once told to stop.</summary>
    static readonly TimeSpan LastHour = TimeSpan.FromSeconds(3);

    /// <summary>Days are for windows of weeks, which can also be added up from hours: they may wait.</summary>
    static readonly TimeSpan DaysInterval = TimeSpan.FromMinutes(1);

    /// <summary>Hours come first: days that take longer together go on at the next look.</summary>
    static readonly TimeSpan DaysLimit = TimeSpan.FromSeconds(1);

    readonly RollUpSchedule _schedule = new();
    readonly long _started = clock.GetTimestamp();
    TimeSpan? _closedAt;
    TimeSpan _daysAt;

    /// <summary>Whether the job ends once no hour is left to compute; asked before each look.</summary>
    public Func<bool> EndsWhenDone { get; init; } = static () => false;

    TimeSpan Now => clock.GetElapsedTime(_started);

    /// <summary>Runs until it is told to stop, or until everything is computed where that is the end.</summary>
    /// <exception cref="StoreException">The store is unusable.</exception>
    public void Run(CancellationToken stop)
    {
        // An hour of millions takes longer than a stop may.
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var stopping = stop.Register(() => late.CancelAfter(LastHour));
        while (!stop.IsCancellationRequested)
        {
            areHoursDirty.Reset(); // before looking: what changes from now on wakes it again
            var isLast = EndsWhenDone();
            try
            {
                persistence.Run("store", () => store.Use(link =>
                {
                    using var interruption = late.Token.Register(link.Session.Store.Interrupt);
                    return Round(link, isLast, stop);
                }), stop);
            }
            catch (Exception error) when (
                stop.IsCancellationRequested && (error is OperationCanceledException || Persistence.Passes(error)))
            {
                return; // the marks stay: the next start computes what this one did not
            }
            if (isLast)
                return;
            WaitForChange(stop);
        }
    }

    void WaitForChange(CancellationToken stop)
    {
        try
        {
            areHoursDirty.Wait(RoundWait, stop);
        }
        catch (OperationCanceledException)
        {
        }
    }

    bool Round(StoreLink link, bool isLast, CancellationToken stop)
    {
        var rollUp = link.Session.RollUp;
        var dirty = rollUp.DirtyHours();
        foreach (var hour in isLast ? dirty : _schedule.DueHours(Now, dirty))
        {
            stop.ThrowIfCancellationRequested();
            storeTurn.Run(() =>
            {
                var started = Now;
                var computed = rollUp.ComputeIfDirty(hour, RollUpSchedule.SmallHour + 1);
                if (computed is not { } found)
                    return; // another process was quicker
                _schedule.Computed(hour, found.Posts, started, Now - started);
                log.HourComputed(hour.ToString(), Now - started);
            }, stop);
        }
        if (isLast || _closedAt is null || Now - _closedAt >= CloseInterval)
            storeTurn.Run(() =>
            {
                _closedAt = Now;
                foreach (var hour in rollUp.CloseHours(settings.Options.Rollup, queue.State().OldestReceivedAt))
                    log.HourClosed(hour.ToString());
            }, stop);
        if (isLast || Now >= _daysAt)
            ComputeDays(rollUp, isLast, stop);
        return true;
    }

    void ComputeDays(IRollUp rollUp, bool isLast, CancellationToken stop)
    {
        var started = Now;
        foreach (var day in rollUp.DirtyDays())
        {
            storeTurn.Run(() => rollUp.ComputeDay(day), stop);
            if (!isLast && Now - started > DaysLimit)
                break;
        }
        _daysAt = Now + DaysInterval;
    }
}
