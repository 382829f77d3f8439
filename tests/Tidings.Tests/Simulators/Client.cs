using System.Net.WebSockets;
using System.Text;

namespace Tidings.Tests.Simulators;

/// <summary>The runtime's own WebSocket client, with a limit on every wait.</summary>
sealed class Client : IDisposable
{
    readonly ClientWebSocket _socket = new();
    readonly CancellationTokenSource _limit;
    readonly byte[] _buffer = new byte[1 << 20];

    Client() => _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<Client> ConnectAsync(Uri url, string query = "", Action<ClientWebSocketOptions>? how = null)
    {
        var client = new Client();
        client._limit.CancelAfter(TimeSpan.FromSeconds(60)); // a test that hangs fails
        how?.Invoke(client._socket.Options);
        try
        {
            await client._socket.ConnectAsync(new Uri(url + query), client._limit.Token);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The next message; null when the server has closed.</summary>
    public async Task<byte[]?> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), _limit.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            length += received.Count;
            if (received.EndOfMessage)
                return _buffer[..length];
        }
    }

    public async Task<List<string>> ReceiveAsync(int count)
    {
        var received = new List<string>();
        while (received.Count < count && await ReceiveAsync() is { } message)
            received.Add(Encoding.UTF8.GetString(message));
        return received;
    }

    /// <summary>Everything until the server closes or the connection breaks.</summary>
    public async Task<(List<string> Received, bool IsBroken)> ReceiveAllAsync()
    {
        var received = new List<string>();
        try
        {
            while (await ReceiveAsync() is { } message)
                received.Add(Encoding.UTF8.GetString(message));
            return (received, false);
        }
        catch (Exception error)
            when (error is WebSocketException or OperationCanceledException && !_limit.IsCancellationRequested)
        {
            return (received, true);
        }
    }

    public Task SendAsync(string text) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _limit.Token);

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _limit.Token);

    public void Dispose()
    {
        _socket.Dispose();
        _limit.Dispose();
    }
}
