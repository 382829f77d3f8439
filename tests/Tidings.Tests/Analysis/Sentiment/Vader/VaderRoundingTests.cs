using System.Numerics;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Sentiment.Vader;

public sealed class VaderRoundingTests
{
    [Theory]
    [InlineData(0.00005, 0.0001)] // the double is a little above the tie
    [InlineData(0.03125, 0.0312)] // an exact tie goes to the even digit
    [InlineData(0.09375, 0.0938)]
    [InlineData(-0.03125, -0.0312)]
    [InlineData(0.12345, 0.1235)] // a little above
    [InlineData(0.33335, 0.3333)] // a little below
    [InlineData(0.99996, 1)]
    [InlineData(1, 1)]
    [InlineData(-1, -1)]
    [InlineData(double.Epsilon, 0)]
    public void ToFour_Edge_RoundsTheExactValue(double value, double expected) =>
        Assert.Equal(expected, VaderRounding.ToFour(value));

    [Fact]
    public void ToFour_SmallNegative_IsNotNegativeZero() => Assert.False(double.IsNegative(VaderRounding.ToFour(-1e-9)));

    [Fact]
    public void Round_RandomValuesAndTies_EqualsExactArithmetic()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        for (var round = 0; round < 200_000; round++)
        {
            var value = (round % 4) switch
            {
                0 => random.NextDouble(),
                1 => random.Next(0, 1 << 14) / (double)(1 << 14), // dyadic: exact ties among them
                2 => (random.Next(0, 10_000) + 0.5) / 10_000,
                _ => Math.BitIncrement((random.Next(0, 1_000) + 0.5) / 1_000),
            };
            if (round % 8 >= 4)
                value = -value;
            Assert.True(Exact(value, 1_000) == VaderRounding.ToThree(value), $"seed {Seed}, {value:R} to 3");
            Assert.True(Exact(value, 10_000) == VaderRounding.ToFour(value), $"seed {Seed}, {value:R} to 4");
        }
    }

    /// <summary>Rounds the fraction that a double is, half to even, in whole numbers.</summary>
    static double Exact(double value, int scale)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52);
        var mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        var numerator = new BigInteger(exponent == 0 ? mantissa : mantissa | (1L << 52)) * scale * 2;
        var denominator = BigInteger.One << (1075 - Math.Max(exponent, 1));
        // Of twice the value the whole part is even just below a half or odd from the half on.
        var twice = BigInteger.DivRem(numerator, denominator, out var rest);
        var whole = twice / 2;
        if (!twice.IsEven && (!rest.IsZero || !whole.IsEven))
            whole++;
        return Math.Sign(value) * (double)whole / scale;
    }
}
