using Tidings.Sources;

namespace Tidings.Cli.Commands;

/// <summary>Texts from standard input: one a line; a line that begins with <c>"</c> is a JSON string.</summary>
sealed class TextLines(Stream input, Stream output)
{
    readonly JsonString _string = new();
    byte[] _buffer = new byte[64 * 1024];
    int _length;

    /// <summary>Hands every line over in order, and flushes the output before it waits for more input.</summary>
    public void Read(Action<ReadOnlyMemory<byte>> onText)
    {
        while (true)
        {
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
        while (_buffer.AsSpan(start, _length - start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            onText(TextOf(_buffer.AsMemory(start, length)));
            start += length + 1;
        }
        if (isAtEnd && start < _length)
            onText(TextOf(_buffer.AsMemory(start, _length - start)));
        Buffer.BlockCopy(_buffer, start, _buffer, 0, _length - start);
        _length -= start;
    }

    /// <summary>What a JSON string says; anything else as it is, for it may only look like one.</summary>
    ReadOnlyMemory<byte> TextOf(ReadOnlyMemory<byte> line)
    {
        if (line.Span is [.., (byte)'\r'])
            line = line[..^1];
        return line.Span is [(byte)'"', ..] && _string.TryDecode(line, out var text) ? text : line;
    }
}
