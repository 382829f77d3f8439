using System.Collections.Frozen;
using System.Text;

namespace Tidings.Analysis;

/// <summary>Knows where a domain may end: the top-level domains that are or once were delegated.</summary>
static partial class TopLevelDomains
{
    static readonly Utf8NameSet Ascii = new(AsciiNames);

    // the other names by their first rune, small and capital; the longest first, as one may begin with another
    static readonly FrozenDictionary<int, Name[]> Other = ByFirstRune(new Utf8NameSet(OtherNames));

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
        var limit = Math.Min(rest.Length, Ascii.MaxLength + 1);
        while (length < limit && EntityCharacters.Is(rest[length], ByteTraits.Alphanumeric))
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
        || !(text[end] is (byte)'@' or (byte)'+' or (byte)'-'
            || EntityCharacters.Is(text[end], ByteTraits.Alphanumeric));

    // The longest name that fits: these scripts put no space between a domain and the word behind it.
    static int EndOfOther(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out var first, out var consumed);
        if (!Other.TryGetValue(first.Value, out var names))
            return -1;
        foreach (var name in names)
        {
            if (name.EndIn(text, consumed) is > 0 and var end && MayFollow(text, end))
                return end;
        }
        return -1;
    }

    static FrozenDictionary<int, Name[]> ByFirstRune(Utf8NameSet set)
    {
        var names = set.Names.Select(name => new Name(name)).OrderByDescending(name => name.Small.Length).ToArray();
        var firsts = names.Select(name => name.Small[0]).Concat(names.Select(name => name.Capital[0])).Distinct();
        return firsts.ToFrozenDictionary(
            first => first,
            first => names.Where(name => name.Small[0] == first || name.Capital[0] == first).ToArray());
    }

    /// <summary>A name as runes in both cases.</summary>
    sealed class Name(byte[] utf8)
    {
        public int[] Small { get; } = [.. Encoding.UTF8.GetString(utf8).EnumerateRunes().Select(r => r.Value)];

        public int[] Capital { get; } =
            [.. Encoding.UTF8.GetString(utf8).EnumerateRunes().Select(r => Rune.ToUpperInvariant(r).Value)];

        /// <summary>
        /// Where the name ends in a text that begins with its first rune; -1 where it goes on otherwise.
        /// </summary>
        public int EndIn(ReadOnlySpan<byte> text, int at)
        {
            for (var i = 1; i < Small.Length; i++)
            {
                if (at >= text.Length)
                    return -1;
                Rune.DecodeFromUtf8(text[at..], out var rune, out var consumed);
                if (rune.Value != Small[i] && rune.Value != Capital[i])
                    return -1;
                at += consumed;
            }
            return at;
        }
    }
}
