using System.Runtime.ExceptionServices;

namespace Tidings.Sources;

public sealed partial class RecordReader
{
    /// <summary>About so many bytes of lines are read at once.</summary>
    const int BlockBytes = 1 << 20;

    ExceptionDispatchInfo? _failure;

    /// <summary>
    /// Hands over the lines that were read so far, about a megabyte, without looking into them: another thread may cut
    /// them. False where the next record has to be read with <see cref="TryRead"/>: at the end, where records span
    /// lines, and where one does not fit.
    /// </summary>
    /// <param name="buffer">Is taken to read on; becomes the one in which the lines lie.</param>
    /// <param name="most">So many lines at most.</param>
    /// <param name="lines">The lines.</param>
    /// <exception cref="IOException">The stream failed; all whole lines before that were handed over.</exception>
    /// <exception cref="InvalidDataException">A packed stream is damaged; likewise.</exception>
    public bool TryReadLines(ref byte[] buffer, int most, out RecordLines lines)
    {
        lines = default;
        if (IsDocument())
            return false;
        while (_end - _start < BlockBytes - ChunkBytes && TryFill())
        {
        }
        var length = _buffer.AsSpan(_start, _end - _start).LastIndexOf((byte)'\n') + 1;
        if (length == 0)
        {
            _failure?.Throw();
            return false;
        }
        var count = _buffer.AsSpan(_start, length).Count((byte)'\n');
        if (count > most)
            (length, count) = (LengthOf(most), most);
        lines = new(_buffer.AsMemory(_start, length), _line, count, _maxRecordBytes);
        _line += count;
        HandOver(ref buffer, _start + length);
        return true;
    }

    /// <summary>Reads more; false at the end. A failure waits until the lines before it are handed over.</summary>
    bool TryFill()
    {
        try
        {
            return _failure is null && Fill();
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            _failure = ExceptionDispatchInfo.Capture(error);
            return false;
        }
    }

    /// <summary>Bytes of the first lines.</summary>
    int LengthOf(int lines)
    {
        var length = 0;
        for (; lines > 0; lines--)
            length += _buffer.AsSpan(_start + length, _end - _start - length).IndexOf((byte)'\n') + 1;
        return length;
    }

    /// <summary>Gives the own buffer away and goes on in another one, into which the rest is copied.</summary>
    void HandOver(ref byte[] buffer, int rest)
    {
        var next = buffer.Length >= Math.Max(BlockBytes, _end - rest + ChunkBytes)
            ? buffer
            : new byte[Math.Max(BlockBytes, _end - rest + ChunkBytes)];
        Buffer.BlockCopy(_buffer, rest, next, 0, _end - rest);
        (buffer, _buffer) = (_buffer, next);
        (_start, _end) = (0, _end - rest);
    }
}
