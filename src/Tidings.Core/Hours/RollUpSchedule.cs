namespace Tidings.Hours;

/// <summary>
/// Decides when a changed hour is computed again. Small hours at once; a large one costs seconds, so it waits in
/// proportion to what its last computing took, never over a minute. Closing an hour asks nobody.
/// </summary>
/// <remarks>
/// Only large hours whose wait is not over are remembered, so that there are never more than can be computed in
/// <see cref="LongestWait"/>. Serves one thread.
/// </remarks>
public sealed class RollUpSchedule
{
    /// <summary>Up to this many kept posts an hour is computed whenever it changed.</summary>
    public const long SmallHour = 100_000;

    /// <summary>A large hour is computed at most once in this many times its last computing time.</summary>
    public const int RestFactor = 20;

    /// <summary>The least time between two computings of a large hour.</summary>
    public static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>The most time between two computings of an hour that goes on changing.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    readonly Dictionary<HourUtc, TimeSpan> _dueAt = [];

    /// <summary>Hours that it remembers.</summary>
    public int Count => _dueAt.Count;

    /// <summary>Those of the changed hours that are to be computed now, in the order given.</summary>
    /// <param name="now">The time on a clock that never goes back, from any fixed instant.</param>
    /// <param name="dirtyHours">The hours that changed since they were computed.</param>
    public IReadOnlyList<HourUtc> DueHours(TimeSpan now, IReadOnlyList<HourUtc> dirtyHours)
    {
        foreach (var (hour, dueAt) in _dueAt)
            if (dueAt <= now)
                _dueAt.Remove(hour); // an hour that may be computed at once needs no memory
        return [.. dirtyHours.Where(hour => !_dueAt.ContainsKey(hour))];
    }

    /// <summary>Notes that an hour was computed.</summary>
    /// <param name="hour">The hour.</param>
    /// <param name="posts">Kept posts in it.</param>
    /// <param name="startedAt">When that began, on the clock of <see cref="DueHours"/>.</param>
    /// <param name="took">How long it took.</param>
    public void Computed(HourUtc hour, long posts, TimeSpan startedAt, TimeSpan took)
    {
        if (posts <= SmallHour)
            _dueAt.Remove(hour);
        else
            _dueAt[hour] = startedAt + Wait(took);
    }

    static TimeSpan Wait(TimeSpan took) =>
        took >= LongestWait / RestFactor ? LongestWait
        : took <= ShortestWait / RestFactor ? ShortestWait
        : took * RestFactor;
}
