using Tidings.Queue;
using Tidings.Sources.Live;

namespace Tidings.Tests.Sources.Live;

public sealed class JetstreamCursorTests
{
    [Fact]
    public void Parse_WhatWasWritten_GivesTheSame()
    {
        var cursor = new JetstreamCursor(
            1_735_689_600_000_001, "jetstream.example:6008", -2500,
            [new(1, 5, GapReason.Disconnect, 7), new(5, null, GapReason.Stall, 0)]);
        var read = JetstreamCursor.Parse(cursor.ToText())!;
        Assert.Equal(cursor with { Outages = [] }, read with { Outages = [] });
        Assert.Equal(cursor.Outages, read.Outages);
    }

    [Fact]
    public void ToText_WithoutOutages_IsShort() =>
        Assert.Equal(
            """{"time_us":1735689600000001,"host":"h","offset_ms":0,"outages":[]}""",
            new JetstreamCursor(1_735_689_600_000_001, "h", 0, []).ToText());

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("17 4096 abcd")]
    [InlineData("{}")]
    [InlineData("""{"time_us":1735689600,"host":"h","offset_ms":0,"outages":[]}""")]
    [InlineData("""{"time_us":1735689600000001,"host":null,"offset_ms":0,"outages":[]}""")]
    [InlineData("""{"time_us":1735689600000001,"host":"h","offset_ms":-9223372036854775808,"outages":[]}""")]
    [InlineData("""{"time_us":1735689600000001,"host":"h","offset_ms":0,"outages":[{"from":9,"to":9,"reason":"stall","posts":0}]}""")]
    [InlineData("""{"time_us":1735689600000001,"host":"h","offset_ms":0,"outages":[{"from":9,"to":10,"reason":"","posts":0}]}""")]
    [InlineData("""{"time_us":1735689600000001,"host":"h","offset_ms":0,"outages":[{"from":1,"to":null,"reason":"a","posts":0},{"from":2,"to":3,"reason":"b","posts":0}]}""")]
    public void Parse_AnythingElse_IsNone(string text) => Assert.Null(JetstreamCursor.Parse(text));
}
