using System.Net.WebSockets;
using Tidings.Configuration;
using Tidings.Simulators;

namespace Tidings.Tests.Simulators;

public sealed class JetstreamCursorTests
{
    static long TimeOf(int index) => Simulated.FirstTimeUs + (index * 1_000_000L);

    [Theory]
    [InlineData(JetstreamDialect.V1, 41)]
    [InlineData(JetstreamDialect.V2, 40)]
    public async Task Cursor_OfAnEvent_ExcludesItInTheFirstDialectOnly(JetstreamDialect dialect, int expected)
    {
        var events = Simulated.Events(100);
        await using var simulator = await Simulated.StartPlayedAsync(events, new() { Dialect = dialect });
        using var client = await Client.ConnectAsync(simulator.Url, $"?cursor={TimeOf(40)}");
        var received = await client.ReceiveAsync(100 - expected);
        Assert.StartsWith(events[expected][..60], received[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursor_BetweenTwoEvents_BeginsWithTheLater()
    {
        var events = Simulated.Events(100);
        await using var simulator = await Simulated.StartPlayedAsync(events);
        using var client = await Client.ConnectAsync(simulator.Url, $"?cursor={TimeOf(40) + 1}");
        Assert.Equal(events[41..], await client.ReceiveAsync(59));
    }

    [Fact]
    public async Task Cursor_Reconnecting_GoesOnWithoutHoleOrRepeat()
    {
        var events = Simulated.Events(30_000);
        await using var simulator = await Simulated.StartAsync(events);
        var received = new List<string>();
        while (received.Count < events.Count)
        {
            var cursor = received.Count == 0 ? "" : $"?cursor={TimeOf(received.Count - 1)}";
            using var client = await Client.ConnectAsync(simulator.Url, cursor);
            received.AddRange(await client.ReceiveAsync(Math.Min(7001, events.Count - received.Count)));
        }
        Assert.Equal(events, received);
    }

    [Fact]
    public async Task Cursor_SecondServersNumber_IsInclusive()
    {
        var events = Simulated.Events(100);
        await using var simulator = await Simulated.StartPlayedAsync(events, new() { Dialect = JetstreamDialect.V2 });
        using var client = await Client.ConnectAsync(simulator.Url, "?cursor=91");
        var received = await client.ReceiveAsync(10);
        Assert.EndsWith(",\"cursor\":91}", received[0], StringComparison.Ordinal);
        Assert.Equal(10, received.Count);
    }

    [Theory]
    [InlineData("10s", null, 89)] // the last one's time less 10 s is still within
    [InlineData("1h", 25, 75)]
    [InlineData("1h", null, 0)]
    public async Task Cursor_TooOld_IsClampedToWhatIsKept(string keep, int? keepEvents, int expected)
    {
        Assert.True(DurationText.TryParse(keep, out var duration));
        var events = Simulated.Events(100);
        await using var simulator = await Simulated.StartPlayedAsync(
            events, new() { Keep = duration, KeepEvents = keepEvents });
        using var client = await Client.ConnectAsync(simulator.Url, "?cursor=1");
        Assert.Equal(events[expected..], await client.ReceiveAsync(100 - expected));
    }

    [Theory]
    [InlineData("?cursor=4000000000000000")]
    [InlineData("")]
    public async Task Cursor_FutureOrNone_IsLive(string query)
    {
        var (gate, events) = (new TaskCompletionSource(), Simulated.Events(60));
        IEnumerable<string> Halting()
        {
            foreach (var (index, line) in events.Index())
            {
                if (index == 50)
                    gate.Task.Wait(TimeSpan.FromSeconds(60));
                yield return line;
            }
        }
        await using var simulator = await Simulated.StartAsync(
            Halting(), new() { Rate = 1e6, Start = PlaybackStart.Now });
        while (simulator.Played < 50)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        using var early = await Client.ConnectAsync(simulator.Url, "?cursor=1");
        Assert.Equal(events[..50], await early.ReceiveAsync(50));
        using var live = await Client.ConnectAsync(simulator.Url, query + (query.Length == 0 ? "?" : "&") + "requireHello=true");
        await live.SendAsync("""{"type":"options_update","payload":{}}""");
        while (simulator.Clients < 2) // it has its place before the stream goes on
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        gate.SetResult();
        Assert.Equal(events[50..], await live.ReceiveAsync(10));
        Assert.Equal(events[50..], await early.ReceiveAsync(10));
    }

    [Fact]
    public async Task Cursor_Negative_IsRefusedByTheSecondServer()
    {
        await using var simulator = await Simulated.StartAsync([], new() { Dialect = JetstreamDialect.V2 });
        await Assert.ThrowsAsync<WebSocketException>(() => Client.ConnectAsync(simulator.Url, "?cursor=-1"));
        Assert.Equal(400, simulator.Requests[0].Status);
    }
}
