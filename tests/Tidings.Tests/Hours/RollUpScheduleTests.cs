using Tidings.Hours;

namespace Tidings.Tests.Hours;

public sealed class RollUpScheduleTests
{
    const long Large = RollUpSchedule.SmallHour + 1;
    static readonly HourUtc Hour = new(493_789);
    readonly RollUpSchedule _schedule = new();

    static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    bool IsDue(double at) => _schedule.DueHours(Seconds(at), [Hour]).Count == 1;

    [Fact]
    public void DueHours_UnknownHours_AreAllDueInTheirOrder() =>
        Assert.Equal([Hour.Next, Hour], _schedule.DueHours(default, [Hour.Next, Hour]));

    [Fact]
    public void DueHours_SmallHour_IsDueInTheNextRound()
    {
        _schedule.Computed(Hour, RollUpSchedule.SmallHour, Seconds(10), Seconds(5));
        Assert.True(IsDue(10));
    }

    [Theory]
    [InlineData(0.001, 1)] // never more often than each second
    [InlineData(0.05, 1)]
    [InlineData(0.5, 10)]
    [InlineData(2.9, 58)]
    [InlineData(3, 60)]
    [InlineData(500, 60)] // never more seldom than each minute
    public void DueHours_LargeHour_WaitsTwentyTimesItsLastComputing(double took, double wait)
    {
        _schedule.Computed(Hour, Large, Seconds(10), Seconds(took));
        Assert.False(IsDue(10 + wait - 0.001));
        Assert.Equal([Hour.Next], _schedule.DueHours(Seconds(10), [Hour, Hour.Next])); // others do not wait for it
        Assert.True(IsDue(10 + wait));
    }

    [Fact]
    public void DueHours_ComputedAgain_WaitsByTheLastComputing()
    {
        _schedule.Computed(Hour, Large, Seconds(10), Seconds(2));
        _schedule.Computed(Hour, Large, Seconds(50), Seconds(0.1));
        Assert.False(IsDue(51));
        Assert.True(IsDue(52));
        _schedule.Computed(Hour, Large, Seconds(60), Seconds(2));
        _schedule.Computed(Hour, 7, Seconds(61), Seconds(2)); // its posts were deleted
        Assert.True(IsDue(61));
    }

    [Fact]
    public void DueHours_LongIdle_AreForgotten()
    {
        for (var i = 0; i < 100; i++)
            _schedule.Computed(new(i), Large, Seconds(i), Seconds(1));
        Assert.Equal(100, _schedule.Count);
        Assert.Empty(_schedule.DueHours(Seconds(99), []));
        Assert.Equal(20, _schedule.Count);
        Assert.Empty(_schedule.DueHours(Seconds(200), []));
        Assert.Equal(0, _schedule.Count);
    }
}
