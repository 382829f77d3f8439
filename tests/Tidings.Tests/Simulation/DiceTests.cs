using Tidings.Simulation;

namespace Tidings.Tests.Simulation;

public sealed class DiceTests
{
    [Fact]
    public void Next_PublishedSeed_GivesPublishedSequence()
    {
        var dice = new Dice(1234567);

        ulong[] sequence = [dice.Next(), dice.Next(), dice.Next(), dice.Next(), dice.Next()];

        // SplitMix64's widely published test vector
        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821], sequence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Below_ManyThrows_CoversTheRangeEvenly(int end)
    {
        var dice = new Dice(99);
        var counts = new int[end];
        for (var i = 0; i < end * 200; i++)
            counts[dice.Below(end)]++;

        Assert.All(counts, c => Assert.InRange(c, 100, 300));
    }

    [Fact]
    public void Tid_Zero_IsAllTwos() => Assert.Equal("2222222222222", TimedIds.Tid(0, 0));

    [Fact]
    public void Tid_LaterMoment_SortsBehind() =>
        Assert.True(string.CompareOrdinal(TimedIds.Tid(1_781_955_768_477_338, 31), TimedIds.Tid(1_781_955_768_477_339, 0)) < 0);

    [Fact]
    public void X_Epoch_HoldsOnlyTheSequence() => Assert.Equal(5UL, TimedIds.X(Snowflake.XEpoch, 5));
}
