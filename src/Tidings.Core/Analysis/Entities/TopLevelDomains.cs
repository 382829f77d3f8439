using System.Text;

namespace Tidings.Analysis;

/// <summary>Knows where a domain may end: the top-level domains that are or once were delegated.</summary>
static partial class TopLevelDomains
{
    static readonly Utf8NameSet Ascii = new(AsciiNames);
    static readonly Utf8NameSet Other = new(OtherNames);
    static readonly int[] OtherFirsts = FirstRunes(Other);

    /// <summary>Finds the top-level domain that begins at an offset, whatever its case.</summary>
    /// <param name="text">The text; what follows it counts as its end.</param>
    /// <param name="start">The offset behind a dot.</param>
    /// <returns>The offset behind the name, or -1 where there is none.</returns>
    public static int EndOf(ReadOnlySpan<byte> text, int start)
    {
        if (start >= text.Length)
            return -1;
        var rest = text[start..];
        if (rest[0] >= 0x80)
            return EndOfOther(rest) is > 0 and var other ? start + other : -1;
        if (!EntityCharacters.Is(rest[0], ByteTraits.Letter))
            return -1;

        var length = 1;
        while (length < rest.Length && length <= Ascii.MaxLength && EntityCharacters.Is(rest[length], ByteTraits.Alphanumeric))
            length++;
        if (length > Ascii.MaxLength)
            return -1;
        if (MayFollow(rest, length))
        {
            Span<byte> lower = stackalloc byte[32];
            for (var i = 0; i < length; i++)
                lower[i] = (byte)(rest[i] | 0x20);
            if (Ascii.Contains(lower[..length]))
                return start + length;
        }

        // a few names begin in ASCII and go on in letters with accents
        if (length < rest.Length && rest[length] >= 0x80)
            return EndOfOther(rest) is > 0 and var other ? start + other : -1;
        return length == 2 ? EndOfPunycode(rest) is > 0 and var end ? start + end : -1 : -1;
    }

    // twitter-text takes any name in punycode, and looks at nothing behind it
    static int EndOfPunycode(ReadOnlySpan<byte> text)
    {
        if (text.Length < 5 || (text[0] | 0x20) != 'x' || (text[1] | 0x20) != 'n' || text[2] != '-' || text[3] != '-')
            return -1;
        var end = 4;
        while (end < text.Length && (text[end] == '-' || EntityCharacters.Is(text[end], ByteTraits.Alphanumeric)))
            end++;
        return end > 4 ? end : -1;
    }

    static bool MayFollow(ReadOnlySpan<byte> text, int end) => end == text.Length
        || text[end] is not ((byte)'@' or (byte)'+' or (byte)'-') && !EntityCharacters.Is(text[end], ByteTraits.Alphanumeric);

    // The longest name that fits: these scripts put no space between a domain and the word behind it.
    static int EndOfOther(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out var rune, out var consumed);
        if (Array.BinarySearch(OtherFirsts, Rune.ToLowerInvariant(rune).Value) < 0)
            return -1;
        Span<byte> lower = stackalloc byte[64];
        Span<(byte Text, byte Lower)> ends = stackalloc (byte, byte)[64];
        int count = 0, read = 0, written = 0;
        while (read < text.Length && written < Other.MaxLength)
        {
            Rune.DecodeFromUtf8(text[read..], out rune, out consumed);
            read += consumed;
            written += Rune.ToLowerInvariant(rune).EncodeToUtf8(lower[written..]);
            ends[count++] = ((byte)read, (byte)written);
        }
        while (count-- > 0)
        {
            if (MayFollow(text, ends[count].Text) && Other.Contains(lower[..ends[count].Lower]))
                return ends[count].Text;
        }
        return -1;
    }

    static int[] FirstRunes(Utf8NameSet names)
    {
        var firsts = new SortedSet<int>();
        foreach (var name in names.Names)
        {
            Rune.DecodeFromUtf8(name, out var rune, out _);
            firsts.Add(rune.Value);
        }
        return [.. firsts];
    }
}
