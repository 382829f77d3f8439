using Tidings.Retention;
using Tidings.Storage;

namespace Tidings.Cli.Jobs.Retaining;

/// <summary>
/// Seals and empties hours, the oldest first. An open hour stays whole, whatever is asked. Each transaction is a step,
/// so that others get their turn in between.
/// </summary>
sealed class PostRemover(IStore store, IPruner pruner)
{
    /// <summary>Rows of a table that one step removes.</summary>
    const int PortionRows = 5_000;

    readonly HashSet<HourUtc> _gone = []; // in a dry run they are still there

    /// <summary>Runs one transaction.</summary>
    public Action<Action> Step { get; init; } = static work => work();

    /// <summary>Whether posts are still coming for an hour.</summary>
    public Func<HourUtc, HourUse> UseOf { get; init; } = static _ => HourUse.None;

    /// <summary>Only counts what it would do.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Told of each hour that is done.</summary>
    public Action<HourUtc>? OnHour { get; init; }

    /// <summary>What it has done.</summary>
    public PrunedPosts Done { get; private set; }

    /// <summary>What the store takes up.</summary>
    public IStoreSpace Space { get; } = store.Space;

    /// <summary>Rows of <c>post</c>; after a dry run those that would be left.</summary>
    public long CountPosts() => Space.CountPosts() - (IsDryRun ? Done.Posts : 0);

    /// <summary>Removes the hours that ended before an instant and all of whose posts were received before.</summary>
    /// <param name="instant">Unix milliseconds.</param>
    /// <param name="stop">Ends it between two steps.</param>
    public void RemoveReceivedBefore(long instant, CancellationToken stop)
    {
        foreach (var hour in Hours(stop))
        {
            if (hour.Hour.Next.UnixMilliseconds > instant)
                break;
            if (TrySeal(hour, HourUse.Now, instant))
                Empty(hour, stop);
        }
        if (!IsDryRun) // what no row of post stands for: silent hours, hidden posts
            Step(() => Add(pruner.Prune(instant, stop)));
    }

    /// <summary>Removes what is left of the hours that are sealed already. Needs no right but to delete.</summary>
    public void RemoveSealed(CancellationToken stop)
    {
        foreach (var hour in Hours(stop))
            if (hour.Stage == HourStage.Sealed)
                Empty(hour, stop);
    }

    /// <summary>Seals the oldest hours until so many rows lie in sealed ones; returns how many do.</summary>
    public long SealAhead(long rows, CancellationToken stop)
    {
        var found = 0L;
        foreach (var hour in Hours(stop))
        {
            if (found >= rows)
                break;
            if (hour.Stage != HourStage.Sealed && !TrySeal(hour, HourUse.None))
                continue;
            found += hour.Rows;
        }
        return found;
    }

    /// <summary>Removes the oldest hours until so many rows are gone; returns how many are.</summary>
    /// <param name="rows">Rows of <c>post</c>.</param>
    /// <param name="use">Hours of a greater use stay.</param>
    /// <param name="stop">Ends it between two steps.</param>
    public long RemoveOldest(long rows, HourUse use, CancellationToken stop)
    {
        var removed = 0L;
        foreach (var hour in Hours(stop))
        {
            if (removed >= rows)
                break;
            if (hour.Stage != HourStage.Sealed && !TrySeal(hour, use))
                continue;
            Empty(hour, stop);
            removed += hour.Rows;
        }
        return removed;
    }

    /// <summary>The hours that hold posts, oldest first, open ones left out.</summary>
    IEnumerable<HourPosts> Hours(CancellationToken stop)
    {
        var hour = Space.NextHour(new HourUtc(0));
        for (; hour is not null; hour = Space.NextHour(hour.Hour.Next))
        {
            stop.ThrowIfCancellationRequested();
            if (hour.Stage != HourStage.Open && !_gone.Contains(hour.Hour))
                yield return hour;
        }
    }

    bool TrySeal(HourPosts hour, HourUse use, long receivedBefore = long.MaxValue)
    {
        if (hour.Stage == HourStage.Sealed)
            return true;
        var isSealed = IsDryRun && Space.LastReceivedIn(hour.Hour) < receivedBefore;
        if (!IsDryRun) // asked within the step: while it waited for its turn, posts may have come
            Step(() => isSealed = UseOf(hour.Hour) <= use && pruner.Seal(hour.Hour, receivedBefore));
        if (isSealed)
            Add(new(1, 0));
        return isSealed;
    }

    void Empty(HourPosts hour, CancellationToken stop)
    {
        if (IsDryRun)
        {
            _gone.Add(hour.Hour);
            Add(new(0, hour.Rows));
        }
        for (var isMoreLeft = !IsDryRun; isMoreLeft;)
        {
            stop.ThrowIfCancellationRequested();
            Step(() =>
            {
                (isMoreLeft, var posts) = pruner.Empty(hour.Hour, PortionRows);
                Add(new(0, posts));
            });
        }
        OnHour?.Invoke(hour.Hour);
    }

    void Add(PrunedPosts more) => Done = new(Done.Hours + more.Hours, Done.Posts + more.Posts);
}
