using System.Net.WebSockets;
using System.Text.Json;
using Tidings.Simulators;

namespace Tidings.Tests.Simulators;

public sealed class JetstreamFaultTests
{
    static readonly List<string> Events = Simulated.Events(100);

    [Theory]
    [InlineData("disconnect@40")]
    [InlineData("disconnect@40:fin")]
    public async Task Disconnect_InMidFrame_BreaksTheConnection(string fault)
    {
        await using var simulator = await Simulated.StartAsync(Events, Simulated.With(fault));
        using var client = await Client.ConnectAsync(simulator.Url);
        var (received, isBroken) = await client.ReceiveAllAsync();
        Assert.True(isBroken);
        Assert.Equal(Events[..received.Count], received);
        Assert.InRange(received.Count, fault.EndsWith("fin", StringComparison.Ordinal) ? 40 : 0, 40);
        using var again = await Client.ConnectAsync(simulator.Url, "?cursor=1"); // it happens once
        Assert.Equal(Events, await again.ReceiveAsync(100));
        Assert.Equal(1, simulator.FaultsFired["disconnect"]);
    }

    [Theory]
    [InlineData("close@40", 1001, 40)]
    [InlineData("close@100:1012", 1012, 100)]
    [InlineData("slow-close@3:0.05", 1001, 3)]
    public async Task Close_Properly_HasItsCode(string fault, int code, int expected)
    {
        await using var simulator = await Simulated.StartAsync(Events, Simulated.With(fault));
        using var client = await Client.ConnectAsync(simulator.Url);
        var (received, isBroken) = await client.ReceiveAllAsync();
        Assert.False(isBroken);
        Assert.Equal(Events[..expected], received);
        Assert.Equal((WebSocketCloseStatus)code, client.CloseStatus);
    }

    [Fact]
    public async Task Stall_ForAWhile_ThenGoesOn()
    {
        await using var simulator = await Simulated.StartAsync(Events, Simulated.With("stall@40:0.3"));
        using var client = await Client.ConnectAsync(simulator.Url);
        Assert.Equal(Events[..40], await client.ReceiveAsync(40));
        var from = TimeProvider.System.GetTimestamp();
        Assert.Equal(Events[40..], await client.ReceiveAsync(60));
        Assert.True(TimeProvider.System.GetElapsedTime(from) > TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task Stall_UntilTheClientLeaves_AnswersNothing()
    {
        await using var simulator = await Simulated.StartAsync(Events, Simulated.With("stall@40"));
        using var client = await Client.ConnectAsync(simulator.Url, how: options =>
        {
            options.KeepAliveInterval = TimeSpan.FromMilliseconds(50);
            options.KeepAliveTimeout = TimeSpan.FromMilliseconds(100);
        });
        var (received, isBroken) = await client.ReceiveAllAsync(); // the client gives up: nobody answers its pings
        Assert.True(isBroken);
        Assert.Equal(Events[..40], received);
    }

    [Fact]
    public async Task DuplicateAndReorder_ChangeTheOrderOnly()
    {
        await using var simulator = await Simulated.StartAsync(Events, Simulated.With("duplicate@10", "reorder@50"));
        using var client = await Client.ConnectAsync(simulator.Url);
        // 51 were sent for 50 events when the neighbours change places
        List<string> expected =
            [.. Events[..11], Events[10], .. Events[11..49], Events[50], Events[49], .. Events[51..]];
        Assert.Equal(expected, await client.ReceiveAsync(101));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("cut")]
    [InlineData("binary")]
    public async Task Garbage_BetweenTwoEvents_IsNoEvent(string kind)
    {
        await using var simulator = await Simulated.StartAsync(Events, Simulated.With($"garbage@20:{kind}"));
        using var client = await Client.ConnectAsync(simulator.Url);
        Assert.Equal(Events[..20], await client.ReceiveAsync(20));
        var garbage = await client.ReceiveAsync();
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(garbage.AsMemory()));
        Assert.Equal(Events[20..], await client.ReceiveAsync(80));
    }

    [Fact]
    public async Task Garbage_BrokenUtf8_IsRefusedByTheClient()
    {
        await using var simulator = await Simulated.StartAsync(Events, Simulated.With("garbage@20:utf8"));
        using var client = await Client.ConnectAsync(simulator.Url);
        var (received, isBroken) = await client.ReceiveAllAsync();
        if (!isBroken) // a client that does not look gets it as it is
            Assert.Contains(received, text => text.Contains('\uFFFD', StringComparison.Ordinal));
        Assert.Equal(Events[..20], received[..20]);
        Assert.Equal(1, simulator.FaultsFired["garbage"]);
    }

    [Fact]
    public async Task ClockSkew_FromThenOn_ShiftsTheTime()
    {
        await using var simulator = await Simulated.StartAsync(Events, Simulated.With("clock-skew@10:-2m"));
        using var client = await Client.ConnectAsync(simulator.Url);
        var received = await client.ReceiveAsync(100);
        Assert.Equal(Events[..10], received[..10]);
        Assert.Equal(Events[10..], received[10..].Select(line => line.Replace(
            $"{TimeOf(line)}", $"{TimeOf(line) + 120_000_000}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Flood_DespiteTheRate_ComesAtOnce()
    {
        var options = Simulated.With("flood@1:90") with { Rate = 0.01 };
        await using var simulator = await Simulated.StartAsync(Events, options);
        using var client = await Client.ConnectAsync(simulator.Url);
        Assert.Equal(Events[..91], await client.ReceiveAsync(91)); // at the rate alone these would take hours
        Assert.Equal(91, simulator.Played);
    }

    [Theory]
    [InlineData("http-400", 400)]
    [InlineData("http-403", 403)]
    [InlineData("http-429", 429)]
    [InlineData("http-500", 500)]
    [InlineData("http-503", 503)]
    [InlineData("refuse", 0)]
    public async Task Requests_AreRefusedSoOften_ThenServed(string fault, int status)
    {
        await using var simulator = await Simulated.StartAsync(Events, Simulated.With($"{fault}:2"));
        for (var i = 0; i < 2; i++)
            await Assert.ThrowsAsync<WebSocketException>(() => Client.ConnectAsync(simulator.Url));
        using var client = await Client.ConnectAsync(simulator.Url);
        Assert.Equal(Events, await client.ReceiveAsync(100));
        Assert.Equal([status, status, 101], simulator.Requests.Select(request => request.Status));
    }

    [Fact]
    public async Task Random_Faults_RepeatAndAreTheSameForASeed()
    {
        var runs = new List<List<string>>();
        for (var run = 0; run < 2; run++)
        {
            await using var simulator = await Simulated.StartAsync(
                Simulated.Events(2000), Simulated.With("duplicate@r100") with { FaultSeed = 7 });
            using var client = await Client.ConnectAsync(simulator.Url);
            runs.Add(await client.ReceiveAsync(2010));
        }
        Assert.Equal(runs[0], runs[1]);
        Assert.InRange(runs[0].Zip(runs[0].Skip(1)).Count(pair => pair.First == pair.Second), 10, 60);
    }

    [Theory]
    [InlineData("explode")]
    [InlineData("close@x")]
    [InlineData("close:7")]
    [InlineData("disconnect:softly")]
    [InlineData("http-503@r5")]
    [InlineData("stall:-1")]
    [InlineData("duplicate@r0")]
    public void Parse_WhatIsNoFault_SaysSo(string text) =>
        Assert.Throws<FormatException>(() => FaultSpec.Parse(text));

    [Fact]
    public void Draw_SameSeed_SameFaultsThatParse()
    {
        Assert.Equal(FaultSchedule.Draw(5), FaultSchedule.Draw(5));
        Assert.NotEqual(FaultSchedule.Draw(5), FaultSchedule.Draw(6));
        Assert.All(Enumerable.Range(0, 200), seed => Assert.Equal(12, FaultSchedule.Draw((ulong)seed).Count));
    }

    static long TimeOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("time_us").GetInt64();
}
