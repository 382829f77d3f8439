namespace Tidings.Retention;

/// <summary>What a database may hold at most, in rows or in bytes.</summary>
/// <param name="Max">The bound; 0 for none.</param>
public readonly record struct Budget(long Max)
{
    static readonly BudgetLevel[] Levels = [BudgetLevel.Remove, BudgetLevel.SealAhead, BudgetLevel.Notice];

    /// <summary>True where there is a bound.</summary>
    public bool IsSet => Max > 0;

    /// <summary>The highest level that a fill has reached.</summary>
    /// <param name="fill">What is there, together with what is about to come; at least 0.</param>
    public BudgetLevel LevelOf(long fill)
    {
        if (IsSet)
            foreach (var level in Levels)
                if (HasReached(fill, level))
                    return level;
        return BudgetLevel.Low;
    }

    /// <summary>What is to be done at a fill.</summary>
    /// <param name="used">What is there.</param>
    /// <param name="coming">What is about to be stored.</param>
    /// <remarks>
    /// What is sealed ahead is what will have to go when the highest level is passed: so it can go even when the server
    /// has stopped to take anything new.
    /// </remarks>
    public BudgetPlan Plan(long used, long coming)
    {
        var fill = long.MaxValue - used < coming ? long.MaxValue : used + coming;
        var level = LevelOf(fill);
        return level switch
        {
            BudgetLevel.Remove when IsBeyond(fill, BudgetLevel.Remove) =>
                new(level, Seal: fill - At(BudgetLevel.SealAhead), Remove: fill - At(BudgetLevel.SealAhead)),
            BudgetLevel.Remove or BudgetLevel.SealAhead => new(
                level, Seal: At(BudgetLevel.Remove) - At(BudgetLevel.SealAhead) + 1 + coming, Remove: 0),
            _ => new(level, 0, 0),
        };
    }

    /// <summary>The fill at which a level ends where it is not reached yet: its share, rounded down.</summary>
    public long At(BudgetLevel level) => (long)((Int128)Max * (int)level / 100);

    bool HasReached(long fill, BudgetLevel level) => (Int128)fill * 100 >= (Int128)Max * (int)level;

    bool IsBeyond(long fill, BudgetLevel level) => (Int128)fill * 100 > (Int128)Max * (int)level;
}
