using System.Buffers.Binary;
using Npgsql;

namespace Tidings.Storage.Postgres;

/// <summary>
/// Reads what a binary COPY sends, straight from its bytes: the counterpart of <see cref="CopyBuffer"/>. Memory does not
/// depend on the rows, only on the largest cell.
/// </summary>
/// <param name="stream">From <see cref="NpgsqlConnection.BeginRawBinaryCopy(string)"/>; closed at the end.</param>
sealed class CopyReader(NpgsqlRawCopyStream stream) : IDisposable
{
    const int SignatureBytes = 11;
    const int FlagsBytes = 4;

    byte[] _buffer = new byte[1 << 16];
    int _start;
    int _end;
    bool _hasBegun;
    bool _isAtEnd;

    /// <summary>Steps to the next row, all of whose cells must be read; false at the end.</summary>
    public bool Step()
    {
        if (!_hasBegun)
        {
            Take(SignatureBytes + FlagsBytes);
            Take(BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int))));
            _hasBegun = true;
        }
        _isAtEnd = BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short))) < 0;
        return !_isAtEnd;
    }

    /// <summary>Reads the next cell; false for null. The bytes are valid until the next call.</summary>
    public bool TryCell(out ReadOnlySpan<byte> cell)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));
        cell = length < 0 ? default : Take(length);
        return length >= 0;
    }

    ReadOnlySpan<byte> Take(int length)
    {
        if (_end - _start < length)
            Fill(length);
        _start += length;
        return _buffer.AsSpan(_start - length, length);
    }

    void Fill(int length)
    {
        var left = _buffer.AsSpan(_start, _end - _start);
        if (length > _buffer.Length)
        {
            var larger = new byte[Math.Max(length, _buffer.Length * 2)];
            left.CopyTo(larger);
            _buffer = larger;
        }
        else
            left.CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        _end += stream.ReadAtLeast(_buffer.AsSpan(_end), length - _end);
    }

    /// <summary>Who stops in the middle does not wait for the rest.</summary>
    public void Dispose()
    {
        if (!_isAtEnd)
            stream.Cancel();
        stream.Dispose();
    }
}
