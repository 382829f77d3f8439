namespace Tidings.Simulation;

/// <summary>One of the five coins and how its day goes.</summary>
/// <param name="Symbol">Upper-case ticker.</param>
/// <param name="Names">What people call it; the first is also its hashtag.</param>
/// <param name="Weight">How often it is talked about beside the others.</param>
/// <param name="Price">Made-up price at midnight, in hundredths of a dollar.</param>
/// <param name="Positive">Of 100 posts, how many are pleased, at each full story hour.</param>
/// <param name="Negative">Of 100 posts, how many complain, at each full story hour.</param>
sealed record Coin(string Symbol, string[] Names, int Weight, long Price, int[] Positive, int[] Negative)
{
    /// <summary>Story seconds between which the exchange cannot be reached: from 13:55 until 16:50.</summary>
    public const int OutageFrom = 13 * 3600 + 3300, OutageTo = 16 * 3600 + 3000;

    /// <summary>Until when people talk about its return.</summary>
    public const int RecoveryTo = 20 * 3600;

    // btc sours with the outage at about 14:00 and recovers; eth is steady; ada climbs all day; bnb is quiet; xrp swings.
    public static Coin[] All { get; } =
    [
        new("BTC", ["Bitcoin", "bitcoin"], 34, 6_412_000,
            [44, 44, 43, 42, 42, 43, 44, 46, 47, 48, 50, 50, 50, 47, 10, 8, 12, 24, 38, 48, 52, 52, 50, 48],
            [22, 22, 23, 24, 24, 23, 22, 20, 20, 18, 18, 18, 18, 24, 76, 80, 72, 52, 30, 20, 18, 18, 20, 20]),
        new("ETH", ["Ethereum", "ethereum", "ether"], 24, 318_400,
            [44, 44, 44, 44, 44, 44, 44, 44, 45, 45, 45, 45, 45, 44, 40, 40, 42, 43, 44, 44, 44, 44, 44, 44],
            [24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 28, 28, 26, 25, 24, 24, 24, 24, 24, 24]),
        new("ADA", ["Cardano", "cardano"], 18, 62,
            [16, 18, 20, 22, 24, 26, 28, 31, 34, 37, 40, 42, 45, 48, 50, 53, 56, 58, 61, 64, 66, 69, 71, 73],
            [54, 52, 50, 48, 46, 44, 42, 39, 36, 34, 31, 29, 27, 25, 23, 21, 19, 17, 15, 13, 12, 10, 9, 8]),
        new("BNB", ["BinanceCoin", "binance coin"], 8, 58_900,
            [22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 20, 20, 20, 22, 22, 22, 22, 22, 22, 22],
            [16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 20, 20, 18, 16, 16, 16, 16, 16, 16, 16]),
        new("XRP", ["Ripple", "ripple"], 16, 54,
            [60, 62, 16, 14, 56, 60, 12, 20, 66, 62, 14, 16, 64, 58, 12, 14, 66, 60, 10, 16, 62, 60, 14, 18],
            [18, 16, 64, 66, 20, 18, 68, 58, 14, 16, 66, 64, 16, 18, 68, 66, 12, 18, 70, 62, 16, 18, 66, 60]),
    ];

    /// <summary>The mood of a post about it at a story second.</summary>
    public Mood MoodAt(int second, Dice dice)
    {
        var left = dice.Below(6000) - Between(Positive, second);
        if (left < 0)
            return Mood.Positive;
        return left < Between(Negative, second) ? Mood.Negative : Mood.Neutral;
    }

    /// <summary>How often it is talked about at a story second: btc three times as often during the outage.</summary>
    public int WeightAt(int second) => Symbol == "BTC" && second is >= OutageFrom and < OutageTo ? Weight * 3 : Weight;

    /// <summary>Its made-up price in hundredths of a dollar: moved by up to 6 percent by its mood.</summary>
    public long PriceAt(int second, Dice dice)
    {
        var mood = Between(Positive, second) - Between(Negative, second); // -6000 to 6000
        return Math.Max(1, Price + Price * mood / 100_000 + Price * dice.Between(-40, 40) / 10_000);
    }

    // Sixtieths of a percent on the straight line between two full hours.
    static int Between(int[] hours, int second)
    {
        var (hour, minute) = (second / 3600, second / 60 % 60);
        return hours[hour] * (60 - minute) + hours[(hour + 1) % 24] * minute;
    }
}
