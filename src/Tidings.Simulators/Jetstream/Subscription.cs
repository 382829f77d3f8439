using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace Tidings.Simulators;

/// <summary>One client: what it wants, how far it is, and how it ends.</summary>
sealed partial class Subscription : IDisposable
{
    /// <summary>How long the answer to a close frame is awaited.</summary>
    static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    readonly SubscriptionNeeds _needs;
    readonly SubscribeRequest _request;
    readonly FaultWatch _faults;
    readonly GatedStream _stream;
    readonly WebSocket _socket;
    readonly CancellationToken _gone;
    readonly CancellationTokenSource _ending;
    readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ZstdCompressor? _compressor;
    volatile SubscriptionFilter _filter;
    long _place;
    volatile bool _isHeld;

    /// <summary>Begins on a stream after the handshake.</summary>
    /// <param name="needs">What all share.</param>
    /// <param name="request">What the client asked for.</param>
    /// <param name="faults">What will go wrong.</param>
    /// <param name="stream">The bare stream.</param>
    /// <param name="gone">Cancelled when the client has gone.</param>
    public Subscription(
        SubscriptionNeeds needs, SubscribeRequest request, FaultWatch faults, Stream stream, CancellationToken gone)
    {
        (_needs, _request, _faults, _gone) = (needs, request, faults, gone);
        _filter = request.Filter;
        _stream = new(stream);
        _socket = WebSocket.CreateFromStream(_stream, new() { IsServer = true });
        _ending = CancellationTokenSource.CreateLinkedTokenSource(gone, needs.Stop);
        _writeLimit = new(Timeout.InfiniteTimeSpan, needs.Clock);
        _compressor = request.IsCompressed ? new(needs.Options.Dictionary.Span) : null;
    }

    /// <summary>The number of the next event that it looks at.</summary>
    public long Place
    {
        get => Volatile.Read(ref _place);
        set => Volatile.Write(ref _place, value);
    }

    /// <summary>True while a fault holds it: nobody waits for it then.</summary>
    public bool IsFrozen => _stream.IsFrozen || _isHeld;

    /// <summary>Serves until one side ends it; true where the connection is to be reset.</summary>
    public async Task<bool> RunAsync()
    {
        var receiving = ReceiveAsync();
        var sending = SendAsync();
        var pinging = PingAsync();
        var ending = await await Task.WhenAny(receiving, sending);
        await _ending.CancelAsync();
        await Task.WhenAll(sending, pinging);
        return await EndAsync(ending, receiving);
    }

    async Task<bool> EndAsync(Ending ending, Task receiving)
    {
        switch (ending.Kind)
        {
            case EndingKind.Close or EndingKind.SlowClose:
                if (!await TryWriteAsync(CloseFrame(ending)))
                    return true;
                if (ending.Kind == EndingKind.SlowClose)
                    await WaitAsync(Task.Delay(Timeout.InfiniteTimeSpan, _needs.Clock, _needs.Stop),
                        TimeSpan.FromMilliseconds(ending.Milliseconds));
                return !await WaitAsync(receiving, CloseLimit);
            case EndingKind.Reset:
                // what was written before is to arrive before the reset
                await WaitAsync(receiving, TimeSpan.FromMilliseconds(50));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Waits for something so long at most; false where it did not come, or the client went.</summary>
    async Task<bool> WaitAsync(Task something, TimeSpan limit)
    {
        try
        {
            await something.WaitAsync(limit, _needs.Clock, _gone);
            return true;
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    static FrameBuffer CloseFrame(Ending ending)
    {
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(ending.Reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)ending.Code);
        Encoding.UTF8.GetBytes(ending.Reason, payload.AsSpan(2));
        var frame = new FrameBuffer();
        frame.Add(FrameBuffer.CloseFrame, payload);
        return frame;
    }

    async Task PingAsync()
    {
        var ping = new FrameBuffer();
        ping.Add(FrameBuffer.PingFrame, []);
        try
        {
            using var timer = new PeriodicTimer(_needs.Options.PingEvery, _needs.Clock);
            while (await timer.WaitForNextTickAsync(_ending.Token))
                await _stream.WriteAsync(ping.Written, _ending.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
        }
    }

    public void Dispose()
    {
        _compressor?.Dispose();
        _writeLimit.Dispose();
        _ending.Dispose();
        _socket.Dispose();
        _stream.Dispose();
    }
}
