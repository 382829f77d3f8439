using Tidings.Simulation;

namespace Tidings.Tests.Simulation;

public sealed class CoinTests
{
    [Theory]
    [InlineData("BTC", 11, 150, 240)]
    [InlineData("BTC", 15, 700, 850)]
    [InlineData("BTC", 21, 130, 240)]
    [InlineData("ADA", 1, 460, 570)]
    [InlineData("ADA", 22, 60, 140)]
    [InlineData("ETH", 9, 190, 290)]
    [InlineData("BNB", 9, 110, 210)]
    public void MoodAt_HourOfTheStory_ComplainsAsOftenAsTold(string symbol, int hour, int fewest, int most)
    {
        var coin = Coin.All.Single(c => c.Symbol == symbol);
        var dice = new Dice(5);

        var sad = Enumerable.Range(0, 1000).Count(_ => coin.MoodAt(hour * 3600, dice) == Mood.Negative);

        Assert.InRange(sad, fewest, most);
    }

    [Fact]
    public void WeightAt_Outage_TriplesBtcAlone()
    {
        Assert.Equal(3 * Coin.All[0].Weight, Coin.All[0].WeightAt(15 * 3600));
        Assert.All(Coin.All.Skip(1), c => Assert.Equal(c.Weight, c.WeightAt(15 * 3600)));
    }
}
