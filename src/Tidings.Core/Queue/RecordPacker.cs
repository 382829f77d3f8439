using System.Buffers.Binary;
using System.IO.Compression;

namespace Tidings.Queue;

/// <summary>
/// Collects the records of one batch and packs them. For each record: the time since the batch's first (milliseconds)
/// and twice its length plus two as LEB128 numbers, one more where its ordinal follows as a third; then its bytes. 0 in
/// the place of the length stands for a record that was too long to keep. All of it Brotli-compressed, behind four bytes
/// (little endian) that tell the unpacked length. Reused from batch to batch.
/// </summary>
/// <remarks>Quality 0 packs tweets six times smaller at 780 MB/s here; zlib's fastest 4.7 times at 500 MB/s.</remarks>
public sealed class RecordPacker
{
    const int Quality = 0;
    const int Window = 18; // 256 kB, the size of a batch
    const int KeepBytes = 1 << 20;
    byte[] _plain = new byte[300 << 10];
    byte[] _packed = [];
    int _used;

    /// <summary>Records so far.</summary>
    public int Records { get; private set; }

    /// <summary>Bytes of the records so far.</summary>
    public long RecordBytes { get; private set; }

    /// <summary>When the first record was received, unix milliseconds; 0 without records.</summary>
    public long ReceivedFrom { get; private set; }

    /// <summary>Adds a record.</summary>
    /// <param name="record">Its bytes.</param>
    /// <param name="receivedAt">Unix milliseconds; times before the first record's count as the first's.</param>
    /// <param name="isTooLong">Only the fact that there was one is carried.</param>
    /// <param name="ordinal">Equal rows of a seed export before it in its file; else 0.</param>
    public void Add(ReadOnlySpan<byte> record, long receivedAt, bool isTooLong = false, int ordinal = 0)
    {
        if (isTooLong)
            record = default;
        if (Records++ == 0)
            ReceivedFrom = receivedAt;
        if (_plain.Length - _used < record.Length + 3 * Leb128.MaxBytes)
            Array.Resize(ref _plain, Math.Max(_plain.Length * 2, _used + record.Length + 3 * Leb128.MaxBytes));
        _used += Leb128.Write(_plain.AsSpan(_used), (ulong)Math.Max(0, receivedAt - ReceivedFrom));
        _used += Leb128.Write(
            _plain.AsSpan(_used),
            isTooLong ? 0 : 2 * (ulong)record.Length + 2 + (ordinal > 0 ? 1u : 0));
        if (ordinal > 0 && !isTooLong)
            _used += Leb128.Write(_plain.AsSpan(_used), (ulong)ordinal);
        record.CopyTo(_plain.AsSpan(_used));
        _used += record.Length;
        RecordBytes += record.Length;
    }

    /// <summary>Packs what was added and begins anew; empty without records.</summary>
    public byte[] Pack()
    {
        if (Records == 0)
            return [];
        var bound = sizeof(int) + BrotliEncoder.GetMaxCompressedLength(_used);
        if (_packed.Length < bound)
            _packed = new byte[bound];
        BinaryPrimitives.WriteInt32LittleEndian(_packed, _used);
        if (!BrotliEncoder.TryCompress(
            _plain.AsSpan(0, _used), _packed.AsSpan(sizeof(int)), out var written, Quality, Window))
            throw new InvalidOperationException("the bound of the packed length is wrong");
        var payload = _packed.AsSpan(0, sizeof(int) + written).ToArray();
        Clear();
        return payload;
    }

    void Clear()
    {
        (_used, Records, RecordBytes, ReceivedFrom) = (0, 0, 0, 0);
        if (_plain.Length > KeepBytes)
            (_plain, _packed) = (new byte[300 << 10], []); // a giant is over
    }
}
