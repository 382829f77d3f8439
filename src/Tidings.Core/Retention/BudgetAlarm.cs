namespace Tidings.Retention;

/// <summary>
/// Says when somebody should be told of a budget: each time a level is newly reached, but of each level at most once an
/// hour, because pruning lets the fill go up and down. Serves one thread.
/// </summary>
public sealed class BudgetAlarm
{
    /// <summary>The least time between two warnings of one level.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    static readonly BudgetLevel[] Levels = [BudgetLevel.Notice, BudgetLevel.SealAhead, BudgetLevel.Remove];

    readonly Dictionary<BudgetLevel, TimeSpan> _toldAt = [];
    BudgetLevel _last;

    /// <summary>The levels to tell of now, the lowest first.</summary>
    /// <param name="level">The level that is reached.</param>
    /// <param name="now">The time on a clock that never goes back, from any fixed instant.</param>
    public IReadOnlyList<BudgetLevel> Observe(BudgetLevel level, TimeSpan now)
    {
        var before = _last;
        _last = level;
        var told = new List<BudgetLevel>();
        foreach (var reached in Levels)
        {
            if (reached > level || reached <= before || (_toldAt.TryGetValue(reached, out var at) && now - at < Rest))
                continue;
            _toldAt[reached] = now;
            told.Add(reached);
        }
        return told;
    }
}
