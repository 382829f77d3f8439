using System.Globalization;
using System.Text;
using Tidings.Cli.Jobs.Listening.Jetstream;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Simulation;
using Tidings.Simulators;
using Tidings.Sources.Live;

namespace Tidings.Tests.Jobs.Listening.Jetstream;

/// <summary>The source against the simulated server, which speaks to it over real sockets.</summary>
public sealed class JetstreamSourceTests
{
    static readonly JetstreamLimits Quick = new()
    {
        PingEvery = TimeSpan.FromMilliseconds(50),
        Stall = TimeSpan.FromMilliseconds(400),
    };

    static readonly List<byte[]> Lines = [.. new RecordingGenerator(new() { Seed = 3, Posts = 5000 })
        .Lines(RecordingSource.Jetstream).Select(line => line.Utf8.ToArray()).Where(IsPost).DistinctBy(Name)];

    [Fact]
    public async Task Read_Recording_HandsOnEveryByte()
    {
        var events = Lines.Take(500).ToList();
        await using var server = await StartAsync(events, new());
        await using var listener = new Listener(new(), [server.Url.ToString()]);
        await listener.UntilAsync(() => listener.Queue.Records.Count >= 500, "all there");
        Assert.Equal(events.Select(Text), listener.Queue.Records);
        Assert.Equal(
            "/subscribe?wantedCollections=app.bsky.feed.post&maxMessageSizeBytes=2097152", server.Requests[0].Target);
        Assert.Empty(listener.Queue.Gaps);
    }

    /// <summary>Whatever ends the connections, every event comes once, and what was missed is known to have come.</summary>
    [Theory]
    [InlineData(GapReason.Disconnect, "disconnect@100", "close@150", "disconnect@120:fin", "slow-close@200:1")]
    [InlineData(GapReason.Stall, "stall@300")]
    [InlineData(GapReason.Disconnect, "disconnect@100", "http-503@1")]
    [InlineData(GapReason.Disconnect, "disconnect@100", "refuse@1:2")]
    public async Task Read_ConnectionsEnd_EveryEventComesOnce(string reason, params string[] faults)
    {
        const int count = 1500;
        await using var server = await StartAsync(
            Lines.Take(count), new() { Retime = true, Rate = 700, Faults = [.. faults.Select(FaultSpec.Parse)] });
        await using var listener = new Listener(new(), [server.Url.ToString()], Quick);
        await listener.UntilAsync(() => listener.Queue.Records.Count >= count, "all there");
        await listener.UntilAsync(() => listener.Source.IsCaughtUp, "caught up");
        await listener.StopAsync();
        Assert.Equal(count, listener.Queue.Records.Count);
        Assert.Equal(Lines.Take(count).Select(Name), listener.Queue.Records.Select(Name));
        Assert.Equal(faults.Select(fault => fault.Split('@')[0]).Distinct().Order(), server.FaultsFired.Keys.Order());
        var gaps = listener.Queue.Gaps;
        Assert.Contains(gaps, gap => gap.Reason == reason && gap.Settled is null);
        // each that was told is settled, and nothing of it is missing
        Assert.All(
            gaps.Where(gap => gap.Settled is null).Select(gap => gap.From).Distinct(),
            from => Assert.Contains(listener.Queue.Settled, gap => gap.From == from));
        Assert.All(listener.Queue.Settled, gap => Assert.Equal(long.MinValue, gap.Settled!.Value.RecoveredFrom));
        Assert.All(
            server.Requests.Skip(1), request => Assert.Contains("cursor=", request.Target, StringComparison.Ordinal));
    }

    /// <summary>It answers pings, and has nothing to say where it had much before: the next one is asked.</summary>
    [Fact]
    public async Task Read_ServerComesToAHalt_IsLeftForAnother()
    {
        const int count = 1500;
        await using var server = await StartAsync(
            Lines.Take(count), new() { Retime = true, Rate = 500, Faults = [FaultSpec.Parse("mute@600")] });
        await using var listener = new Listener(
            new(), [server.Url.ToString()],
            Quick with
            {
                CatchUp = new()
                {
                    Halt = TimeSpan.FromMilliseconds(600),
                    Learns = TimeSpan.FromMilliseconds(500),
                },
            });
        await listener.UntilAsync(() => listener.Queue.Records.Count >= count, "all there");
        await listener.StopAsync();
        Assert.Equal(Lines.Take(count).Select(Name), listener.Queue.Records.Select(Name));
        Assert.Equal(["mute"], server.FaultsFired.Keys);
        Assert.Contains(listener.Log.Lines, line => line.Contains("it answers, but has had no events", StringComparison.Ordinal));
        Assert.Contains(listener.Queue.Gaps, gap => gap.Reason == GapReason.Stall);
    }

    [Fact]
    public async Task Read_StoppedAndStartedAgain_GoesOnAndTellsNoGap()
    {
        const int count = 1200;
        var queue = new MemoryQueue();
        await using var server = await StartAsync(
            Lines.Take(count), new() { Retime = true, Rate = 600, Start = PlaybackStart.Now });
        await using (var first = new Listener(queue, [server.Url.ToString()]))
            await first.UntilAsync(() => queue.Records.Count >= 200, "200 there");
        await PlayedAsync(server, server.Played + 200);
        await using (var second = new Listener(queue, [server.Url.ToString()]))
        {
            await second.UntilAsync(() => queue.Settled.Count > 0, "settled");
            await second.UntilAsync(() => queue.Records.Any(record => Name(record) == Name(Lines[count - 1])), "at the end");
        }
        // going on a few seconds further back, it also hears what came before it first listened
        var places = Lines.Take(count).Select((line, place) => (Name(line), place)).ToDictionary();
        var heardPlaces = queue.Records.Select(record => places[Name(record)]).Distinct().Order().ToList();
        Assert.Equal(Enumerable.Range(heardPlaces[0], count - heardPlaces[0]), heardPlaces);
        Assert.All(queue.Gaps, gap => Assert.Equal(GapReason.Stopped, gap.Reason));
        Assert.All(queue.Settled, gap => Assert.Equal(long.MinValue, gap.Settled!.Value.RecoveredFrom));
    }

    /// <summary>A server that kept too little is no reason to claim what it lost.</summary>
    [Fact]
    public async Task Read_ServerHasLostEvents_SaysFromWhenOnItHad()
    {
        var queue = new MemoryQueue();
        await using var server = await StartAsync(
            Lines.Take(4000), new() { Retime = true, Rate = 1000, Start = PlaybackStart.Now, KeepEvents = 50 });
        await using (var first = new Listener(queue, [server.Url.ToString()]))
            await first.UntilAsync(() => queue.Records.Count >= 100, "100 there");
        var heard = queue.Records.Count;
        queue.Kill();
        await PlayedAsync(server, server.Played + 500);
        await using (var second = new Listener(queue, [server.Url.ToString()]))
            await second.UntilAsync(() => queue.Settled.Count > 0, "settled");
        var told = queue.Gaps.First(gap => gap.Settled is null);
        Assert.Equal(GapReason.UncleanStop, told.Reason);
        var settled = queue.Settled.First(gap => gap.From == told.From);
        var firstOfSecond = queue.Records[heard];
        Assert.Equal((TimeOf(firstOfSecond) + 999) / 1000, settled.Settled!.Value.RecoveredFrom);
        Assert.InRange(settled.Settled.Value.RecoveredFrom, told.From + 1, long.MaxValue);
    }

    [Theory]
    [InlineData("garbage@5:json")]
    [InlineData("garbage@5:utf8")]
    [InlineData("garbage@5:cut")]
    [InlineData("garbage@5:binary")]
    public async Task Read_Garbage_IsHandedOnToBeCounted(string fault)
    {
        await using var server = await StartAsync(Lines.Take(50), new() { Faults = [FaultSpec.Parse(fault)] });
        await using var listener = new Listener(new(), [server.Url.ToString()]);
        await listener.UntilAsync(() => listener.Queue.Records.Count >= 51, "all there");
        var extra = Assert.Single(listener.Queue.Records.Except(Lines.Take(50).Select(Text)));
        Assert.Equal(5, listener.Queue.Records.ToList().IndexOf(extra));
    }

    [Fact]
    public async Task Read_DuplicateEvents_ComeOnce()
    {
        await using var server = await StartAsync(
            Lines.Take(300), new() { Faults = [FaultSpec.Parse("duplicate@r10"), FaultSpec.Parse("reorder@r20")] });
        await using var listener = new Listener(new(), [server.Url.ToString()]);
        await listener.UntilAsync(() => listener.Queue.Records.Count >= 300, "all there");
        await listener.StopAsync();
        Assert.Equal(Lines.Take(300).Select(Text).Order(), listener.Queue.Records.Order());
        Assert.True(server.FaultsFired["duplicate"] > 5);
    }

    [Fact]
    public async Task Read_Packed_GivesTheSameBytes()
    {
        var dictionary = File.ReadAllBytes(SharedData.Path("bluesky/jetstream_legacy_subscribe.zdict"));
        Assert.SkipUnless(ZstdUnpacker.IsPossible, "libzstd is not installed");
        using var zstd = new ZstdUnpacker(dictionary);
        await using var server = await StartAsync(Lines.Take(300), new() { Dictionary = dictionary });
        await using var listener = new Listener(new(), [server.Url.ToString()], zstd: zstd);
        await listener.UntilAsync(() => listener.Queue.Records.Count >= 300, "all there");
        Assert.Equal(Lines.Take(300).Select(Text), listener.Queue.Records);
        Assert.Contains("compress=true", server.Requests[0].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WithProfiles_EveryPostCarriesItsAuthor()
    {
        await using var server = await StartAsync(Lines.Take(200), new());
        await using var listener = new Listener(new(), [server.Url.ToString()], options: WithProfiles(server));
        await listener.UntilAsync(() => listener.Queue.Records.Count >= 200, "all there");
        Assert.Equal(Lines.Take(200).Select(Name), listener.Queue.Records.Select(Name));
        var posts = listener.Queue.Records.Where(IsWritten).ToList();
        Assert.True(posts.Count > 100);
        Assert.All(posts, post => Assert.Matches(
            @",""tidings"":\{""author"":\{""followersCount"":[0-9]+,""createdAt"":""202[3-6]-[^""]+Z""\}\}\}\z", post));
        Assert.All(
            listener.Queue.Records.Except(posts), record => Assert.DoesNotContain("\"tidings\":", record, StringComparison.Ordinal));
        var asked = server.Requests.Where(request => request.Target.Contains("getProfiles", StringComparison.Ordinal)).ToList();
        var authors = asked.SelectMany(request => request.Target.Split("actors=").Skip(1)).ToList();
        Assert.Equal(authors.Distinct().Count(), authors.Count);
        Assert.All(asked, request => Assert.InRange(request.Target.Split("actors=").Length - 1, 1, 25));
        Assert.All(asked.Zip(asked.Skip(1)), pair => Assert.InRange(
            pair.Second.At - pair.First.At, TimeSpan.FromMilliseconds(50), TimeSpan.MaxValue));
    }

    [Fact]
    public async Task Read_ProfilesRefused_PostsGoWithoutAfterAWhile()
    {
        await using var server = await StartAsync(
            Lines.Take(50), new() { Faults = [FaultSpec.Parse("profiles-429@0:1000")] });
        await using var listener = new Listener(new(), [server.Url.ToString()], options: WithProfiles(server));
        await listener.UntilAsync(() => listener.Queue.Records.Count >= 50, "all there");
        Assert.Equal(Lines.Take(50).Select(Text), listener.Queue.Records);
        Assert.Single(
            server.Requests, request => request.Target.Contains("getProfiles", StringComparison.Ordinal));
        Assert.Single(listener.Log.Lines, line => line.StartsWith("1018", StringComparison.Ordinal));
    }

    /// <summary>What was missed is settled behind its posts, also where they wait for profiles.</summary>
    [Fact]
    public async Task Read_WithProfilesAndLostConnections_EveryEventComesOnce()
    {
        await using var server = await StartAsync(
            Lines.Take(800), new() { Retime = true, Rate = 400, Faults = [FaultSpec.Parse("disconnect@150")] });
        await using var listener = new Listener(
            new(), [server.Url.ToString()], Quick, options: WithProfiles(server));
        await listener.UntilAsync(() => listener.Queue.Records.Count >= 800, "all there");
        await listener.UntilAsync(() => listener.Queue.Settled.Count > 0, "settled");
        Assert.Equal(Lines.Take(800).Select(Name), listener.Queue.Records.Select(Name));
        Assert.All(listener.Queue.Settled, gap => Assert.Equal(long.MinValue, gap.Settled!.Value.RecoveredFrom));
        await listener.StopAsync();
        Assert.Empty(JetstreamCursor.Parse(listener.Queue.Cursor!)!.Outages);
    }

    static SourceOptions WithProfiles(JetstreamSimulator server) => new()
    {
        Profiles = true,
        ProfilesEndpoint = new($"http://127.0.0.1:{server.Url.Port}"),
    };

    static bool IsWritten(string record) => record.Contains("\"record\":", StringComparison.Ordinal);

    static Task<JetstreamSimulator> StartAsync(IEnumerable<byte[]> events, JetstreamSimulatorOptions options) =>
        JetstreamSimulator.StartAsync(
            JetstreamFeed.Of(events.Select(line => new ReadOnlyMemory<byte>(line))), options, TimeProvider.System);

    static async Task PlayedAsync(JetstreamSimulator server, long events)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var i = 0; server.Played < events; i++)
        {
            Assert.True(i < 3000, "the server does not play on");
            await tick.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    static bool IsPost(byte[] line)
    {
        var text = Text(line);
        return new JetstreamStampReader().TryRead(line, out var stamp) && stamp.Key is not null
            && text.Contains("\"collection\":\"app.bsky.feed.post\"", StringComparison.Ordinal);
    }

    static string Text(byte[] line) => Encoding.Latin1.GetString(line);

    static string Name(byte[] line) => Name(Text(line));

    /// <summary>What the server does not change when it gives events the present time.</summary>
    static string Name(string record)
    {
        Assert.True(new JetstreamStampReader().TryRead(Encoding.Latin1.GetBytes(record), out var stamp));
        return stamp.Key!.Value.ToString(CultureInfo.InvariantCulture);
    }

    static long TimeOf(string record)
    {
        Assert.True(new JetstreamStampReader().TryRead(Encoding.Latin1.GetBytes(record), out var stamp));
        return stamp.TimeMicroseconds;
    }
}
