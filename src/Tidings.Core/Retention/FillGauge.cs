namespace Tidings.Retention;

/// <summary>
/// Knows about how many rows there are without counting them all the time. What this process adds is known; others may
/// add as well, so it is assumed to be several times as much, and counted again before that could reach the next level.
/// Serves one thread.
/// </summary>
public sealed class FillGauge(Budget budget)
{
    /// <summary>What all may have added together, in what this process added.</summary>
    public const int Others = 4;

    /// <summary>A count is not trusted for longer.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromMinutes(5);

    long _counted;
    long _added;
    TimeSpan? _countedAt;

    /// <summary>What is there: the last count, and what this process added since.</summary>
    public long Used => _counted + _added;

    /// <summary>Notes an exact count.</summary>
    /// <param name="used">What is there.</param>
    /// <param name="now">The time on a clock that never goes back, from any fixed instant.</param>
    public void Counted(long used, TimeSpan now) => (_counted, _added, _countedAt) = (used, 0, now);

    /// <summary>Notes what this process added.</summary>
    public void Added(long added) => _added += added;

    /// <summary>Forgets the count: somebody has to count again.</summary>
    public void Forget() => _countedAt = null;

    /// <summary>Whether to count before storing more.</summary>
    /// <param name="coming">What is about to be stored.</param>
    /// <param name="now">On the clock of <see cref="Counted"/>.</param>
    public bool MustCount(long coming, TimeSpan now)
    {
        if (_countedAt is not { } at || now - at >= Trust)
            return true;
        var most = (Int128)_counted + ((Int128)_added + coming) * Others;
        var level = budget.LevelOf(most > long.MaxValue ? long.MaxValue : (long)most);
        // Just counted, it is as exact as it gets.
        return _added > 0 && (level > budget.LevelOf(_counted) || level == BudgetLevel.Remove);
    }
}
