using Tidings.Retention;

namespace Tidings.Tests.Retention;

public sealed class BudgetAlarmTests
{
    readonly BudgetAlarm _alarm = new();

    [Fact]
    public void Observe_Rising_TellsEachLevelOnce()
    {
        Assert.Empty(_alarm.Observe(BudgetLevel.Low, default));
        Assert.Equal([BudgetLevel.Notice], _alarm.Observe(BudgetLevel.Notice, default));
        Assert.Empty(_alarm.Observe(BudgetLevel.Notice, TimeSpan.FromHours(5)));
        Assert.Equal([BudgetLevel.SealAhead, BudgetLevel.Remove], _alarm.Observe(BudgetLevel.Remove, default));
    }

    [Fact]
    public void Observe_UpAndDown_TellsALevelAtMostOnceAnHour()
    {
        _alarm.Observe(BudgetLevel.Remove, default);
        _alarm.Observe(BudgetLevel.SealAhead, default);
        Assert.Empty(_alarm.Observe(BudgetLevel.Remove, BudgetAlarm.Rest - TimeSpan.FromTicks(1)));
        _alarm.Observe(BudgetLevel.SealAhead, BudgetAlarm.Rest);
        Assert.Equal([BudgetLevel.Remove], _alarm.Observe(BudgetLevel.Remove, BudgetAlarm.Rest));
        Assert.Empty(_alarm.Observe(BudgetLevel.Remove, BudgetAlarm.Rest * 3)); // it never left
    }
}
