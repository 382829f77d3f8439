using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>When a Bluesky post was made: the author's word as far as the server's ids make it plausible.</summary>
public sealed class JetstreamTimeTests
{
    const long Day = 24 * 3_600_000;
    const long Made = Some.Now - 3_600_000;
    const long Seen = Some.Now - 1_000;

    static string Event(string createdAt, string? rev = null, string? rkey = null, string operation = "create", string time = "1777640399000000") =>
        $"{{'did':'{Some.Did}','time_us':{time},'kind':'commit','commit':{{'rev':'{rev ?? Some.Tid(Made)}','operation':'{operation}','collection':'app.bsky.feed.post',"
        + $"'rkey':'{rkey ?? Some.Tid(Made - 2_000)}','record':{{'text':'a','createdAt':'{createdAt}'}}}}}}";

    [Theory]
    [InlineData(0, true)]
    [InlineData(-Day, true)]
    [InlineData(-Day - 1, false)]
    [InlineData(300_000, true)]
    [InlineData(300_001, false)]
    [InlineData(-10 * 365 * Day, false)]
    [InlineData(10 * 365 * Day, false)]
    public void Decode_CreatedAt_CountsNearTheRev(long behind, bool counts) =>
        Assert.Equal(counts ? Made + behind : Made, Decoded.Post(Event(Some.Iso(Made + behind))).PostedAt);

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("99999-01-01T00:00:00Z")]
    [InlineData("2026-02-30T00:00:00Z")]
    public void Decode_NoDate_IsTheRevs(string createdAt)
    {
        Assert.Equal(Made, Decoded.Post(Event(createdAt)).PostedAt);
        Assert.Equal(Made, Decoded.Post(Event("X").Replace("'createdAt':'X'", "'createdAt':5", StringComparison.Ordinal)).PostedAt);
    }

    [Fact]
    public void Decode_RevIsNoTid_TheRkeyCounts()
    {
        Assert.Equal(Made - 2_000, Decoded.Post(Event("", rev: "1-2-3")).PostedAt);
        Assert.Equal(Made - 2_000 - Day, Decoded.Post(Event(Some.Iso(Made - 2_000 - Day), rev: "1-2-3")).PostedAt);
        Assert.Equal(Made - 2_000, Decoded.Post(Event(Some.Iso(Made - 2_001 - Day), rev: "1-2-3")).PostedAt);
    }

    [Fact]
    public void Decode_NeitherIsATid_TheReceiptCounts()
    {
        Assert.Equal(Seen, Decoded.Post(Event("", rev: "r", rkey: "self")).PostedAt);
        Assert.Equal(Made, Decoded.Post(Event(Some.Iso(Made), rev: "r", rkey: "self")).PostedAt);
        Assert.Equal(Seen, Decoded.Post(Event(Some.Iso(Seen - Day - 1), rev: "r", rkey: "self")).PostedAt);
    }

    [Fact]
    public void Decode_Update_UsesTheRkey()
    {
        // The update is two days behind: its rev must not make the author's word implausible, nor a lie plausible.
        var rkey = Some.Tid(Made - 2 * Day);
        Assert.Equal(Made - 2 * Day, Decoded.Post(Event(Some.Iso(Made), rkey: rkey, operation: "update")).PostedAt);
        Assert.Equal(Made - 2 * Day - 60_000, Decoded.Post(Event(Some.Iso(Made - 2 * Day - 60_000), rkey: rkey, operation: "update")).PostedAt);
    }

    [Fact]
    public void Decode_UpdateOfAFreelyNamedPost_UsesTheRev()
    {
        Assert.Equal(Made, Decoded.Post(Event("", rkey: "self", operation: "update")).PostedAt);
        // Thirteen letters make a TID of the wrong century: a name, not a time.
        Assert.Equal(Made, Decoded.Post(Event("", rkey: "3myownnamehey", operation: "update")).PostedAt);
        Assert.Equal(Made, Decoded.Post(Event("", rkey: "bcolourfulday", operation: "update")).PostedAt);
    }

    [Fact]
    public void Decode_ServersClockIsWrong_IsMalformed()
    {
        Assert.Equal(MalformedReason.Date, Decoded.Reason(Event("", rev: Some.Tid(Some.Now + 300_001))));
        Assert.Equal(Some.Now + 300_000, Decoded.Post(Event("", rev: Some.Tid(Some.Now + 300_000))).PostedAt);
        Assert.Equal(MalformedReason.Date, Decoded.Reason(Event("", rev: "2222222222222")));
        Assert.Equal(MalformedReason.Date, Decoded.Reason(Event("", rev: "r", rkey: "self", time: "-5")));
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("99999999999999999999999")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("'soon'")]
    public void Decode_WildReceiptTime_GivesAVersionInRange(string time)
    {
        Assert.InRange(Decoded.Post(Event(Some.Iso(Made), rev: "r", time: time)).Version, 0, long.MaxValue);
        Assert.InRange(Decoded.Delete(Event("", rev: "r", operation: "delete", time: time)).Version, 0, long.MaxValue);
    }
}
