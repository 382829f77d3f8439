namespace Tidings.Cli.Jobs;

/// <summary>Counts the bytes that are read through it.</summary>
sealed class CountingStream(Stream inner) : OneWayStream
{
    long _count;

    /// <summary>Bytes read so far; may be asked from another thread.</summary>
    public long Count => Interlocked.Read(ref _count);

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Interlocked.Add(ref _count, read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
