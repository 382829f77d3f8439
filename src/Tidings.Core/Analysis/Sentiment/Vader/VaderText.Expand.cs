using System.Text;

namespace Tidings.Analysis;

// Texts with other characters than ASCII.
sealed partial class VaderText
{
    /// <summary>The Kelvin sign, the only other character whose lower case is an ASCII letter, <c>k</c>.</summary>
    const int Kelvin = 0x212A;

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
        var step = emoji.LongestName + 1;
        var afterSpace = true;
        var written = 0;
        while (!utf8.IsEmpty)
        {
            var run = utf8[0] >= 0x80 ? 0 : utf8.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (run < 0)
                run = utf8.Length;
            Reserve(written + run + step, written);
            if (run > 0)
            {
                utf8[..run].CopyTo(_text.AsSpan(written));
                written += run;
                afterSpace = utf8[run - 1] == ' ';
                utf8 = utf8[run..];
                if (utf8.IsEmpty)
                    break;
            }

            Rune.DecodeFromUtf8(utf8, out var rune, out var consumed); // gives U+FFFD for what is invalid
            utf8 = utf8[consumed..];
            var name = emoji.NameOf(rune.Value);
            if (!name.IsEmpty)
            {
                if (!afterSpace)
                    _text[written++] = (byte)' ';
                name.CopyTo(_text.AsSpan(written));
                written += name.Length;
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                _text[written++] = (byte)' ';
            }
            else
            {
                written += rune.EncodeToUtf8(_text.AsSpan(written));
                _kelvin |= rune.Value == Kelvin;
            }
            afterSpace = false;
        }
        _length = written;
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
