namespace Tidings.Sources;

/// <summary>
/// Cuts a recording into records: one a line, the elements of one array, or objects that span lines. Which it is shows
/// in the first lines. A broken record never takes its neighbours with it.
/// </summary>
/// <remarks>Reads synchronously, on the thread that decodes. Memory is bounded by twice
/// <c>maxRecordBytes</c>.</remarks>
public sealed partial class RecordReader
{
    /// <summary>The default bound of one record: 16 MiB, some 1,000 times a long post with all its fields.</summary>
    public const int DefaultMaxRecordBytes = 16 << 20;

    const int ChunkBytes = 256 << 10;

    readonly Stream _stream;
    readonly int _maxRecordBytes;
    byte[] _buffer = new byte[2 * ChunkBytes];
    int _start;
    int _end;
    bool _isAtEnd;
    bool _isStarted;
    bool _isDocument;
    long _line = 1;
    int _column;

    /// <summary>Reads from a stream, which the caller disposes.</summary>
    public RecordReader(Stream stream, int maxRecordBytes = DefaultMaxRecordBytes) =>
        (_stream, _maxRecordBytes) = (stream, maxRecordBytes);

    /// <summary>The next record that is not blank; false at the end.</summary>
    /// <exception cref="IOException">The stream failed.</exception>
    /// <exception cref="InvalidDataException">A packed stream is damaged.</exception>
    public bool TryRead(out RecordLine record) => IsDocument() ? TryReadValue(out record) : TryReadLine(out record);

    bool IsDocument()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _isDocument = LooksLikeDocument();
        }
        return _isDocument;
    }

    bool TryReadLine(out RecordLine record)
    {
        while (true)
        {
            var length = FindLineEnd(out var isTooLong);
            if (length < 0)
            {
                record = default;
                return false;
            }
            ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, length);
            var number = _line++;
            _start = Math.Min(_start + length + 1, _end);
            line = Trim(line);
            if (line.IsEmpty && !isTooLong)
                continue;
            record = new(isTooLong ? default : line, number, isTooLong);
            return true;
        }
    }

    /// <summary>
    /// Length of the line at the start, what was given up of a too long one left out; -1 at the end of the stream.
    /// </summary>
    int FindLineEnd(out bool isTooLong)
    {
        isTooLong = false;
        var scanned = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            scanned = at < 0 ? _end - _start : scanned + at;
            isTooLong |= scanned > _maxRecordBytes;
            if (at >= 0)
                return scanned;
            if (isTooLong)
            {
                _start = _end;
                scanned = 0;
            }
            if (!Fill())
                return scanned > 0 || isTooLong ? scanned : -1;
        }
    }

    /// <summary>
    /// Where the line ends that begins <paramref name="from"/> bytes behind the start, without taking it; -1 at the end
    /// of the stream, and where the line is too long.
    /// </summary>
    int PeekLineEnd(int from)
    {
        var scanned = from;
        while (true)
        {
            var at = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (at >= 0)
                return scanned + at;
            scanned = _end - _start;
            if (scanned - from > _maxRecordBytes)
                return -1;
            if (!Fill())
                return scanned > from ? scanned : -1;
        }
    }

    /// <summary>Reads more; false at the end. Keeps everything from the start on.</summary>
    bool Fill()
    {
        if (_isAtEnd)
            return false;
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }
        if (_buffer.Length - _end < ChunkBytes)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        else if (_end == 0 && _buffer.Length > 4 * ChunkBytes)
            _buffer = new byte[2 * ChunkBytes]; // a giant is over
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
        return !_isAtEnd;
    }

    /// <summary>
    /// True where records span lines: the recording begins with an array, or its first line is an unfinished object and
    /// the second line is no record of its own (else the first is merely broken).
    /// </summary>
    bool LooksLikeDocument()
    {
        while (_end - _start < 4 && Fill())
        {
        }
        if (_buffer.AsSpan(_start, _end - _start).StartsWith("\uFEFF"u8))
            _start += 3;
        if (!SkipBlank())
            return false;
        if (_buffer[_start] == '[')
            return true;
        if (_buffer[_start] != '{')
            return false;
        var first = PeekLineEnd(0);
        if (first < 0 || EndOfValue(_buffer.AsSpan(_start, first)) >= 0)
            return false;
        var next = first + 1;
        while (next <= _end - _start && PeekLineEnd(next) is >= 0 and var end)
        {
            var line = Trim(_buffer.AsMemory(_start + next, end - next)).Span;
            if (!line.IsEmpty)
                return line[0] != '{' || EndOfValue(line) != line.Length;
            next = end + 1;
        }
        return next < _end - _start; // a second line that is too long to look at
    }

    /// <summary>Skips white space at the start; false at the end of the stream.</summary>
    bool SkipBlank()
    {
        while (true)
        {
            var blank = _buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(" \t\r\n"u8);
            Advance(blank < 0 ? _end - _start : blank);
            if (blank >= 0)
                return true;
            if (!Fill())
                return false;
        }
    }

    /// <summary>Passes over bytes, keeping count of line and column.</summary>
    void Advance(int length)
    {
        var passed = _buffer.AsSpan(_start, length);
        _line += passed.Count((byte)'\n');
        _column = passed.LastIndexOf((byte)'\n') is >= 0 and var newLine ? length - newLine - 1 : _column + length;
        _start += length;
    }

    /// <summary>Offset behind the value at the start of a line; -1 where it does not end there.</summary>
    static int EndOfValue(ReadOnlySpan<byte> line) => new StructureScanner(column: 0).FindEnd(line);

    internal static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line)
    {
        var start = line.Span.IndexOfAnyExcept(" \t\r"u8);
        return start < 0 ? default : line[start..(line.Span.LastIndexOfAnyExcept(" \t\r"u8) + 1)];
    }
}
