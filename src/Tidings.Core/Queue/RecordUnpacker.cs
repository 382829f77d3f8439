using System.Buffers.Binary;
using System.IO.Compression;

namespace Tidings.Queue;

/// <summary>Reads the records of a batch in their order. Reused from batch to batch.</summary>
public sealed class RecordUnpacker
{
    const int KeepBytes = 1 << 20;
    byte[] _plain = [];
    int _used;
    int _length;
    long _receivedFrom;

    /// <summary>Begins with a batch.</summary>
    /// <exception cref="InvalidDataException">The payload is damaged.</exception>
    public void Open(PackedBatch batch)
    {
        (_used, _length, _receivedFrom) = (0, 0, batch.Header.ReceivedFrom);
        var payload = batch.Payload.Span;
        if (payload.IsEmpty)
            return;
        if (payload.Length < sizeof(int)
            || BinaryPrimitives.ReadInt32LittleEndian(payload) is not (>= 0 and var length)
            || length > batch.Header.RecordBytes + 3L * Leb128.MaxBytes * batch.Header.Records)
            throw new InvalidDataException("no unpacked length");
        if (_plain.Length < length || _plain.Length > Math.Max(KeepBytes, length))
            _plain = new byte[Math.Max(length, 300 << 10)];
        if (!BrotliDecoder.TryDecompress(payload[sizeof(int)..], _plain.AsSpan(0, length), out var written)
            || written != length)
            throw new InvalidDataException("broken compression");
        _length = length;
    }

    /// <summary>The next record, valid until the next <see cref="Open"/>; false at the end.</summary>
    /// <exception cref="InvalidDataException">The payload is damaged.</exception>
    public bool TryRead(out PackedRecord record)
    {
        record = default;
        if (_used == _length)
            return false;
        var receivedAt = _receivedFrom + (long)Number();
        var shape = Number();
        if (shape < 2)
        {
            record = new(default, receivedAt, IsTooLong: true, Ordinal: 0);
            return true;
        }
        var ordinal = (shape & 1) == 0 ? 0 : Number();
        var length = shape / 2 - 1;
        if (length > (ulong)(_length - _used) || ordinal > int.MaxValue)
            throw new InvalidDataException("a record is longer than its batch");
        record = new(_plain.AsMemory(_used, (int)length), receivedAt, IsTooLong: false, (int)ordinal);
        _used += (int)length;
        return true;
    }

    ulong Number() => Leb128.TryRead(_plain.AsSpan(_used, _length - _used), out var value, out var bytes)
        ? Advance(value, bytes)
        : throw new InvalidDataException("a number is broken");

    ulong Advance(ulong value, int bytes)
    {
        _used += bytes;
        return value;
    }
}
