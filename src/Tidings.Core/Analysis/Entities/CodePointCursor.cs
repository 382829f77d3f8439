using System.Text;

namespace Tidings.Analysis;

/// <summary>Turns byte offsets of a UTF-8 text into code point offsets, all of them in one pass.</summary>
/// <param name="text">The text; an invalid sequence counts as one code point, U+FFFD.</param>
public ref struct CodePointCursor(ReadOnlySpan<byte> text)
{
    ReadOnlySpan<byte> _rest = text;
    int _bytes;
    int _codePoints;

    /// <summary>The number of code points before a byte offset.</summary>
    /// <param name="byteOffset">On the boundary of a rune, and never less than in the call before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset goes back, or beyond the text.</exception>
    public int At(int byteOffset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(byteOffset, _bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(byteOffset - _bytes, _rest.Length, nameof(byteOffset));
        while (_bytes < byteOffset)
        {
            var ahead = _rest[..(byteOffset - _bytes)];
            var ascii = ahead.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            var bytes = ascii < 0 ? ahead.Length : ascii;
            var codePoints = bytes;
            if (bytes == 0)
            {
                Rune.DecodeFromUtf8(_rest, out _, out bytes);
                codePoints = 1;
            }
            _rest = _rest[bytes..];
            _bytes += bytes;
            _codePoints += codePoints;
        }
        return _codePoints;
    }
}
