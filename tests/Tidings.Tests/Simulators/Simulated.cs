using System.Text;
using Tidings.Simulators;

namespace Tidings.Tests.Simulators;

/// <summary>Makes simulators and what they play.</summary>
static class Simulated
{
    /// <summary>The time of the first event.</summary>
    public const long FirstTimeUs = 1_720_000_000_000_000;

    /// <summary>Events a second apart: mostly posts, some likes, deletes, identity and account events.</summary>
    public static List<string> Events(int count) => [.. Enumerable.Range(0, count).Select(Event)];

    static string Event(int i)
    {
        var head = $$"""{"did":"did:plc:writer{{i % 5}}","time_us":{{FirstTimeUs + (i * 1_000_000L)}},"kind":""";
        var commit = head + "\"commit\",\"commit\":{\"rev\":\"3k" + i + "\",\"operation\":";
        return (i % 10) switch
        {
            7 => commit + "\"create\",\"collection\":\"app.bsky.feed.like\",\"rkey\":\"l" + i + "\",\"record\":{}}}",
            8 => commit + "\"delete\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"p" + (i - 8) + "\"}}",
            9 when i % 20 == 9 => head + "\"identity\",\"identity\":{\"did\":\"did:plc:writer4\",\"seq\":" + i + "}}",
            9 => head + "\"account\",\"account\":{\"active\":true,\"did\":\"did:plc:writer4\",\"seq\":" + i + "}}",
            _ => commit + "\"create\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"p" + i
                + "\",\"record\":{\"text\":\"Kaffee ☕ und Glück :) " + i + "\"}}}",
        };
    }

    /// <summary>Starts one that plays these events.</summary>
    public static Task<JetstreamSimulator> StartAsync(
        IEnumerable<string> events, JetstreamSimulatorOptions? options = null) => JetstreamSimulator.StartAsync(
            JetstreamFeed.Of(events.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))),
            options ?? new(), TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>Starts one that has played everything before the first client comes.</summary>
    public static async Task<JetstreamSimulator> StartPlayedAsync(
        IEnumerable<string> events, JetstreamSimulatorOptions? options = null)
    {
        var simulator = await StartAsync(events, (options ?? new()) with { Start = PlaybackStart.Now });
        while (!simulator.HasPlayedAll)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        return simulator;
    }

    public static JetstreamSimulatorOptions With(params string[] faults) =>
        new() { Faults = [.. faults.Select(FaultSpec.Parse)] };
}
