using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Tidings.Tests.Jobs.Listening.Jetstream;

/// <summary>A server on loopback whose every byte the test decides.</summary>
sealed class RawServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly Task _accepting;
    readonly List<Task> _serving = [];
    int _requests;

    /// <param name="serve">Given the connection, the number of the request from 0, and its lines.</param>
    public RawServer(Func<NetworkStream, int, string, CancellationToken, Task> serve)
    {
        _listener.Start();
        _accepting = AcceptAsync(serve);
    }

    public string Url => $"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Requests that came.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Answers a request with a status.</summary>
    public static ValueTask AnswerAsync(NetworkStream stream, string status, params string[] headers) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n"
            + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n"));

    /// <summary>Accepts a web socket.</summary>
    public static ValueTask AcceptAsync(NetworkStream stream, string request)
    {
        var key = request.Split("\r\n").First(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase))[18..].Trim();
#pragma warning disable CA5350 // the protocol's own choice, and nothing secret
        var accept = Convert.ToBase64String(
            SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return stream.WriteAsync(Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {accept}\r\n\r\n"));
    }

    /// <summary>Sends one frame.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="head">The first byte: 0x81 a whole text, 0x82 whole bytes, 0x01 a text that goes on, 0x80 its end.</param>
    /// <param name="payload">What is in it.</param>
    public static async ValueTask SendAsync(NetworkStream stream, byte head, ReadOnlyMemory<byte> payload)
    {
        byte[] length = payload.Length switch
        {
            < 126 => [(byte)payload.Length],
            < 65536 => [126, (byte)(payload.Length >> 8), (byte)payload.Length],
            _ => [127, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length],
        };
        await stream.WriteAsync((byte[])[head, .. length]);
        await stream.WriteAsync(payload);
    }

    /// <summary>Reads a client's frame, at most 125 bytes; returns its first byte and its content.</summary>
    public static async Task<(byte Head, byte[] Payload)> ReceiveAsync(NetworkStream stream, CancellationToken stop)
    {
        var head = new byte[6];
        await stream.ReadExactlyAsync(head, stop);
        var payload = new byte[head[1] & 0x7F];
        await stream.ReadExactlyAsync(payload, stop);
        for (var i = 0; i < payload.Length; i++)
            payload[i] ^= head[2 + i % 4];
        return (head[0], payload);
    }

    /// <summary>An event of a second after 2025 began.</summary>
    public static byte[] Event(double second, string key, string text = "hello") => Encoding.UTF8.GetBytes(
        $$$"""{"did":"did:plc:a","time_us":{{{1_735_689_600_000_000 + (long)(second * 1_000_000)}}},"kind":"commit","commit":{"rev":"{{{key}}}","operation":"create","collection":"app.bsky.feed.post","rkey":"{{{key}}}","record":{"text":"{{{text}}}"},"cid":"c"}}""");

    async Task AcceptAsync(Func<NetworkStream, int, string, CancellationToken, Task> serve)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                lock (_serving)
                    _serving.Add(ServeAsync(client, serve));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    async Task ServeAsync(TcpClient client, Func<NetworkStream, int, string, CancellationToken, Task> serve)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                var head = new StringBuilder();
                var one = new byte[1];
                while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)
                    && await stream.ReadAsync(one, _stop.Token) == 1)
                    head.Append((char)one[0]);
                if (head.Length > 0)
                    await serve(stream, Interlocked.Increment(ref _requests) - 1, head.ToString(), _stop.Token);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Task[] serving;
        lock (_serving)
            serving = [.. _serving];
        await Task.WhenAll(serving);
        _stop.Dispose();
    }
}
