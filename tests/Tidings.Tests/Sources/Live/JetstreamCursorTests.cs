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
            [new(1, 5, GapReason.Disconnect, 7), new(5, null, GapReason.Stall, 0)], 1200, 77, 33.25);
        var read = JetstreamCursor.Parse(cursor.ToText())!;
        Assert.Equal(cursor with { Outages = [] }, read with { Outages = [] });
        Assert.Equal(cursor.Outages, read.Outages);
    }

    [Fact]
    public void ToText_WithoutOutages_IsShort() =>
        Assert.Equal(
            """{"time_us":1735689600000001,"host":"h","offset_ms":0,"outages":[],"lag_ms":0,"settled_from":0,"rate":0}""",
            new JetstreamCursor(1_735_689_600_000_001, "h", 0, []).ToText());

    /// <summary>What was written before there was a rate.</summary>
    [Fact]
    public void Parse_WithoutTheLaterParts_TakesThemAsUnknown() =>
        Assert.Equal(
            (0, 0, 0d), JetstreamCursor.Parse("""{"time_us":1735689600000001,"host":"h","offset_ms":0,"outages":[]}""") is { } read
                ? (read.Lag, read.SettledFrom, read.Rate) : default((long, long, double)?));

    [Theory]
    [InlineData("""{"time_us":1735689600000001,"host":"h","offset_ms":0,"outages":[],"lag_ms":-1}""")]
    [InlineData("""{"time_us":1735689600000001,"host":"h","offset_ms":0,"outages":[],"settled_from":9223372036854775807}""")]
    [InlineData("""{"time_us":1735689600000001,"host":"h","offset_ms":0,"outages":[],"rate":-3}""")]
    [InlineData("""{"time_us":1735689600000001,"host":"h","offset_ms":0,"outages":[],"rate":1e300}""")]
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
