using System.Buffers.Binary;
using System.Text;
using Tidings.Analysis;

namespace Tidings.Queue;

/// <summary>
/// A checksum (XXH64) over fields, each of which tells its own length, so that no two lists of fields read alike. It
/// finds damage, not intent. Reused from one list to the next.
/// </summary>
public sealed class FieldChecksum
{
    const byte Missing = 0;
    const byte Present = 1;
    byte[] _bytes = new byte[512];
    int _used;

    /// <summary>The checksum of a run of bytes.</summary>
    public static long Of(ReadOnlySpan<byte> bytes) => unchecked((long)new XxHash64().Finish(bytes));

    /// <summary>
    /// The checksum of all that a header says, and of its payload's checksum: whoever has both parts knows that they
    /// belong together.
    /// </summary>
    public long Of(BatchHeader header, long payloadChecksum)
    {
        Add(header.Id.Session).Add(header.Id.Number).Add(header.Source).Add(header.ReceivedFrom).Add(header.ReceivedTo)
            .Add(header.Records).Add(header.RecordBytes).Add(header.ListeningSince).Add(header.Gaps.Count);
        foreach (var gap in header.Gaps)
        {
            Add(gap.From).Add(gap.To).Add(gap.Reason);
            if (gap.Settled is var (recoveredFrom, posts))
                Add(recoveredFrom).Add(posts);
        }
        return Add(header.EndsSession ? 1 : 0).Add(payloadChecksum).Finish();
    }

    /// <summary>One more number.</summary>
    public FieldChecksum Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value);
        return this;
    }

    /// <summary>One more number, or that there is none.</summary>
    public FieldChecksum Add(long? value)
    {
        Next(1)[0] = value is null ? Missing : Present;
        return value is { } number ? Add(number) : this;
    }

    /// <summary>One more text.</summary>
    public FieldChecksum Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Add(length);
        Encoding.UTF8.GetBytes(text, Next(length));
        return this;
    }

    /// <summary>The checksum of what was added; begins anew.</summary>
    public long Finish()
    {
        var checksum = Of(_bytes.AsSpan(0, _used));
        _used = 0;
        return checksum;
    }

    Span<byte> Next(int length)
    {
        if (_bytes.Length - _used < length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        _used += length;
        return _bytes.AsSpan(_used - length, length);
    }
}
