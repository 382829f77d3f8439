using System.Collections.Concurrent;
using System.Text;
using Tidings.Cli.Jobs.Listening.Jetstream;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Tests.Support;

namespace Tidings.Tests.Jobs.Listening.Jetstream;

/// <summary>The source against a server that does what no good server does.</summary>
public sealed class JetstreamConnectionTests
{
    [Fact]
    public async Task Read_SilentServerThatAnswersPings_IsNoGap()
    {
        var pings = 0;
        await using var server = new RawServer(async (stream, _, request, stop) =>
        {
            await RawServer.AcceptAsync(stream, request);
            while (true)
            {
                var (head, payload) = await RawServer.ReceiveAsync(stream, stop);
                if (head != 0x89)
                    continue;
                Interlocked.Increment(ref pings);
                await RawServer.SendAsync(stream, 0x8A, payload);
            }
        });
        await using var listener = new Listener(
            new(), [server.Url],
            new() { PingEvery = TimeSpan.FromMilliseconds(50), Stall = TimeSpan.FromMilliseconds(400) });
        await listener.UntilAsync(() => Volatile.Read(ref pings) >= 20, "pinged 20 times"); // 1 s or more
        Assert.Equal(1, server.Requests);
        Assert.Empty(listener.Queue.Gaps);
    }

    [Fact]
    public async Task Read_ServerThatAnswersNoPings_IsAStallSinceTheLastByte()
    {
        var sentAt = 0L;
        await using var server = new RawServer(async (stream, number, request, stop) =>
        {
            await RawServer.AcceptAsync(stream, request);
            if (number == 0)
            {
                await RawServer.SendAsync(stream, 0x81, RawServer.Event(1, "a"));
                Interlocked.CompareExchange(ref sentAt, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), 0);
            }
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        await using var listener = new Listener(
            new(), [server.Url],
            new() { PingEvery = TimeSpan.FromMilliseconds(50), Stall = TimeSpan.FromMilliseconds(300) });
        await listener.UntilAsync(() => listener.Queue.Gaps.Count > 0, "a gap");
        var gap = listener.Queue.Gaps[0];
        Assert.Equal(GapReason.Stall, gap.Reason);
        Assert.InRange(gap.From, sentAt - 250, sentAt + 250);
    }

    [Fact]
    public async Task Read_MessageInPieces_IsOneRecord()
    {
        var whole = RawServer.Event(1, "a", new string('x', 200_000));
        await using var server = new RawServer(async (stream, _, request, stop) =>
        {
            await RawServer.AcceptAsync(stream, request);
            for (var at = 0; at < whole.Length; at += 9999)
            {
                var end = Math.Min(at + 9999, whole.Length);
                await RawServer.SendAsync(
                    stream, (byte)((at == 0 ? 1 : 0) | (end == whole.Length ? 0x80 : 0)), whole.AsMemory(at, end - at));
            }
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        await using var listener = new Listener(new(), [server.Url]);
        await listener.UntilAsync(() => listener.Queue.Records.Count > 0, "a record");
        Assert.Equal(Encoding.Latin1.GetString(whole), listener.Queue.Records[0]);
    }

    [Fact]
    public async Task Read_MessageWithoutEnd_IsPassedOverAndCounted()
    {
        await using var server = new RawServer(async (stream, _, request, stop) =>
        {
            await RawServer.AcceptAsync(stream, request);
            var piece = new byte[1 << 20];
            for (var i = 0; i < 10; i++)
                await RawServer.SendAsync(stream, (byte)((i == 0 ? 1 : 0) | (i == 9 ? 0x80 : 0)), piece);
            await RawServer.SendAsync(stream, 0x81, RawServer.Event(1, "a"));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        await using var listener = new Listener(new(), [server.Url]);
        await listener.UntilAsync(() => listener.Queue.Records.Count > 0, "a record behind it");
        Assert.Equal(1, listener.Queue.TooLong);
        Assert.Equal(Encoding.Latin1.GetString(RawServer.Event(1, "a")), Assert.Single(listener.Queue.Records));
    }

    [Fact]
    public async Task Stop_ServerThatNeverAnswers_EndsInTime()
    {
        await using var server = new RawServer(
            (_, _, _, stop) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        await using var listener = new Listener(new(), [server.Url]);
        await listener.UntilAsync(() => server.Requests > 0, "asked");
        Assert.InRange(await listener.StopAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Stop_WhileListening_SaysGoodbye()
    {
        var goodbye = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async (stream, _, request, stop) =>
        {
            await RawServer.AcceptAsync(stream, request);
            await RawServer.SendAsync(stream, 0x81, RawServer.Event(1, "a"));
            while (true)
                if (await RawServer.ReceiveAsync(stream, stop) is { Head: 0x88 } close)
                    goodbye.TrySetResult(close.Payload);
        });
        await using var listener = new Listener(new(), [server.Url]);
        await listener.UntilAsync(() => listener.Queue.Records.Count > 0, "a record");
        Assert.InRange(await listener.StopAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal([0x03, 0xE8], await goodbye.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
    }

    /// <summary>On the clock of the source nothing is asked for more often than it may be.</summary>
    [Theory]
    [InlineData("429 Too Many Requests", "Retry-After: 100", 100, 120, GapReason.Refused)]
    [InlineData("429 Too Many Requests", "X: y", 60, 120, GapReason.Refused)]
    [InlineData("403 Forbidden", "X: y", 300, 300, GapReason.Refused)]
    [InlineData("400 Bad Request", "Retry-After: 1", 300, 300, GapReason.Refused)]
    [InlineData("503 Service Unavailable", "X: y", 0.5, 1, GapReason.Disconnect)]
    [InlineData("200 OK", "X: y", 300, 300, GapReason.Disconnect)]
    public async Task Read_RefusedRequests_AreNotRepeatedEarly(
        string status, string header, double first, double second, string reason)
    {
        var clock = new SteppedClock();
        var asked = new ConcurrentQueue<long>();
        await using var server = new RawServer(async (stream, _, _, _) =>
        {
            asked.Enqueue(clock.Milliseconds);
            await RawServer.AnswerAsync(stream, status, header);
        });
        await using var listener = new Listener(new(), [server.Url], clock: clock);
        await listener.UntilAsync(() => !asked.IsEmpty, "asked"); // the clock stands until then
        while (asked.Count < 3)
            await listener.UntilAsync(
                () =>
                {
                    clock.Pass(TimeSpan.FromMilliseconds(first * 100));
                    return true;
                },
                "on");
        var times = asked.ToArray();
        Assert.InRange(times[1] - times[0], first * 1000, double.MaxValue);
        Assert.InRange(times[2] - times[1], second * 1000, double.MaxValue);
        await listener.UntilAsync(() => listener.Queue.Gaps.Count > 0, "a gap");
        Assert.All(listener.Queue.Gaps, gap => Assert.Equal((1_735_689_600_000, reason), (gap.From, gap.Reason)));
        Assert.Single(listener.Log.Lines, line => line.StartsWith("1011", StringComparison.Ordinal) || line.StartsWith("1012", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_OneServerRefuses_TheNextIsHeard()
    {
        await using var refusing = new RawServer(async (stream, _, _, _) =>
            await RawServer.AnswerAsync(stream, "403 Forbidden"));
        await using var serving = new RawServer(async (stream, _, request, stop) =>
        {
            await RawServer.AcceptAsync(stream, request);
            await RawServer.SendAsync(stream, 0x81, RawServer.Event(1, "a"));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        await using var listener = new Listener(new(), [refusing.Url, serving.Url]);
        await listener.UntilAsync(() => listener.Queue.Records.Count > 0, "a record");
        Assert.Equal(1, refusing.Requests);
        var line = Assert.Single(
            listener.Log.Lines, line => line.StartsWith("1012", StringComparison.Ordinal));
        Assert.Contains("HTTP 403", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_CursorOfSomethingElse_IsToldAndLeftAlone()
    {
        var requests = new ConcurrentQueue<string>();
        await using var server = new RawServer(async (stream, _, request, stop) =>
        {
            requests.Enqueue(request);
            await RawServer.AcceptAsync(stream, request);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        await using var listener = new Listener(new() { Cursor = "17 4096 abc" }, [server.Url]);
        await listener.UntilAsync(() => !requests.IsEmpty, "asked");
        Assert.DoesNotContain("cursor=", requests.First(), StringComparison.Ordinal);
        Assert.Contains(listener.Log.Lines, line => line.StartsWith("1015", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wss://h", null, "wss://h/subscribe?wantedCollections=c.%2A&maxMessageSizeBytes=2097152")]
    [InlineData("http://h:80/", 5L, "ws://h/subscribe?wantedCollections=c.%2A&maxMessageSizeBytes=2097152&cursor=5")]
    [InlineData("https://u:p@h:6008/x?wantedDids=did:plc:a", null, "wss://h:6008/x?wantedDids=did:plc:a&wantedCollections=c.%2A&maxMessageSizeBytes=2097152")]
    [InlineData("ws://h?wantedCollections=d&cursor=9&compress=true", 5L, "ws://h/subscribe?wantedCollections=d&maxMessageSizeBytes=2097152&cursor=5")]
    public void At_Address_IsCompleted(string text, long? cursor, string uri) =>
        Assert.Equal(uri, new JetstreamAddress(text, ["c.*"]).At(cursor, isCompressed: false).ToString());

    [Fact]
    public void Of_DefaultSettings_AreTheFourPublicServers()
    {
        var hosts = JetstreamAddress.Of(new SourceOptions()).Select(address => address.At(null, true).ToString()).ToList();
        Assert.Equal(4, hosts.Distinct().Count());
        Assert.All(hosts, host => Assert.Matches(
            @"\Awss://jetstream[12]\.us-(east|west)\.bsky\.network/subscribe\?wantedCollections=app\.bsky\.feed\.post&maxMessageSizeBytes=2097152&compress=true\z",
            host));
    }
}
