using Tidings.Hours;

namespace Tidings.Tests.Hours;

public sealed class WilsonTests
{
    [Theory]
    [InlineData(0, 0, 0.0)]
    [InlineData(0, 10, 0.0)]
    [InlineData(3, 3, 0.438503)] // n / (n + z²)
    [InlineData(5, 5, 0.565518)]
    [InlineData(80, 129, 0.534073)]
    [InlineData(90, 100, 0.825634)]
    [InlineData(1, 1, 0.206549)]
    public void LowerBound_KnownCases_EqualHandCalculation(long successes, long trials, double expected) =>
        Assert.Equal(expected, Wilson.LowerBound(successes, trials), 6);

    [Fact]
    public void LowerBound_AnyVotes_GrowsWithBothAndStaysBelowTheRate()
    {
        for (var trials = 1; trials <= 60; trials++)
            for (var successes = 0; successes <= trials; successes++)
            {
                var bound = Wilson.LowerBound(successes, trials);
                Assert.InRange(bound, 0, (double)successes / trials);
                if (successes > 0)
                    Assert.True(bound > Wilson.LowerBound(successes - 1, trials), $"{successes} of {trials}");
                Assert.True(Wilson.LowerBound(2 * successes, 2 * trials) >= bound, $"twice {successes} of {trials}");
            }
    }
}
