namespace Tidings.Simulators;

/// <summary>
/// A connection that several may write to, each write whole, and that can freeze: nothing is read or written then.
/// </summary>
/// <param name="inner">The connection; whoever opened it closes it.</param>
sealed class GatedStream(Stream inner) : Stream
{
    readonly Pulse _written = new();
    int _isWriting;
    volatile TaskCompletionSource? _thawed;

    /// <summary>True while nothing goes through.</summary>
    public bool IsFrozen => _thawed is not null;

    /// <summary>From now on nothing goes through.</summary>
    public void Freeze() => _thawed ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>It goes on.</summary>
    public void Thaw()
    {
        var thawed = _thawed;
        _thawed = null;
        thawed?.SetResult();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await inner.ReadAsync(buffer, cancellationToken);
        if (_thawed is { } thawed)
            await thawed.Task.WaitAsync(cancellationToken);
        return length;
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_thawed is { } thawed)
            await thawed.Task.WaitAsync(cancellationToken);
        while (Interlocked.Exchange(ref _isWriting, 1) == 1)
        {
            var written = _written.Next;
            if (Volatile.Read(ref _isWriting) == 1)
                await written.WaitAsync(cancellationToken);
        }
        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
            _written.Beat();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask; // writes are not held

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
