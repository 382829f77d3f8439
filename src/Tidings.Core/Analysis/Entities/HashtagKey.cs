using System.Buffers;
using System.Text;

namespace Tidings.Analysis;

/// <summary>Makes the key under which all spellings of a hashtag are counted together.</summary>
/// <remarks>
/// The key is NFKC(lower(NFKC(tag))) without white space and without signs in front (<c># ＃ ﹟</c>). Lower case is
/// Unicode's simple mapping of each code point, the same in every culture, and then ς becomes σ. Normalising a key
/// leaves it as it is. Needs ICU: with globalisation invariant, full-width tags would not meet their plain form.
/// </remarks>
public static class HashtagKey
{
    // the most that NFKC adds, at U+FDFA: three bytes become 33
    const int MaxExpansion = 11;

    /// <summary>The size of a destination that holds the key of any tag of a length.</summary>
    /// <param name="byteLength">The length of the tag in bytes.</param>
    /// <returns>Eleven times that length, as a single ligature may become a phrase.</returns>
    /// <exception cref="OverflowException">The tag is longer than 186 MB.</exception>
    public static int MaxLength(int byteLength) => checked(byteLength * MaxExpansion);

    /// <summary>Writes the key of a tag.</summary>
    /// <param name="tag">The tag in UTF-8, with its sign or without; what is invalid counts as U+FFFD.</param>
    /// <param name="destination">
    /// Room for the key: <see cref="MaxLength"/> always suffices, the length of the tag where that is ASCII.
    /// </param>
    /// <returns>The length of the key in bytes; 0 where nothing but signs and white space was given.</returns>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public static int Normalize(ReadOnlySpan<byte> tag, Span<byte> destination) =>
        Ascii.IsValid(tag) ? NormalizeAscii(tag, destination) : NormalizeUnicode(tag, destination);

    static int NormalizeAscii(ReadOnlySpan<byte> tag, Span<byte> destination)
    {
        var written = 0;
        foreach (var b in tag)
        {
            if (EntityCharacters.Is(b, ByteTraits.Space) || (b == '#' && written == 0))
                continue;
            if (written == destination.Length)
                throw TooSmall(destination.Length, tag.Length);
            destination[written++] = b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
        }
        return written;
    }

    static int NormalizeUnicode(ReadOnlySpan<byte> tag, Span<byte> destination)
    {
        // UTF-16 never has more units than UTF-8 has bytes
        var text = ArrayPool<char>.Shared.Rent(tag.Length);
        var spare = ArrayPool<char>.Shared.Rent(2 * tag.Length);
        try
        {
            var length = Encoding.UTF8.GetChars(tag, text);

            // the normaliser throws at U+FFFE, which is no character
            text.AsSpan(0, length).Replace('\uFFFE', '\uFFFD');
            length = Compose(ref text, length, ref spare);
            length = Fold(text.AsSpan(0, length));
            length = Compose(ref text, length, ref spare);
            return Encoding.UTF8.TryGetBytes(text.AsSpan(0, length), destination, out var written)
                ? written
                : throw TooSmall(destination.Length, tag.Length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
            ArrayPool<char>.Shared.Return(spare);
        }
    }

    static ArgumentException TooSmall(int destination, int tag) =>
        new($"{destination} bytes are too few for the key of a tag of {tag} bytes.", nameof(destination));

    /// <summary>Brings the text into NFKC; the buffers change places where that changed it.</summary>
    static int Compose(ref char[] text, int length, ref char[] spare)
    {
        ReadOnlySpan<char> source = text.AsSpan(0, length);
        if (source.IsNormalized(NormalizationForm.FormKC))
            return length;
        int written;
        while (!source.TryNormalize(spare, out written, NormalizationForm.FormKC))
        {
            var larger = ArrayPool<char>.Shared.Rent(2 * spare.Length);
            ArrayPool<char>.Shared.Return(spare);
            spare = larger;
        }
        (text, spare) = (spare, text);
        return written;
    }

    /// <summary>Lower-cases in place and takes out white space and the signs in front.</summary>
    static int Fold(Span<char> text)
    {
        int read = 0, written = 0;
        while (read < text.Length)
        {
            Rune.DecodeFromUtf16(text[read..], out var rune, out var consumed);
            read += consumed;
            if (Rune.IsWhiteSpace(rune) || (rune.Value == '#' && written == 0))
                continue;
            var lower = Rune.ToLowerInvariant(rune);

            // a sigma at the end of a word has its own small letter, but not its own capital
            if (lower.Value == 'ς')
                lower = new Rune('σ');
            written += lower.EncodeToUtf16(text[written..]);
        }
        return written;
    }
}
