using Tidings.Hours;

namespace Tidings.Tests.Hours;

public sealed class FollowerWeightTests
{
    [Theory]
    [InlineData(null, 10_000)]
    [InlineData(0L, 10_000)]
    [InlineData(1L, 10_414)]
    [InlineData(90L, 20_000)]
    [InlineData(990L, 30_000)]
    [InlineData(99_999_990L, 80_000)]
    [InlineData(long.MaxValue, 189_649)]
    public void Of_Followers_IsTheLogarithmToFourDecimals(long? followers, int expected) =>
        Assert.Equal(expected, FollowerWeight.Of(followers));
}
