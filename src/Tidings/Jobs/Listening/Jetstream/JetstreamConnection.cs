using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>
/// One connection to a Jetstream: waits for messages, and knows when the server gave the last sign of life. Serves one
/// thread.
/// </summary>
sealed class JetstreamConnection : IDisposable
{
    /// <summary>Longer messages are passed over: 2 MiB.</summary>
    public const int MaxMessageBytes = 2 << 20;

    /// <summary>A message that goes on beyond this ends the connection: 16 MiB, own choice.</summary>
    const int MaxPassedBytes = 16 << 20;

    const int FirstBufferBytes = 64 << 10;

    /// <summary>How long a server may take to answer a goodbye.</summary>
    static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1);

    /// <summary>How often a waiting reader looks around.</summary>
    const int TickMilliseconds = 50;

    readonly ClientWebSocket _socket;
    readonly HttpMessageInvoker _http;
    readonly TimeProvider _clock;
    readonly ManualResetEventSlim _isReady = new();
    readonly Action _wake;
    byte[] _buffer = new byte[FirstBufferBytes];
    ValueTask<ValueWebSocketReceiveResult> _receive;
    bool _isReceiving;
    bool _isDone;
    int _length;
    int _passed;
    long _waitsSince;

    JetstreamConnection(ClientWebSocket socket, HttpMessageInvoker http, LastHeard heard, TimeProvider clock)
    {
        (_socket, _http, Heard, _clock) = (socket, http, heard, clock);
        _wake = _isReady.Set;
    }

    /// <summary>When bytes came last.</summary>
    public LastHeard Heard { get; }

    /// <summary>The message that <see cref="TryReceive"/> found; empty where it is too long.</summary>
    public ReadOnlySpan<byte> Message => IsTooLong ? default : _buffer.AsSpan(0, _length);

    /// <summary>It exceeded <see cref="MaxMessageBytes"/>.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Why the connection has ended; null while it has not.</summary>
    public string? Ended { get; private set; }

    /// <summary>How long no message came although one was waited for.</summary>
    public TimeSpan Silent => _isReceiving ? _clock.GetElapsedTime(_waitsSince) : TimeSpan.Zero;

    /// <summary>How long not even a sign of life came although it was waited for.</summary>
    public TimeSpan Dead => Heard.Ago < Silent ? Heard.Ago : Silent;

    /// <summary>Whether a sign of life came since a message is waited for: an answer to a ping.</summary>
    public bool IsAlive => Heard.Ago < Silent;

    /// <summary>Connects; gives either a connection or the failure.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static (JetstreamConnection? Connection, ConnectFailure? Failure) Connect(
        Uri uri, JetstreamLimits limits, TimeProvider clock, CancellationToken stop)
    {
        var heard = new LastHeard(clock);
        var http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, token) => await OpenAsync(context.DnsEndPoint, heard, token),
            PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(
                new TextAsBytesStream(context.PlaintextStream)),
            ConnectTimeout = limits.Connect,
            AllowAutoRedirect = false,
        });
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = limits.PingEvery;
        // with a time-out it pings and awaits answers; when a connection is dead is decided here, by any bytes
        socket.Options.KeepAliveTimeout = TimeSpan.FromHours(1);
        socket.Options.SetRequestHeader(
            "User-Agent", $"tidings/{typeof(JetstreamConnection).Assembly.GetName().Version}");
        using var limit = new CancellationTokenSource(limits.Connect, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            socket.ConnectAsync(uri, http, both.Token).GetAwaiter().GetResult();
            heard.Note();
            return (new(socket, http, heard, clock), null);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException
            or HttpRequestException or SocketException or InvalidOperationException)
        {
            var failure = limit.IsCancellationRequested
                ? new ConnectFailure(
                    Sources.Live.FailureKind.Network, Queue.GapReason.Disconnect,
                    $"no answer within {limits.Connect.TotalSeconds:0} s")
                : ConnectFailure.Of(socket, error, clock.GetUtcNow());
            socket.Dispose();
            http.Dispose();
            stop.ThrowIfCancellationRequested();
            return (null, failure);
        }
    }

    /// <summary>
    /// Waits a moment for a message: true where one came. False where none came yet, or the connection has
    /// <see cref="Ended"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public bool TryReceive(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (_isDone)
            (_isDone, _length, IsTooLong, _passed) = (false, 0, false, 0);
        while (Ended is null)
        {
            stop.ThrowIfCancellationRequested();
            if (_passed > MaxPassedBytes && !_isReceiving)
            {
                Ended = $"it sent a message of more than {MaxPassedBytes >> 20} MiB";
                return false;
            }
            if (!_isReceiving)
                Begin();
            if (!_isReady.IsSet && !_isReady.Wait(TickMilliseconds, stop))
                return false;
            if (End())
                return true;
        }
        return false;
    }

    void Begin()
    {
        if (_length == _buffer.Length && _length < MaxMessageBytes)
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, MaxMessageBytes));
        if (_length == _buffer.Length)
            (IsTooLong, _length, _passed) = (true, 0, _passed + _buffer.Length); // passed over, to its end
        _isReady.Reset();
        _waitsSince = _clock.GetTimestamp();
        _isReceiving = true;
#pragma warning disable CA2012 // kept until it is done, then asked once: waiting with a limit allocates nothing so
        try
        {
            _receive = _socket.ReceiveAsync(_buffer.AsMemory(_length), CancellationToken.None);
        }
        catch (Exception error) when (IsLoss(error))
        {
            _receive = ValueTask.FromException<ValueWebSocketReceiveResult>(error);
        }
#pragma warning restore CA2012
        if (_receive.IsCompleted)
            _isReady.Set();
        else
            _receive.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_wake);
    }

    /// <summary>Takes what was received; true where a message is complete.</summary>
    bool End()
    {
        _isReceiving = false;
        try
        {
            var result = _receive.GetAwaiter().GetResult();
            if (result.MessageType == WebSocketMessageType.Close)
            {
                Ended = $"the server closed it: {(int?)_socket.CloseStatus} {_socket.CloseStatusDescription}".TrimEnd();
                return false;
            }
            _length += result.Count;
            _isDone = result.EndOfMessage;
            return _isDone;
        }
        catch (Exception error) when (IsLoss(error))
        {
            Ended = ConnectFailure.Words(error);
            return false;
        }
    }

    static bool IsLoss(Exception error) => error is WebSocketException or IOException or SocketException
        or OperationCanceledException or ObjectDisposedException or InvalidOperationException;

    static async Task<Stream> OpenAsync(DnsEndPoint host, LastHeard heard, CancellationToken token)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, token);
            return new WatchedStream(new NetworkStream(socket, ownsSocket: true), heard);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Says goodbye, which the server is given a second to take note of.</summary>
    public void Close()
    {
        if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        try
        {
            using var limit = new CancellationTokenSource(CloseLimit, _clock);
            _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token).GetAwaiter().GetResult();
        }
        catch (Exception error) when (IsLoss(error))
        {
            // it is gone already
        }
    }

    public void Dispose()
    {
        _socket.Abort();
        if (_isReceiving)
            _isReady.Wait(CloseLimit);
        _socket.Dispose();
        _http.Dispose();
        _isReady.Dispose();
    }
}
