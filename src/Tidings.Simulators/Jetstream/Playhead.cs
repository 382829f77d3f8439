namespace Tidings.Simulators;

/// <summary>Plays a feed into the history: at the pace asked for, or as fast as the slowest client takes it.</summary>
sealed class Playhead(JetstreamSimulatorOptions options, EventHistory history, TimeProvider clock)
{
    /// <summary>How far the slowest client may be behind at full speed, in events.</summary>
    const int Room = 4096;

    const int AtOnce = 512;

    readonly Lock _lock = new();
    readonly List<Subscription> _clients = [];
    readonly ByteArena _arena = new();
    readonly bool _isFree = options.Rate is null && options.Pace == PlaybackPace.Full;
    long _startedAt;
    long _played;
    long _flood;
    long? _firstTimeUs;
    long _lastTimeUs;

    /// <summary>Beats when clients come, go or move on.</summary>
    public Pulse Moved { get; } = new();

    /// <summary>Told of lines that are no events.</summary>
    public UnusableLines Unusable { get; } = new();

    /// <summary>A client takes part from here on: full speed waits for it.</summary>
    public void Join(Subscription client, Func<long> place)
    {
        lock (_lock)
        {
            client.Place = place();
            _clients.Add(client);
        }
        Moved.Beat();
    }

    /// <summary>Nobody waits for this client any more.</summary>
    public void Leave(Subscription client)
    {
        lock (_lock)
            _clients.Remove(client);
        Moved.Beat();
    }

    /// <summary>So many events come at full speed, whatever the pace.</summary>
    public void Flood(long events)
    {
        if (_isFree)
            return; // it is one flood already
        Interlocked.Add(ref _flood, events);
        Moved.Beat();
    }

    /// <summary>Plays until the feed ends.</summary>
    /// <exception cref="OperationCanceledException">The simulator stops.</exception>
    public async Task RunAsync(IEnumerable<FeedLine> feed, CancellationToken stop)
    {
        using var lines = feed.GetEnumerator();
        while (options.Start == PlaybackStart.FirstClient && !HasClients(out var changed))
            await changed.WaitAsync(stop);
        _startedAt = clock.GetTimestamp();
        try
        {
            for (var isMore = true; isMore;)
            {
                var allowed = await AllowedAsync(stop);
                for (var i = 0; i < allowed && (isMore = lines.MoveNext()); i++)
                    await PlayAsync(lines.Current, stop);
                history.Changed.Beat();
            }
        }
        finally
        {
            history.Complete();
        }
    }

    bool HasClients(out Task changed)
    {
        changed = Moved.Next;
        lock (_lock)
            return _clients.Count > 0;
    }

    /// <summary>How many events may be played now; waits until there is one.</summary>
    async ValueTask<long> AllowedAsync(CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var moved = Moved.Next;
            if (Interlocked.Read(ref _flood) is > 0 and var flood)
                return Math.Min(flood, AtOnce);
            if (_isFree)
            {
                if (RoomLeft() is > 0 and var room)
                    return Math.Min(room, AtOnce);
                await moved.WaitAsync(stop);
            }
            else if (options.Rate is not { } rate)
                return 1;
            else if ((long)(clock.GetElapsedTime(_startedAt).TotalSeconds * rate) + 1 - _played is > 0 and var due)
                return Math.Min(due, AtOnce);
            else
                await WaitUntilAsync(TimeSpan.FromSeconds(_played / rate), stop);
        }
    }

    long RoomLeft()
    {
        lock (_lock)
        {
            if (_clients.Count == 0)
                return options.Start == PlaybackStart.Now ? Room : 0;
            var slowest = long.MaxValue;
            foreach (var client in _clients)
                if (!client.IsFrozen)
                    slowest = Math.Min(slowest, client.Place);
            return slowest == long.MaxValue ? 0 : slowest + Room - history.Next;
        }
    }

    async ValueTask PlayAsync(FeedLine line, CancellationToken stop)
    {
        if (!StoredEvent.TryRead(line.Utf8, out var read))
        {
            Unusable.Add(line);
            return;
        }
        _firstTimeUs ??= read.TimeUs;
        if (Interlocked.Read(ref _flood) > 0)
            Interlocked.Decrement(ref _flood); // a flood is on top: the pace goes on where it was
        else if (options.Rate is null && options.Pace == PlaybackPace.Recorded)
        {
            history.Changed.Beat();
            await WaitUntilAsync(TimeSpan.FromMicroseconds(read.TimeUs - _firstTimeUs.Value), stop);
        }
        else
            _played++;
        Keep(ref read);
        history.Append(read);
    }

    /// <summary>Takes the bytes over; with another time or a sequence number where that is asked for.</summary>
    void Keep(ref StoredEvent read)
    {
        if (options.Retime)
            read.TimeUs = Math.Max(_lastTimeUs + 1, (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10);
        _lastTimeUs = read.TimeUs;
        if (!options.Retime && options.Dialect == JetstreamDialect.V1)
        {
            var room = _arena.Take(read.Json.Length);
            read.Json.CopyTo(room);
            read.Json = room;
            return;
        }
        var scratch = _arena.Take(read.CopyLength);
        var copied = read.CopyTo(
            scratch.Span, read.TimeUs, options.Dialect == JetstreamDialect.V2 ? history.Next : null);
        var shift = copied.Time.Length - read.Time.Length;
        read.Did = Shifted(read.Did, read.Time, shift);
        read.Collection = Shifted(read.Collection, read.Time, shift);
        (read.Json, read.Time) = (scratch[..copied.Length], copied.Time);
    }

    static Posts.ByteRange Shifted(Posts.ByteRange part, Posts.ByteRange time, int shift) =>
        part.Start < time.Start ? part : new(part.Start + shift, part.Length);

    async ValueTask WaitUntilAsync(TimeSpan due, CancellationToken stop)
    {
        while (Interlocked.Read(ref _flood) == 0)
        {
            var moved = Moved.Next;
            var left = due - clock.GetElapsedTime(_startedAt);
            if (left <= TimeSpan.Zero)
                return;
            var wait = TimeSpan.FromMilliseconds(Math.Clamp(left.TotalMilliseconds, 1, 60_000)); // what a timer can
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(Task.Delay(wait, clock, either.Token), FloodAsync(moved, either.Token));
            await either.CancelAsync();
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Done when a flood begins; clients that come and go do not disturb.</summary>
    async Task FloodAsync(Task moved, CancellationToken stop)
    {
        for (; Interlocked.Read(ref _flood) == 0; moved = Moved.Next)
            await moved.WaitAsync(stop);
    }
}
