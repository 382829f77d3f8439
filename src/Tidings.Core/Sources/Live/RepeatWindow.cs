namespace Tidings.Sources.Live;

/// <summary>
/// Knows the events of the last <see cref="Span"/>, so that what a server repeats when it is resumed is not handed on
/// again. Forgetting is harmless: the ledger of the store knows repeats as well. Serves one thread.
/// </summary>
public sealed class RepeatWindow
{
    /// <summary>More than the longest rewind (<see cref="CatchUp.OtherHostRewind"/>), in time of the events.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(20);

    /// <summary>Events that are known at most: 200,000, about 15 MB.</summary>
    public const int Capacity = 200_000;

    readonly HashSet<UInt128> _known = [];
    readonly Queue<(long Time, UInt128 Key)> _order = new();
    readonly int _capacity;
    long _latest;

    /// <summary>An empty one, with room for <paramref name="capacity"/> events.</summary>
    public RepeatWindow(int capacity = Capacity) => _capacity = capacity;

    /// <summary>Events that are known now.</summary>
    public int Count => _known.Count;

    /// <summary>Remembers an event; false where it is known already.</summary>
    public bool Add(in JetstreamStamp stamp)
    {
        if (stamp.Key is not { } key)
            return true;
        if (!_known.Add(key))
            return false;
        _order.Enqueue((stamp.TimeMicroseconds, key));
        _latest = Math.Max(_latest, stamp.TimeMicroseconds);
        var oldest = _latest - (long)Span.TotalMicroseconds;
        while (_order.TryPeek(out var first) && (first.Time < oldest || _order.Count > _capacity))
            _known.Remove(_order.Dequeue().Key);
        return true;
    }

    /// <summary>The server's clock was set back: what was latest is not any more.</summary>
    public void SetBack(long time) => _latest = time;
}
