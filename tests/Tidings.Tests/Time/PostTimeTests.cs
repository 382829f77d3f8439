using System.Globalization;
using System.Text;

namespace Tidings.Tests.Time;

public sealed class PostTimeTests
{
    static long? Parse(string text) => PostTime.TryParse(Encoding.UTF8.GetBytes(text), out var time) ? time : null;

    static long Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    [Theory]
    [InlineData("2026-05-01T13:05:09Z", "2026-05-01T13:05:09Z")]
    [InlineData("2026-05-01t13:05:09z", "2026-05-01T13:05:09Z")]
    [InlineData("2026-05-01 13:05:09", "2026-05-01T13:05:09Z")]
    [InlineData("2026-05-01T13:05:09", "2026-05-01T13:05:09Z")]
    [InlineData("2026-05-01T13:05:09.1Z", "2026-05-01T13:05:09.100Z")]
    [InlineData("2026-05-01T13:05:09.12Z", "2026-05-01T13:05:09.120Z")]
    [InlineData("2026-05-01T13:05:09.123Z", "2026-05-01T13:05:09.123Z")]
    [InlineData("2026-05-01T13:05:09.123999999999999999Z", "2026-05-01T13:05:09.123Z")]
    [InlineData("2026-05-01T13:05:09.Z", "2026-05-01T13:05:09Z")]
    [InlineData("2026-05-01T13:05:09+02:00", "2026-05-01T11:05:09Z")]
    [InlineData("2026-05-01T13:05:09.5-0930", "2026-05-01T22:35:09.500Z")]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z")]
    [InlineData("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z")]
    [InlineData("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10T20:19:24Z")]
    [InlineData("Sat Dec 31 23:59:60 -0100 2016", "2017-01-01T00:59:59Z")]
    [InlineData("Sun Jan 01 00:00:00 +0530 2012", "2011-12-31T18:30:00Z")]
    public void TryParse_Date_IsRead(string text, string expected) => Assert.Equal(Utc(expected), Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("2026-05-01")]
    [InlineData("2026-05-01T13:05")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-00-01T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-05-00T00:00:00Z")]
    [InlineData("2026-05-01T24:00:00Z")]
    [InlineData("2026-05-01T00:60:00Z")]
    [InlineData("2026-05-01T00:00:61Z")]
    [InlineData("0000-05-01T00:00:00Z")]
    [InlineData("+026-05-01T00:00:00Z")]
    [InlineData("12026-05-01T00:00:00Z")]
    [InlineData("2026-05-01\013:05:09Z")]
    [InlineData("2026-05-01T13:05:09 Z")]
    [InlineData("2026-05-01T13:05:09ZZ")]
    [InlineData("2026-05-01T13:05:09+24:00")]
    [InlineData("2026-05-01T13:05:09+02:60")]
    [InlineData("2026-05-01T13:05:09+2:00")]
    [InlineData("2026-05-01T13:05:09+02:0")]
    [InlineData("2026-05-01T13:05:09*02:00")]
    [InlineData("٢٠٢٦-05-01T13:05:09Z")]
    [InlineData("Wed Oct 32 20:19:24 +0000 2018")]
    [InlineData("Wed oct 10 20:19:24 +0000 2018")]
    [InlineData("Wed ctN 10 20:19:24 +0000 2018")]
    [InlineData("Wed Oct 10 20:19:24 0000  2018")]
    [InlineData("Wed Oct 10 20:19:24 +0000 20188")]
    [InlineData("Wed Oct 10 20:19:24 GMT 2018")]
    public void TryParse_NoDate_IsRefused(string text) => Assert.Null(Parse(text));

    [Fact]
    public void TryParse_AnyInstant_RoundTrips()
    {
        const int seed = 5;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-62_135_596_800_000, 253_402_300_800_000));
            var iso = at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var x = at.ToString("ddd MMM dd HH:mm:ss +0000 yyyy", CultureInfo.InvariantCulture);

            Assert.True(Parse(iso) == at.ToUnixTimeMilliseconds(), $"seed {seed}: {iso}");
            Assert.True(Parse(x) == at.ToUnixTimeSeconds() * 1000, $"seed {seed}: {x}");
        }
    }

    [Fact]
    public void TryParse_DamagedDates_ThrowNothing()
    {
        const int seed = 6;
        var random = new Random(seed);
        foreach (var date in new[] { "2026-05-01T13:05:09.123+02:00", "Wed Oct 10 20:19:24 +0000 2018" })
            for (var i = 0; i < 20_000; i++)
            {
                var text = Encoding.UTF8.GetBytes(date);
                text[random.Next(text.Length)] = (byte)random.Next(256);
                text = text[..random.Next(text.Length + 1)];
                if (PostTime.TryParse(text, out var time))
                    Assert.InRange(time, -62_200_000_000_000, 253_500_000_000_000);
            }
    }

    [Fact]
    public void IsAccepted_Range_IsInclusive()
    {
        const long received = 1_777_640_400_000;
        Assert.Equal(PostTime.Earliest, Utc("2006-03-21T00:00:00Z"));
        Assert.True(PostTime.IsAccepted(PostTime.Earliest, received));
        Assert.False(PostTime.IsAccepted(PostTime.Earliest - 1, received));
        Assert.True(PostTime.IsAccepted(received + 300_000, received));
        Assert.False(PostTime.IsAccepted(received + 300_001, received));
        Assert.True(PostTime.IsAccepted(received, long.MaxValue));
        Assert.False(PostTime.IsAccepted(received, long.MinValue));
        Assert.False(PostTime.IsAccepted(long.MinValue, long.MinValue));
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("007", 7L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("18446744073709551616", null)]
    [InlineData("", null)]
    [InlineData("+5", null)]
    [InlineData("-5", null)]
    [InlineData("5.0", null)]
    [InlineData("5 ", null)]
    [InlineData("1e3", null)]
    [InlineData("٥", null)]
    public void TryParseLong_Digits_AreAll(string text, long? expected) =>
        Assert.Equal(expected, PostTime.TryParseLong(Encoding.UTF8.GetBytes(text), out var value) ? value : null);
}
