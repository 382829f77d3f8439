using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Tidings.Configuration;

namespace Tidings.Tests.Configuration;

public sealed class UnitTests
{
    [Theory]
    [InlineData("30d", 30 * 86400L)]
    [InlineData("12h", 12 * 3600L)]
    [InlineData("15m", 900L)]
    [InlineData("60s", 60L)]
    [InlineData("0s", 0L)]
    [InlineData("007d", 7 * 86400L)]
    [InlineData("1H30M", 5400L)]
    [InlineData("1d2h3m4s", 93784L)]
    [InlineData("10675199d", 10675199 * 86400L)]
    public void Duration_Right_IsRead(string text, long seconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromTicks(seconds * TimeSpan.TicksPerSecond), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("d")]
    [InlineData("30 d")]
    [InlineData("-1d")]
    [InlineData("+1d")]
    [InlineData("1.5h")]
    [InlineData("1w")]
    [InlineData("5ms")]
    [InlineData("1m1h")]
    [InlineData("1h1h")]
    [InlineData("1d2")]
    [InlineData("٣d")]
    [InlineData("10675200d")]
    [InlineData("999999999999d")]
    [InlineData("99999999999999999999d")]
    public void Duration_Wrong_IsRefused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void Duration_Formatted_IsReadBack() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), number =>
        {
            var duration = TimeSpan.FromSeconds(Math.Abs((long)number) * 97);
            return DurationText.TryParse(DurationText.Format(duration), out var read) && read == duration;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("30d", "30d")]
    [InlineData("36h", "1d12h")]
    [InlineData("3600s", "1h")]
    [InlineData("0d", "0s")]
    public void Duration_Format_UsesTheLargestUnits(string text, string expected)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(expected, DurationText.Format(duration));
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("123", 123L)]
    [InlineData("123B", 123L)]
    [InlineData("2GB", 2_000_000_000L)]
    [InlineData("2 gb", 2_000_000_000L)]
    [InlineData("1.5GB", 1_500_000_000L)]
    [InlineData("512MiB", 512L << 20)]
    [InlineData("0.5kib", 512L)]
    [InlineData("1TiB", 1L << 40)]
    [InlineData("64kB", 64_000L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Size_Right_IsRead(string text, long bytes)
    {
        Assert.True(SizeText.TryParse(text, out var read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("-1")]
    [InlineData("2G")]
    [InlineData("2 XB")]
    [InlineData("0.3B")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("9223372036854775808")]
    [InlineData("9999999999TiB")]
    public void Size_Wrong_IsRefused(string text) => Assert.False(SizeText.TryParse(text, out _));

    [Fact]
    public void Units_InAForeignCulture_AreReadAlike()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.True(SizeText.TryParse("1.5GB", out var bytes));
            Assert.Equal(1_500_000_000, bytes);
            var options = Loading.Environment(("TIDINGS__TRADING__FEE", "0.002")).Sound().Options;
            Assert.Equal(0.002m, options.Trading.Fee);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
