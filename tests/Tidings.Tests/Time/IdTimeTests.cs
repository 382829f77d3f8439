using System.Text;
using Tidings.Tests.Support;

namespace Tidings.Tests.Time;

/// <summary>Times inside of ids.</summary>
public sealed class IdTimeTests
{
    static long? TidOf(string text) => Tid.TryParse(Encoding.UTF8.GetBytes(text), out var value) ? value : null;

    [Fact]
    public void Tid_AnyInstant_RoundTripsAndSorts()
    {
        const int seed = 3;
        var random = new Random(seed);
        var tids = Enumerable.Range(0, 2_000).Select(_ => (At: random.NextInt64(1L << 42), Clock: random.Next(1024))).Select(t => (t.At, Text: Some.Tid(t.At, t.Clock))).ToArray();

        Assert.All(tids, tid => Assert.Equal(tid.At, Tid.UnixMilliseconds(TidOf(tid.Text)!.Value)));
        Assert.Equal(tids.Select(t => t.Text).Order(StringComparer.Ordinal), tids.Select(t => t.Text).OrderBy(TidOf));
    }

    [Theory]
    [InlineData("2222222222222", 0L)]
    [InlineData("2222222222223", 1L)]
    [InlineData("bzzzzzzzzzzzz", long.MaxValue)]
    [InlineData("c222222222222", null)]
    [InlineData("j222222222222", null)]
    [InlineData("z222222222222", null)]
    [InlineData("222222222222", null)]
    [InlineData("22222222222222", null)]
    [InlineData("222222222222A", null)]
    [InlineData("2222222222221", null)]
    [InlineData("2222222222228", null)]
    [InlineData("222222222222-", null)]
    [InlineData("", null)]
    [InlineData("éé222222222", null)]
    public void Tid_Text_IsCheckedWholly(string text, long? expected) => Assert.Equal(expected, TidOf(text));

    [Fact]
    public void Tid_FromMicroseconds_IsTheTidOfThatInstant()
    {
        Assert.Equal(TidOf(Some.Tid(Some.Then)), Tid.FromMicroseconds(Some.Then * 1000));
        Assert.Equal(0, Tid.FromMicroseconds(long.MinValue));
        Assert.InRange(Tid.FromMicroseconds(long.MaxValue), Tid.FromMicroseconds((1L << 53) - 1), long.MaxValue);
    }

    [Fact]
    public void Snowflake_X_HasItsTimeSinceTheScheme()
    {
        Assert.Equal(Some.Then, Snowflake.XTime(Some.XId(Some.Then, 4095)));
        Assert.Null(Snowflake.XTime(20)); // the first posts had numbers
        Assert.Null(Snowflake.XTime(29_700_859_246));
        Assert.NotNull(Snowflake.XTime(29_700_859_247));
        Assert.InRange(Snowflake.XTime(long.MaxValue)!.Value, Some.Now, long.MaxValue);
    }

    [Fact]
    public void Snowflake_Mastodon_HasMillisecondsAboveSixteenBits()
    {
        Assert.Equal(Some.Then, Snowflake.MastodonTime((Some.Then << 16) | 0xFFFF));
        Assert.Null(Snowflake.MastodonTime(42));
        Assert.Null(Snowflake.MastodonTime(-1));
        Assert.Null(Snowflake.MastodonTime(0));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(3_599_999, 0)]
    [InlineData(3_600_000, 1)]
    [InlineData(-1, -1)]
    [InlineData(-3_600_000, -1)]
    [InlineData(-3_600_001, -2)]
    public void HourUtc_Instant_LiesInItsHour(long instant, long hour)
    {
        var found = HourUtc.OfUnixMilliseconds(instant);

        Assert.Equal(new HourUtc(hour), found);
        Assert.InRange(instant, found.UnixMilliseconds, found.Next.UnixMilliseconds - 1);
        Assert.Equal(found, HourUtc.Of(DateTimeOffset.FromUnixTimeMilliseconds(instant)));
    }

    [Fact]
    public void HourUtc_Text_IsIso() => Assert.Equal("2026-05-01T13:00:00Z", HourUtc.OfUnixMilliseconds(Some.Now).ToString());
}
