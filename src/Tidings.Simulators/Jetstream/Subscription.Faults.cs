namespace Tidings.Simulators;

/// <summary>What goes wrong.</summary>
sealed partial class Subscription
{
    static ReadOnlySpan<byte> Stub => "{\"did\":\"did:plc:cut\",\"time_us\":1"u8;

    /// <summary>Lets a fault happen before an event; the ending where it ends the connection.</summary>
    /// <param name="fault">Which.</param>
    /// <param name="json">The event; empty where there is none yet.</param>
    async ValueTask<Ending?> MeetAsync(FaultSpec fault, ReadOnlyMemory<byte> json)
    {
        switch (fault.Kind)
        {
            case FaultKind.Disconnect:
                _frames.AddHalf(FrameBuffer.TextFrame, json.IsEmpty ? Stub : json.Span);
                await FlushAsync();
                return new(fault.Word == "fin" ? EndingKind.Finish : EndingKind.Reset);
            case FaultKind.Close:
                await FlushAsync();
                return new(EndingKind.Close, (int)fault.Number, "simulated");
            case FaultKind.SlowClose:
                await FlushAsync();
                return new(EndingKind.SlowClose, 1001, "simulated", fault.Number);
            case FaultKind.Stall:
                await FlushAsync();
                await StallAsync(fault.Number);
                return null;
            case FaultKind.Mute:
                await FlushAsync();
                await HoldAsync(fault.Number);
                return null;
            case FaultKind.Garbage:
                AddGarbage(fault.Word, json.Span);
                return null;
            case FaultKind.ClockSkew:
                _skewMicroseconds = fault.Number * 1000;
                return null;
            case FaultKind.Flood:
                _needs.Playhead.Flood(fault.Number);
                return null;
            case FaultKind.Duplicate:
                _isRepeated = true;
                return null;
            case FaultKind.Reorder:
                _isHeldBack = true;
                return null;
            default:
                return null; // requests meet theirs before they become a stream
        }
    }

    /// <summary>Holds everything for so long; below 0 until the client leaves.</summary>
    async ValueTask StallAsync(long milliseconds)
    {
        _stream.Freeze();
        try
        {
            await HoldAsync(milliseconds);
        }
        finally
        {
            _stream.Thaw();
        }
    }

    /// <summary>Sends no events for so long; below 0 until the client leaves.</summary>
    async ValueTask HoldAsync(long milliseconds)
    {
        _isHeld = true;
        Tell(); // the others need not wait
        try
        {
            await Task.Delay(
                milliseconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(milliseconds), _needs.Clock,
                _ending.Token);
        }
        finally
        {
            _isHeld = false;
        }
    }

    void AddGarbage(string kind, ReadOnlySpan<byte> json)
    {
        var some = json.IsEmpty ? Stub : json;
        if (kind == "binary")
            _frames.Add(FrameBuffer.BinaryFrame, [0x00, 0xFF, 0x1F, 0x8B, 0x28, 0xB5, 0x2F, 0xFD]);
        else if (kind == "cut")
            _frames.Add(FrameBuffer.TextFrame, some[..CutAt(some)]);
        else
            _frames.Add(FrameBuffer.TextFrame, kind == "utf8" ? [.. "{\"did\":\""u8, 0xC3, 0x28, 0xFF] : "<html>"u8);
    }

    /// <summary>About the middle, between two characters: what is cut is to be broken as JSON alone.</summary>
    static int CutAt(ReadOnlySpan<byte> json)
    {
        var at = json.Length / 2;
        while ((json[at] & 0xC0) == 0x80)
            at--;
        return at;
    }
}
