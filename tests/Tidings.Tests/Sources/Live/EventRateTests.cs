using Tidings.Sources.Live;

namespace Tidings.Tests.Sources.Live;

public sealed class EventRateTests
{
    const long Start = 1_735_689_600_000;

    static EventRate Learned(double perSecond, int seconds)
    {
        var rate = new EventRate(TimeSpan.FromMinutes(1));
        for (var i = 0; i <= perSecond * seconds; i++)
            rate.Count(Start + (long)(i * 1000 / perSecond));
        return rate;
    }

    [Theory]
    [InlineData(30, 6, false)]
    [InlineData(30, 7, true)]
    [InlineData(0.1, 1900, false)]
    [InlineData(0.1, 2100, true)]
    [InlineData(2000, 0.09, false)]
    [InlineData(2000, 0.11, true)]
    public void IsHalt_MoreThan200EventsMissing_IsNoChance(double perSecond, double silent, bool isHalt) =>
        Assert.Equal(isHalt, Learned(perSecond, 120).IsHalt(TimeSpan.FromSeconds(silent)));

    [Fact]
    public void IsHalt_LittleSeenYet_SaysNothing()
    {
        Assert.False(Learned(30, 55).IsHalt(TimeSpan.FromHours(1)));
        Assert.False(new EventRate(TimeSpan.Zero).IsHalt(TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Pause_TimeInWhichNobodyListened_DoesNotCount()
    {
        var rate = Learned(30, 120);
        rate.Pause();
        rate.Count(Start + 7_200_000);
        rate.Count(Start + 7_201_000);
        Assert.True(rate.IsHalt(TimeSpan.FromSeconds(8)));
    }

    [Fact]
    public void Count_FewerForLong_IsLearned()
    {
        var rate = Learned(30, 120);
        for (var i = 1; i <= 3600; i++)
            rate.Count(Start + 120_000 + i * 1000);
        Assert.False(rate.IsHalt(TimeSpan.FromSeconds(150)));
        Assert.True(rate.IsHalt(TimeSpan.FromSeconds(220)));
    }

    [Fact]
    public void Count_ClockSetBack_GoesOn()
    {
        var rate = Learned(30, 120);
        rate.Count(Start);
        rate.Count(Start + 10);
        Assert.True(rate.IsHalt(TimeSpan.FromSeconds(8)));
    }
}
