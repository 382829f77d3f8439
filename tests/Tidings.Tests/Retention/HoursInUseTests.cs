using Tidings.Retention;

namespace Tidings.Tests.Retention;

public sealed class HoursInUseTests
{
    readonly HoursInUse _hours = new();

    static long[] At(params int[] hours) => [.. hours.Select(hour => hour * HourUtc.Milliseconds + 1)];

    void Saw(string session, params int[] hours)
    {
        _hours.Stored(); // what came before
        _hours.Saw(session, At(hours));
    }

    [Fact]
    public void UseOf_Forwards_LeavesWhatItHasGoneThrough()
    {
        Saw("s", 3, 3, 4);
        Assert.Equal(HourUse.None, _hours.UseOf(new(2)));
        Assert.Equal(HourUse.Now, _hours.UseOf(new(3)));
        Assert.Equal(HourUse.Now, _hours.UseOf(new(4)));
        Assert.Equal(HourUse.Ahead, _hours.UseOf(new(5)));
    }

    [Fact]
    public void UseOf_Backwards_LooksTheOtherWay()
    {
        Saw("s", 5, 5);
        Saw("s", 4, 4);
        foreach (var (hour, use) in new[]
        {
            (3, HourUse.Ahead), (4, HourUse.Now), (5, HourUse.Now), (6, HourUse.None),
        })
            Assert.Equal(use, _hours.UseOf(new(hour)));
        Saw("t", 9, 8);
        Assert.Equal(HourUse.Ahead, _hours.UseOf(new(7)));
    }

    [Fact]
    public void UseOf_SlowestOfTwo_KeepsTheHoursAheadOfIt()
    {
        Saw("fast", 20);
        Saw("slow", 3);
        Assert.Equal(HourUse.Ahead, _hours.UseOf(new(10)));
        _hours.Ended("slow");
        Assert.Equal(HourUse.Ahead, _hours.UseOf(new(10))); // what it brought last is not stored yet
        _hours.Stored();
        Assert.Equal(HourUse.None, _hours.UseOf(new(10)));
        Assert.Equal(HourUse.Now, _hours.UseOf(new(19)));
    }

    [Fact]
    public void UseOf_HoursOfTheUnitInHand_AreInUseUntilItIsStored()
    {
        _hours.Coming(At(1, 7));
        Assert.Equal(HourUse.Now, _hours.UseOf(new(1)));
        Assert.Equal(HourUse.None, _hours.UseOf(new(6)));
        _hours.Stored();
        Assert.Equal(HourUse.None, _hours.UseOf(new(1)));
    }

    [Fact]
    public void Saw_NothingOrTooMany_StaysBounded()
    {
        _hours.Saw("empty", []);
        Assert.Equal(0, _hours.Count);
        for (var i = 0; i < HoursInUse.MaxSessions + 5; i++)
            Saw($"s{i}", 5);
        Assert.Equal(HoursInUse.MaxSessions, _hours.Count);
    }
}
