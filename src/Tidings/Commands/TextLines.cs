using Tidings.Sources;

namespace Tidings.Cli.Commands;

/// <summary>Texts from standard input: one a line; a line that begins with <c>"</c> is a JSON string.</summary>
sealed class TextLines(Stream input, Stream output)
{
    /// <summary>
    /// The longest line that is taken, in bytes: a thousand times any post, and little enough to hold in memory.
    /// </summary>
    const int MaxLine = 64 << 20;

    readonly JsonString _string = new();
    byte[] _buffer = new byte[64 * 1024];
    int _length;
    int _searched;
    long _lines;

    /// <summary>Hands every line over in order, and flushes the output before it waits for more input.</summary>
    public void Read(Action<ReadOnlyMemory<byte>> onText)
    {
        while (true)
        {
            if (_length >= MaxLine)
                throw new IOException($"Line {_lines + 1} is longer than {MaxLine >> 20} MiB.");
            if (_length == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = input.Read(_buffer, _length, _buffer.Length - _length);
            var isAtEnd = read == 0;
            _length += read;
            HandOver(onText, isAtEnd);
            output.Flush();
            if (isAtEnd)
                return;
        }
    }

    void HandOver(Action<ReadOnlyMemory<byte>> onText, bool isAtEnd)
    {
        var start = 0;
        while (_buffer.AsSpan(_searched, _length - _searched).IndexOf((byte)'\n') is >= 0 and var found)
        {
            var end = _searched + found;
            onText(TextOf(_buffer.AsMemory(start, end - start)));
            start = _searched = end + 1;
            _lines++;
        }
        if (isAtEnd && start < _length)
            onText(TextOf(_buffer.AsMemory(start, _length - start)));
        Buffer.BlockCopy(_buffer, start, _buffer, 0, _length - start);
        _length -= start;
        _searched = _length; // what was searched once is not searched again, however long the line grows
    }

    /// <summary>What a JSON string says; anything else as it is, for it may only look like one.</summary>
    ReadOnlyMemory<byte> TextOf(ReadOnlyMemory<byte> line)
    {
        if (line.Span is [.., (byte)'\r'])
            line = line[..^1];
        return line.Span is [(byte)'"', ..] && _string.TryDecode(line, out var text) ? text : line;
    }
}
