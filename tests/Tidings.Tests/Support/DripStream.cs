namespace Tidings.Tests.Support;

/// <summary>Gives at most so many bytes at a time, as a network does.</summary>
sealed class DripStream(byte[] bytes, params int[] sizes) : Stream
{
    int _at;
    int _reads;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        count = Math.Min(Math.Min(count, sizes[_reads++ % sizes.Length]), bytes.Length - _at);
        bytes.AsSpan(_at, count).CopyTo(buffer.AsSpan(offset));
        _at += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
