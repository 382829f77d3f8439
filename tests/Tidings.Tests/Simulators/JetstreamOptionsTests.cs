using System.Net.WebSockets;

namespace Tidings.Tests.Simulators;

public sealed class JetstreamOptionsTests
{
    const string OnlyLikes = """{"type":"options_update","payload":{"wantedCollections":["app.bsky.feed.like"]}}""";

    [Fact]
    public async Task Hello_BeforeIt_NothingIsPlayed()
    {
        var events = Simulated.Events(100);
        await using var simulator = await Simulated.StartAsync(events);
        using var client = await Client.ConnectAsync(simulator.Url, "?requireHello=true");
        await client.SendAsync("""{"type":"something_else"}""");
        Assert.Equal(0, simulator.Played);
        await client.SendAsync(OnlyLikes);
        Assert.Equal(events.Where((_, i) => i % 10 is 7 or 9), await client.ReceiveAsync(20));
    }

    [Fact]
    public async Task Update_WhileItRuns_ReplacesTheFilter()
    {
        await using var simulator = await Simulated.StartAsync(
            Simulated.Events(100_000), new() { Rate = 3000 });
        using var client = await Client.ConnectAsync(simulator.Url, "?wantedDids=did:plc:writer0");
        Assert.All(await client.ReceiveAsync(10), line => Assert.Contains("writer0", line, StringComparison.Ordinal));
        await client.SendAsync("""{"type":"options_update","payload":{"wantedDids":["did:plc:writer1"]}}""");
        var changed = false;
        for (var i = 0; i < 10_000 && !changed; i++)
            changed = (await client.ReceiveAsync(1))[0].Contains("writer1", StringComparison.Ordinal);
        Assert.True(changed);
        Assert.All(await client.ReceiveAsync(10), line => Assert.Contains("writer1", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hello", 1007)]
    [InlineData("[]", 1007)]
    [InlineData("""{"type":"options_update","payload":{"wantedDids":7}}""", 1007)]
    [InlineData("""{"type":"options_update","payload":{"wantedDids":["x"]}}""", 1008)]
    [InlineData("""{"type":"options_update","payload":{"wantedCollections":["posts"]}}""", 1008)]
    public async Task Update_ThatIsNone_ClosesWithItsCode(string message, int code)
    {
        await using var simulator = await Simulated.StartAsync([]);
        using var client = await Client.ConnectAsync(simulator.Url);
        await client.SendAsync(message);
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal((WebSocketCloseStatus)code, client.CloseStatus);
    }

    [Fact]
    public async Task Ping_QuietStream_IsAnsweredAndStays()
    {
        await using var simulator = await Simulated.StartAsync(
            Simulated.Events(3), new() { PingEvery = TimeSpan.FromMilliseconds(5) });
        using var client = await Client.ConnectAsync(simulator.Url, how: options =>
        {
            options.KeepAliveInterval = TimeSpan.FromMilliseconds(20);
            options.KeepAliveTimeout = TimeSpan.FromSeconds(20); // the client's own pings want answers
        });
        await client.ReceiveAsync(3);
        var next = client.ReceiveAsync();
        Assert.NotSame(next, await Task.WhenAny(next, Task.Delay(
            TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken)));
    }
}
