namespace Tidings.Simulators;

/// <summary>What the client gets.</summary>
sealed partial class Subscription
{
    const int BatchEvents = 256;

    /// <summary>Frames go together in writes of about this size.</summary>
    const int WriteBytes = 64 << 10;

    readonly StoredEvent[] _batch = new StoredEvent[BatchEvents];
    readonly FrameBuffer _frames = new();
    readonly CancellationTokenSource _writeLimit;
    byte[] _scratch = [];
    StoredEvent? _heldBack;
    long _skewMicroseconds;
    long _served;
    long _told;
    bool _isRepeated;
    bool _isHeldBack;

    /// <summary>Sends until it is told to stop, or a fault ends it.</summary>
    async Task<Ending> SendAsync()
    {
        try
        {
            if (_request.SaysHello)
                await _hello.Task.WaitAsync(_ending.Token);
            _needs.Playhead.Join(this, FirstPlace);
            while (true)
            {
                _ending.Token.ThrowIfCancellationRequested();
                var changed = _needs.History.Changed.Next;
                var count = _needs.History.Read(_place, _batch);
                if (count < 0)
                    return new(EndingKind.Reset); // too far behind: the first server closed the bare connection
                for (var i = 0; i < count; i++)
                    if (_filter.Wants(_batch[i]) && await ServeAsync(i) is { } ending)
                        return ending;
                Place += count;
                Tell();
                if (count == 0 && await RestAsync(changed) is { } end)
                    return end;
            }
        }
        catch (OperationCanceledException) when (_needs.Stop.IsCancellationRequested && !_gone.IsCancellationRequested)
        {
            return Ending.Stopped;
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            return _ending.IsCancellationRequested ? Ending.Left : new(EndingKind.Reset);
        }
        finally
        {
            Tell();
            _needs.Playhead.Leave(this);
        }
    }

    /// <summary>Where the cursor points to.</summary>
    long FirstPlace()
    {
        var history = _needs.History;
        if (_request.Cursor is not { } cursor)
            return history.Next;
        if (_needs.Options.Dialect == JetstreamDialect.V1)
            return history.FirstAfter(cursor);
        return cursor < FirstTimeCursor ? history.Clamp(cursor) : history.FirstAfter(cursor - 1);
    }

    /// <summary>Below it a cursor of the second server is a sequence number.</summary>
    const long FirstTimeCursor = 1_000_000_000_000_000;

    /// <summary>Serves one event of the batch, with what goes wrong there.</summary>
    async ValueTask<Ending?> ServeAsync(int index)
    {
        while (_served >= _faults.Next)
            if (_faults.TryTake(_served) is { } fault && await MeetAsync(fault, _batch[index].Json) is { } ending)
                return ending;
        if (_isHeldBack && _heldBack is null)
        {
            _heldBack = _batch[index];
            return null;
        }
        Emit(_batch[index]);
        if (_isRepeated)
            Emit(_batch[index]);
        if (_heldBack is { } late)
            Emit(late);
        (_isRepeated, _isHeldBack, _heldBack) = (false, false, null);
        if (_frames.Length >= WriteBytes)
            await FlushAsync();
        return null;
    }

    /// <summary>Waits for new events; what is due by now goes wrong first.</summary>
    async ValueTask<Ending?> RestAsync(Task changed)
    {
        if (_needs.History.IsComplete && _heldBack is { } late)
        {
            Emit(late);
            (_isHeldBack, _heldBack) = (false, null);
        }
        while (_served >= _faults.Next)
            if (_faults.TryTake(_served) is { } fault && await MeetAsync(fault, default) is { } ending)
                return ending;
        await FlushAsync();
        await changed.WaitAsync(_ending.Token);
        return null;
    }

    void Emit(in StoredEvent stored)
    {
        var json = stored.Json.Span;
        if (_skewMicroseconds != 0)
        {
            if (_scratch.Length < stored.CopyLength)
                _scratch = new byte[stored.CopyLength * 2];
            json = _scratch.AsSpan(
                0, stored.CopyTo(_scratch, Math.Max(0, stored.TimeUs + _skewMicroseconds), null).Length);
        }
        var limit = _filter.MaxBytes;
        if (limit > 0 && json.Length > limit && (_compressor is null || _needs.Options.Dialect == JetstreamDialect.V2))
            return;
        if (_compressor is not null)
        {
            var packed = _compressor.Pack(json);
            if (limit > 0 && packed.Length > limit)
                return; // the first server compares what it sends
            _frames.Add(FrameBuffer.BinaryFrame, packed);
        }
        else
            _frames.Add(FrameBuffer.TextFrame, json);
        _served++;
    }

    /// <summary>Tells the others how far it is.</summary>
    void Tell()
    {
        _needs.Served(_served - _told);
        _told = _served;
        _needs.Playhead.Moved.Beat();
    }

    /// <exception cref="OperationCanceledException">The client has gone, or does not read.</exception>
    async ValueTask FlushAsync()
    {
        if (_frames.Length == 0)
            return;
        _writeLimit.CancelAfter(_needs.Options.WriteLimit);
        await _stream.WriteAsync(_frames.Written, _writeLimit.Token);
        _writeLimit.CancelAfter(Timeout.InfiniteTimeSpan);
        _frames.Clear();
    }

    async Task<bool> TryWriteAsync(FrameBuffer frames)
    {
        try
        {
            _writeLimit.CancelAfter(CloseLimit);
            await _stream.WriteAsync(frames.Written, _writeLimit.Token);
            return true;
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException)
        {
            return false;
        }
    }
}
