using System.Text.Unicode;

namespace Tidings.Sources;

/// <summary>
/// Turns JSON strings into clean UTF-8: escapes undone, lone surrogates, invalid bytes and NUL as U+FFFD.
/// </summary>
/// <remarks>Results stay valid until <see cref="Reset"/>. A string without anything to mend is not copied at
/// all.</remarks>
sealed class TextScratch
{
    const int KeepBytes = 1 << 20;
    byte[] _buffer = new byte[16 * 1024];
    int _used;

    /// <summary>Gives all space back; a buffer that one giant record needed is let go.</summary>
    public void Reset()
    {
        _used = 0;
        if (_buffer.Length > KeepBytes)
            _buffer = new byte[16 * 1024];
    }

    /// <summary>Space for <paramref name="length"/> bytes; what was handed out before stays as it is.</summary>
    public Memory<byte> Reserve(int length)
    {
        if (_buffer.Length - _used < length)
        {
            // Earlier results keep the old one alive. The new one is larger, so that the next record of this size finds
            // room.
            _buffer = new byte[Math.Max(length * 2, Math.Min(_buffer.Length * 2, KeepBytes))];
            _used = 0;
        }
        return _buffer.AsMemory(_used, length);
    }

    /// <summary>Keeps the first <paramref name="length"/> reserved bytes.</summary>
    public ReadOnlyMemory<byte> Commit(int length)
    {
        var result = _buffer.AsMemory(_used, length);
        _used += length;
        return result;
    }

    /// <summary>The clean text of a JSON string.</summary>
    public ReadOnlyMemory<byte> Clean(ReadOnlyMemory<byte> json, bool isEscaped)
    {
        if (!isEscaped && Utf8.IsValid(json.Span))
            return json;
        var target = Reserve(json.Length * 3).Span; // one invalid byte becomes three
        return Commit(JsonEscapes.Undo(json.Span, target));
    }
}
