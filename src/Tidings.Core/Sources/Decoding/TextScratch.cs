using System.Buffers.Text;
using System.Text;
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
        return Commit(Unescape(json.Span, target));
    }

    /// <summary>
    /// Undoes the escapes of a JSON string; returns the bytes written, at most three for each one read.
    /// </summary>
    public static int Unescape(ReadOnlySpan<byte> json, Span<byte> target)
    {
        var written = 0;
        while (!json.IsEmpty)
        {
            var plain = json.IndexOf((byte)'\\');
            written += CopyValid(plain < 0 ? json : json[..plain], target[written..]);
            if (plain < 0)
                break;
            json = json[(plain + 1)..];
            if (json.IsEmpty)
                break;
            if (json[0] == 'u')
                json = json[UnescapeUnicode(json, target, ref written)..];
            else
            {
                target[written++] = json[0] switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'t' => (byte)'\t',
                    (byte)'r' => (byte)'\r',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    var same => same,
                };
                json = json[1..];
            }
        }
        return written;
    }

    /// <summary>Writes the rune of one <c>uXXXX</c>, or of a surrogate pair; returns the bytes consumed.</summary>
    static int UnescapeUnicode(ReadOnlySpan<byte> json, Span<byte> target, ref int written)
    {
        var consumed = 5;
        var unit = Hex(json);
        var rune = Rune.ReplacementChar;
        if (unit is >= 0xD800 and < 0xDC00 && json.Length >= 11 && json[5] == '\\' && json[6] == 'u'
            && Hex(json[6..]) is >= 0xDC00 and < 0xE000 and var low)
        {
            rune = new Rune((char)unit, (char)low);
            consumed = 11;
        }
        else if (unit > 0 && Rune.IsValid(unit))
        {
            rune = new Rune(unit);
        }
        written += rune.EncodeToUtf8(target[written..]);
        return Math.Min(consumed, json.Length);
    }

    static int Hex(ReadOnlySpan<byte> json) =>
        json.Length >= 5 && Utf8Parser.TryParse(json[1..5], out int unit, out var used, 'x') && used == 4 ? unit : -1;

    static int CopyValid(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (Utf8.IsValid(source))
        {
            source.CopyTo(target);
            return source.Length;
        }
        var written = 0;
        while (!source.IsEmpty)
        {
            Rune.DecodeFromUtf8(source, out var rune, out var used); // an invalid byte decodes as U+FFFD
            written += rune.EncodeToUtf8(target[written..]);
            source = source[used..];
        }
        return written;
    }
}
