using FsCheck;
using FsCheck.Fluent;
using Tidings.Retention;

namespace Tidings.Tests.Retention;

public sealed class BudgetTests
{
    static readonly Arbitrary<(long Max, long Used, long Coming)> Fills = (
        from max in Gen.Choose(1, 2_000)
        from used in Gen.Choose(0, 2 * max)
        from coming in Gen.Choose(0, max)
        select ((long)max, (long)used, (long)coming)).ToArbitrary();

    [Theory]
    [InlineData(699, BudgetLevel.Low)]
    [InlineData(700, BudgetLevel.Notice)]
    [InlineData(849, BudgetLevel.Notice)]
    [InlineData(850, BudgetLevel.SealAhead)]
    [InlineData(949, BudgetLevel.SealAhead)]
    [InlineData(950, BudgetLevel.Remove)]
    [InlineData(5_000, BudgetLevel.Remove)]
    public void LevelOf_AThousandAtMost_BeginsAtItsShare(long fill, BudgetLevel level) =>
        Assert.Equal(level, new Budget(1_000).LevelOf(fill));

    [Fact]
    public void LevelOf_NoBound_IsAlwaysLow()
    {
        Assert.Equal(BudgetLevel.Low, new Budget(0).LevelOf(long.MaxValue));
        Assert.Equal(new(BudgetLevel.Low, 0, 0), new Budget(0).Plan(long.MaxValue, long.MaxValue));
        Assert.False(new Budget(0).IsSet);
    }

    [Fact]
    public void Plan_GreatestNumbers_DoesNotOverflow()
    {
        Assert.Equal(BudgetLevel.Notice, new Budget(long.MaxValue).LevelOf(long.MaxValue / 10 * 7 + 7));
        Assert.True(new Budget(long.MaxValue).Plan(long.MaxValue, 1).Remove > 0);
    }

    [Fact]
    public void Plan_WhatComes_Counts()
    {
        var budget = new Budget(1_000);
        Assert.Equal(new(BudgetLevel.Notice, 0, 0), budget.Plan(800, 49));
        Assert.Equal(new(BudgetLevel.SealAhead, 100 + 1 + 50, 0), budget.Plan(800, 50));
        Assert.Equal(new(BudgetLevel.Remove, 100 + 1 + 50, 0), budget.Plan(900, 50));
        Assert.Equal(new(BudgetLevel.Remove, 101, 101), budget.Plan(900, 51));
    }

    [Fact]
    public void Plan_AnyFill_RemovesDownToSealAheadAndOnlyBeyondTheLast() => Prop.ForAll(Fills, fill =>
    {
        var budget = new Budget(fill.Max);
        var plan = budget.Plan(fill.Used, fill.Coming);
        var all = fill.Used + fill.Coming;
        var left = all - plan.Remove;
        return plan.Level == budget.LevelOf(all)
            && plan.Remove > 0 == (all * 100 > fill.Max * 95)
            && plan.Seal > 0 == (all * 100 >= fill.Max * 85)
            && (plan.Remove == 0 || (left * 100 <= fill.Max * 85 && (left + 1) * 100 > fill.Max * 85))
            && plan.Seal >= plan.Remove;
    }).QuickCheckThrowOnFailure();

    /// <summary>
    /// What is sealed ahead suffices to come down again from the first fill that is beyond the last level, whatever
    /// was to be stored then.
    /// </summary>
    [Fact]
    public void Plan_SealedAhead_IsWhatWillHaveToGo() => Prop.ForAll(Fills, fill =>
    {
        var budget = new Budget(fill.Max);
        var ahead = budget.Plan(fill.Used, fill.Coming);
        if (ahead.Seal == 0 || ahead.Remove > 0)
            return true;
        var first = budget.At(BudgetLevel.Remove) + 1;
        return ahead.Seal >= budget.Plan(first, 0).Remove;
    }).QuickCheckThrowOnFailure();
}
