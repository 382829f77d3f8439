namespace Tidings.Tests.Time;

/// <summary>
/// Where the machine stands makes no difference. Most machines that run tests stand in UTC and hide it.
/// </summary>
[Collection(nameof(LocalTimeTests))]
[CollectionDefinition(nameof(LocalTimeTests), DisableParallelization = true)]
public sealed class LocalTimeTests : IDisposable
{
    const string Variable = "TZ";
    readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public LocalTimeTests() => Stand("Asia/Kolkata"); // half an hour beside the whole ones

    static void Stand(string? zone)
    {
        Environment.SetEnvironmentVariable(Variable, zone);
        TimeZoneInfo.ClearCachedData();
    }

    [Fact]
    public void OfUnixMilliseconds_MachineElsewhere_IsTheHourOfUtc()
    {
        RequireElsewhere();
        Assert.Equal(
            "2026-05-01T13:00:00Z", HourUtc.OfUnixMilliseconds(Support.Some.Now + 1_800_000).ToString());
        Assert.Equal(
            "2026-05-01T13:00:00Z",
            HourUtc.Of(DateTimeOffset.FromUnixTimeMilliseconds(Support.Some.Now).ToLocalTime()).ToString());
    }

    [Theory]
    [InlineData("2026-05-01T13:00:00")]
    [InlineData("2026-05-01T13:00:00Z")]
    [InlineData("2026-05-01T15:00:00+02:00")]
    [InlineData("Fri May 01 13:00:00 +0000 2026")]
    public void TryParse_MachineElsewhere_IsTheSameInstant(string text)
    {
        RequireElsewhere();
        Assert.True(PostTime.TryParse(Support.Some.Utf8(text).Span, out var instant));
        Assert.Equal(Support.Some.Now, instant);
    }

    static void RequireElsewhere() =>
        Assert.SkipUnless(
            TimeZoneInfo.Local.BaseUtcOffset == TimeSpan.FromMinutes(330), "this machine does not know time zones");

    public void Dispose() => Stand(_before);
}
