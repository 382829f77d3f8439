namespace Tidings.Sources.Live;

/// <summary>
/// How far a server's clock is from ours: the least difference between receiving an event and its time. Serves one
/// thread.
/// </summary>
/// <param name="known">The difference that an earlier run found, milliseconds; null for none.</param>
public sealed class ServerClock(long? known)
{
    /// <summary>Differences below 2 s are the way of the events, and no clock's.</summary>
    public const long Noise = 2000;

    /// <summary>Beyond 12 h no clock is wrong: a recording is being served.</summary>
    public const long Foreign = 12 * 3_600_000;

    /// <summary>The least difference may grow again by 1 ms in so many: clocks run apart.</summary>
    const long DriftDivisor = 10_000;

    long? _offset = known;
    long _learnedAt;

    /// <summary>Our clock less the server's, milliseconds; 0 where nothing is known.</summary>
    public long Offset => _offset ?? 0;

    /// <summary>True where the server's times have nothing to do with ours.</summary>
    public bool IsForeign => _offset is { } offset && (offset > Foreign || offset < -Foreign);

    /// <summary>A time of the server (unix microseconds) on our clock (unix milliseconds).</summary>
    public long Corrected(long time) =>
        time / 1000 + (_offset is { } offset and (>= Noise or <= -Noise) ? offset : 0);

    /// <summary>Learns from an event that was received as soon as the server had it.</summary>
    public void Learn(long now, long time)
    {
        if (_offset is null || _learnedAt == 0)
            _learnedAt = now;
        if (now - _learnedAt >= DriftDivisor)
        {
            _offset += (now - _learnedAt) / DriftDivisor;
            _learnedAt = now;
        }
        Bound(now, time);
    }

    /// <summary>Learns from any event: none is received before it is made.</summary>
    public void Bound(long now, long time) => _offset = Math.Min(now - time / 1000, _offset ?? long.MaxValue);

    /// <summary>Takes it for equal to ours where nothing is known: old events that come next say nothing of it.</summary>
    public void Assume() => _offset ??= 0;

    /// <summary>Forgets it: the server's clock was set.</summary>
    public void Reset() => (_offset, _learnedAt) = (null, 0);
}
