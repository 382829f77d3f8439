namespace Tidings.Simulators;

/// <summary>
/// The events that were played, the latest of them, each with a sequence number from 1. One thread appends, many read.
/// </summary>
/// <param name="keepMicroseconds">How far cursors reach back in time.</param>
/// <param name="keepEvents">How many events cursors reach back.</param>
/// <param name="keepBytes">How many bytes cursors reach back.</param>
sealed class EventHistory(long keepMicroseconds, long keepEvents, long keepBytes)
{
    /// <summary>
    /// Events that stay for clients that are connected, whatever cursors reach: the first server's queue for a client.
    /// </summary>
    public const int Outbox = 10_000;

    readonly Lock _lock = new();
    StoredEvent[] _ring = new StoredEvent[1024];
    long _held = 1;
    long _kept = 1;
    long _next = 1;
    long _bytes;

    /// <summary>Beats when there are new events, and at the end.</summary>
    public Pulse Changed { get; } = new();

    /// <summary>True when nothing will be added.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The number of the next event.</summary>
    public long Next
    {
        get
        {
            lock (_lock)
                return _next;
        }
    }

    /// <summary>Adds one, and lets go of what is too old. Readers see it after <see cref="Pulse.Beat"/>.</summary>
    public void Append(in StoredEvent added)
    {
        lock (_lock)
        {
            if (_next - _held == _ring.Length)
                Grow();
            ref var slot = ref SlotOf(_next);
            slot = added;
            slot.HighTimeUs = _next > _held ? Math.Max(added.TimeUs, SlotOf(_next - 1).HighTimeUs) : added.TimeUs;
            _next++;
            _bytes += added.Json.Length;
            var floor = slot.HighTimeUs - keepMicroseconds;
            while (_kept < _next - 1
                && (_next - _kept > keepEvents || _bytes > keepBytes || SlotOf(_kept).HighTimeUs < floor))
                _bytes -= SlotOf(_kept++).Json.Length;
            for (; _held < _kept && _held < _next - Outbox; _held++)
                SlotOf(_held) = default;
        }
    }

    /// <summary>Nothing will be added.</summary>
    public void Complete()
    {
        IsComplete = true;
        Changed.Beat();
    }

    /// <summary>Copies events from a number on; -1 where that one is gone already.</summary>
    public int Read(long from, Span<StoredEvent> into)
    {
        lock (_lock)
        {
            if (from < _held)
                return -1;
            var count = (int)Math.Min(into.Length, _next - from);
            for (var i = 0; i < count; i++)
                into[i] = SlotOf(from + i);
            return count;
        }
    }

    /// <summary>
    /// The number of the first event later than a time, of those that cursors reach; the next one's where none is.
    /// </summary>
    public long FirstAfter(long timeUs)
    {
        lock (_lock)
        {
            // The latest time so far never falls, and first passes a time at the first event that is later.
            var (low, high) = (_kept, _next);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                (low, high) = SlotOf(middle).HighTimeUs > timeUs ? (low, middle) : (middle + 1, high);
            }
            return low;
        }
    }

    /// <summary>A number that cursors reach: this one, or the nearest.</summary>
    public long Clamp(long sequence)
    {
        lock (_lock)
            return Math.Clamp(sequence, _kept, _next);
    }

    ref StoredEvent SlotOf(long sequence) => ref _ring[sequence & (_ring.Length - 1)];

    void Grow()
    {
        var larger = new StoredEvent[_ring.Length * 2];
        for (var i = _held; i < _next; i++)
            larger[i & (larger.Length - 1)] = SlotOf(i);
        _ring = larger;
    }
}
