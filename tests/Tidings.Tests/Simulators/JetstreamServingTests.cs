using System.IO.Compression;
using System.Net.WebSockets;
using System.Text.Json;
using Tidings.Simulators;

namespace Tidings.Tests.Simulators;

public sealed class JetstreamServingTests
{
    [Fact]
    public async Task Subscribe_BundledRecording_ArrivesByteForByte()
    {
        var path = Path.Combine(SharedData.RepositoryRoot, "samples", "jetstream.jsonl.gz");
        Stream Open() => new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(Open());
        var lines = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n');
        var events = lines.Where(line => line.EndsWith('}')).ToList();
        Assert.Equal(lines.Length - 1, events.Count); // one line of it is cut off on purpose
        await using var simulator = await JetstreamSimulator.StartAsync(
            JetstreamFeed.Of("sample", Open), new(), TimeProvider.System, TestContext.Current.CancellationToken);
        using var client = await Client.ConnectAsync(simulator.Url);
        Assert.Equal(events, await client.ReceiveAsync(events.Count));
        Assert.Equal(1, simulator.UnusableLines);
        Assert.Equal(101, Assert.Single(simulator.Requests).Status);
    }

    [Theory]
    [InlineData("?wantedCollections=app.bsky.feed.post", 0, 1, 2, 3, 4, 5, 6, 8, 9)]
    [InlineData("?wantedCollections=app.bsky.feed.like", 7, 9)]
    [InlineData("?wantedCollections=app.bsky.feed.*", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)]
    [InlineData("?wantedCollections=app.bsky.graph.*", 9)]
    [InlineData("?wantedDids=did:plc:writer2&wantedDids=did:plc:writer4", 2, 4, 7, 9)]
    [InlineData("?wantedDids=did:plc:writer2&wantedCollections=app.bsky.feed.like", 7)]
    [InlineData("?maxMessageSizeBytes=150", 9)]
    [InlineData("?maxMessageSizeBytes=-1", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)]
    public async Task Subscribe_Filter_PassesWhatIsWanted(string query, params int[] expected)
    {
        var events = Simulated.Events(20);
        await using var simulator = await Simulated.StartAsync(events);
        using var client = await Client.ConnectAsync(simulator.Url, query);
        var both = expected.Concat(expected.Select(i => i + 10)).Select(i => events[i]).ToList();
        Assert.Equal(both, await client.ReceiveAsync(both.Count));
    }

    [Fact]
    public async Task Subscribe_RecordedPace_TakesAsLongAsItTook()
    {
        await using var simulator = await Simulated.StartAsync(
            Simulated.Events(2), new() { Pace = PlaybackPace.Recorded }); // a second apart
        using var client = await Client.ConnectAsync(simulator.Url);
        await client.ReceiveAsync();
        var first = TimeProvider.System.GetTimestamp();
        Assert.NotNull(await client.ReceiveAsync());
        Assert.InRange(TimeProvider.System.GetElapsedTime(first), TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("?wantedCollections=posts")]
    [InlineData("?wantedCollections=")]
    [InlineData("?wantedDids=alice.example")]
    [InlineData("?cursor=yesterday")]
    [InlineData("?compress=true")]
    public async Task Subscribe_BadParameter_IsRefusedWith400(string query)
    {
        await using var simulator = await Simulated.StartAsync([]);
        await Assert.ThrowsAsync<WebSocketException>(() => Client.ConnectAsync(simulator.Url, query));
        Assert.Equal((400, "/subscribe" + query), (simulator.Requests[0].Status, simulator.Requests[0].Target));
    }

    [Fact]
    public async Task Subscribe_TooManyNames_CountsThemWithoutRepeats()
    {
        await using var simulator = await Simulated.StartAsync([]);
        string Query(int distinct) => "?" + string.Join('&', Enumerable.Range(0, 300)
            .Select(i => $"wantedCollections=app.example.c{i % distinct}"));
        using (await Client.ConnectAsync(simulator.Url, Query(100)))
        {
        }
        await Assert.ThrowsAsync<WebSocketException>(() => Client.ConnectAsync(simulator.Url, Query(101)));
        string Dids(int count) => "?" + string.Join('&', Enumerable.Range(0, count)
            .Select(i => $"wantedDids=did:plc:abcdefghijklmnopqrs{i:D5}"));
        using (await Client.ConnectAsync(simulator.Url, Dids(10_000)))
        {
        }
        await Assert.ThrowsAsync<WebSocketException>(() => Client.ConnectAsync(simulator.Url, Dids(10_001)));
    }

    [Fact]
    public async Task Subscribe_SeveralClients_EachHasItsOwnPlace()
    {
        var events = Simulated.Events(20_000); // more than the playhead runs ahead
        await using var simulator = await Simulated.StartAsync(events);
        using var first = await Client.ConnectAsync(simulator.Url);
        using var second = await Client.ConnectAsync(
            simulator.Url, $"?cursor={Simulated.FirstTimeUs - 1}&wantedDids=did:plc:writer3");
        var wanted = events.Where(line => line.Contains("writer3", StringComparison.Ordinal)).ToList();
        var all = first.ReceiveAsync(events.Count);
        Assert.Equal(wanted, await second.ReceiveAsync(wanted.Count));
        Assert.Equal(events, await all);
    }

    [Fact]
    public async Task Play_ClientThatDoesNotRead_IsWaitedFor()
    {
        await using var simulator = await Simulated.StartAsync(
            Simulated.Events(200_000), new() { WriteLimit = TimeSpan.FromMinutes(1) });
        using var client = await Client.ConnectAsync(simulator.Url);
        await client.ReceiveAsync(10);
        Assert.InRange(simulator.Played, 10, 199_999); // some 30 MB do not fit between the two
        Assert.Equal(199_990, (await client.ReceiveAsync(199_990)).Count);
    }

    [Fact]
    public async Task Stop_ConnectedClient_IsToldBy1001()
    {
        var simulator = await Simulated.StartAsync(Simulated.Events(5));
        using var client = await Client.ConnectAsync(simulator.Url);
        await client.ReceiveAsync(5);
        var stopping = simulator.DisposeAsync();
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal((WebSocketCloseStatus)1001, client.CloseStatus);
        await client.CloseAsync();
        await stopping;
    }

    [Fact]
    public async Task Retime_RewritesOnlyTheTime_AndGrows()
    {
        var events = Simulated.Events(1000);
        var from = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        await using var simulator = await Simulated.StartAsync(events, new() { Retime = true });
        using var client = await Client.ConnectAsync(simulator.Url);
        var received = await client.ReceiveAsync(1000);
        var times = received.Select(TimeOf).ToList();
        Assert.Equal(times.Distinct().Order(), times);
        Assert.InRange(times[0], from, from + 120_000_000);
        Assert.Equal(events, received.Select((line, i) => line.Replace(
            $":{times[i]},", $":{Simulated.FirstTimeUs + (i * 1_000_000L)},", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Dialect_V2_AppendsTheSequenceNumber()
    {
        var events = Simulated.Events(30);
        await using var simulator = await Simulated.StartAsync(events, new() { Dialect = JetstreamDialect.V2 });
        using var client = await Client.ConnectAsync(simulator.Url);
        Assert.Equal(events.Select((line, i) => line[..^1] + $",\"cursor\":{i + 1}}}"), await client.ReceiveAsync(30));
    }

    [Fact]
    public async Task Feed_LinesThatAreNoEvents_AreCountedAndNamed()
    {
        var said = new List<string>();
        await using var simulator = await Simulated.StartPlayedAsync(
            ["{\"did\":\"did:plc:a\"", "[]", "{\"kind\":\"commit\"}", "{\"time_us\":1}", "7", .. Simulated.Events(1)],
            new() { Report = text => { lock (said) said.Add(text); } });
        Assert.Equal((1, 5), (simulator.Played, simulator.UnusableLines));
        await simulator.DisposeAsync();
        Assert.Contains("event 3: no event", said);
    }

    [Fact]
    public async Task Tls_ClientThatTrustsTheCertificate_IsServed()
    {
        await using var simulator = await Simulated.StartAsync(Simulated.Events(100), new() { Tls = true });
        Assert.Equal("wss", simulator.Url.Scheme);
        using var client = await Client.ConnectAsync(simulator.Url, how: options =>
            options.RemoteCertificateValidationCallback = (_, certificate, _, _) => simulator.CertificateFingerprint
                == certificate?.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256));
        Assert.Equal(Simulated.Events(100), await client.ReceiveAsync(100));
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", simulator.CertificatePem, StringComparison.Ordinal);
    }

    static long TimeOf(string line) =>
        JsonDocument.Parse(line).RootElement.GetProperty("time_us").GetInt64();
}
