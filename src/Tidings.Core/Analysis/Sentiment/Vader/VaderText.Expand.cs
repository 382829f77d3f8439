using System.Text;

namespace Tidings.Analysis;

// Texts with other characters than ASCII.
sealed partial class VaderText
{
    /// <summary>The Kelvin sign, the only other character whose lower case is an ASCII letter, <c>k</c>.</summary>
    public const int Kelvin = 0x212A;

    static ReadOnlySpan<byte> KelvinUtf8 => "\u212A"u8;

    /// <summary>
    /// Copies the text with each emoji of one code point replaced by its name, other whitespace by spaces and invalid
    /// bytes by U+FFFD.
    /// </summary>
    /// <remarks>
    /// A space goes before a name unless the text so far ends in U+0020 or is empty; a name does not count as such an
    /// end, and nothing goes behind a name.
    /// </remarks>
    void Expand(ReadOnlySpan<byte> utf8)
    {
        var emoji = VaderEmoji.Shared;
        var written = 0;
        var copied = 0;
        while (true)
        {
            var at = NextSpecial(utf8, copied, emoji, out var codePoint, out var length);
            Reserve(written + (at - copied) + emoji.LongestName + 1, written);
            utf8[copied..at].CopyTo(_text.AsSpan(written));
            written += at - copied;
            if (at == utf8.Length)
                break;
            copied = at + length;

            var name = emoji.NameOf(codePoint);
            if (!name.IsEmpty)
            {
                if (at > 0 && utf8[at - 1] != ' ')
                    _text[written++] = (byte)' ';
                name.CopyTo(_text.AsSpan(written));
                written += name.Length;
            }
            else if (Rune.IsWhiteSpace(new Rune(codePoint)))
            {
                _text[written++] = (byte)' ';
            }
            else
            {
                written += CodePoint.Write(codePoint, _text.AsSpan(written));
                _kelvin |= codePoint == Kelvin;
            }
        }
        _length = written;
    }

    /// <summary>
    /// The offset of the next code point that is not simply copied, which few are; the text's length where there is
    /// none.
    /// </summary>
    static int NextSpecial(ReadOnlySpan<byte> utf8, int at, VaderEmoji emoji, out int codePoint, out int length)
    {
        while (at < utf8.Length)
        {
            if (utf8[at] < 0x80)
            {
                at++;
                continue;
            }
            codePoint = CodePoint.At(utf8, at, out length); // gives U+FFFD for what is invalid
            if (emoji.MayBeSpecial(codePoint))
                return at;
            at += length;
        }
        codePoint = length = 0;
        return at;
    }

    /// <summary>Makes room for so many bytes, padding not counted, and keeps what is written so far.</summary>
    void Reserve(int length, int written)
    {
        if (_text.Length < length + (2 * Block))
            Grow(ref _text, written, Math.Max(InitialLength, length + written) + (2 * Block));
    }

    /// <summary>Makes a buffer longer without clearing the new part, which matters for giants.</summary>
    static void Grow<T>(ref T[] buffer, int used, int length)
    {
        var grown = GC.AllocateUninitializedArray<T>(length);
        buffer.AsSpan(0, used).CopyTo(grown);
        buffer = grown;
    }

    /// <summary>Looks a word up in which Kelvin signs stand for k.</summary>
    int FindWithKelvin(ReadOnlySpan<byte> word)
    {
        Span<byte> plain = stackalloc byte[VaderLexicon.ReadLength];
        plain.Clear();
        var length = 0;
        while (!word.IsEmpty)
        {
            if (length == VaderLexicon.MaxWordLength)
                return 0;
            var isKelvin = word.StartsWith(KelvinUtf8);
            plain[length++] = isKelvin ? (byte)'k' : word[0];
            word = word[(isKelvin ? KelvinUtf8.Length : 1)..];
        }
        return _lexicon.Find(plain, length);
    }
}
