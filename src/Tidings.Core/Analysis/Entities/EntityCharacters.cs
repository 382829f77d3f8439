using System.Globalization;
using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// The character classes of twitter-text 3.1, with this runtime's Unicode categories in place of its frozen tables.
/// </summary>
static class EntityCharacters
{
    const string Signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    const int LetterOrMark = 1 << (int)UnicodeCategory.UppercaseLetter | 1 << (int)UnicodeCategory.LowercaseLetter
        | 1 << (int)UnicodeCategory.TitlecaseLetter | 1 << (int)UnicodeCategory.ModifierLetter
        | 1 << (int)UnicodeCategory.OtherLetter | 1 << (int)UnicodeCategory.NonSpacingMark
        | 1 << (int)UnicodeCategory.SpacingCombiningMark | 1 << (int)UnicodeCategory.EnclosingMark;

    const int LetterMarkOrDigit = LetterOrMark | 1 << (int)UnicodeCategory.DecimalDigitNumber;

    static readonly ByteTraits[] Traits = MakeTraits();

    /// <summary>The classes of a byte; none for a byte of a longer sequence.</summary>
    public static ByteTraits Of(byte value) => Traits[value];

    /// <summary>Whether the byte belongs to any of the classes.</summary>
    public static bool Is(byte value, ByteTraits traits) => (Traits[value] & traits) != 0;

    /// <summary>A letter or mark of a hashtag, of which it needs one; not ASCII.</summary>
    public static bool IsTagLetter(Rune rune) => (1 << (int)Rune.GetUnicodeCategory(rune) & LetterOrMark) != 0;

    /// <summary>Whether a hashtag may contain the rune; not ASCII.</summary>
    public static bool IsTagBody(Rune rune) =>
        (1 << (int)Rune.GetUnicodeCategory(rune) & LetterMarkOrDigit) != 0 || IsTagSpecial(rune.Value);

    /// <summary>White space in twitter-text's sense; not ASCII.</summary>
    public static bool IsSpace(Rune rune) => rune.Value is 0x85 or 0xA0 or 0x1680 or 0x180E or (>= 0x2000 and <= 0x200A)
        or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;

    /// <summary>The accented Latin letters that twitter-text counts among those of names and domains.</summary>
    public static bool IsLatinAccent(Rune rune) => rune.Value is (>= 0xC0 and <= 0x24F and not 0xD7 and not 0xF7)
        or 0x253 or 0x254 or 0x256 or 0x257 or 0x259 or 0x25B or 0x263 or 0x268 or 0x26F or 0x272 or 0x289 or 0x28B
        or 0x2BB or (>= 0x300 and <= 0x36F) or (>= 0x1E00 and <= 0x1EFF);

    /// <summary>A letter outside ASCII that may stand in a path and end it: accented Latin or Cyrillic.</summary>
    public static bool IsPathLetter(Rune rune) => rune.Value is >= 0x400 and <= 0x4FF || IsLatinAccent(rune);

    /// <summary>Ends a chain of domain labels: white space, marks of direction, byte order marks; not ASCII.</summary>
    public static bool BreaksDomain(Rune rune) => IsSpace(rune) || rune.Value is (>= 0x202A and <= 0x202E) or 0x61C
        or 0x200E or 0x200F or (>= 0x2066 and <= 0x2069) or 0xFEFF or 0xFFFE or 0xFFFF;

    /// <summary>Whether a sequence with this first byte can be a rune that <see cref="BreaksDomain"/> names.</summary>
    public static bool MayBreakDomain(byte first) => first is 0xC2 or 0xD8 or 0xE1 or 0xE2 or 0xE3 or 0xEF;

    static bool IsTagSpecial(int value) => value is 0xB7 or 0x5BE or 0x5F3 or 0x5F4 or 0xF0B or 0xF0C or 0x200C
        or 0x200D or 0x3003 or 0x301C or 0x309B or 0x309C or 0x30A0 or 0x30FB or 0xA67E or 0xFF5E;

    static ByteTraits[] MakeTraits()
    {
        var traits = new ByteTraits[256];
        for (var b = 0; b < 0x80; b++)
        {
            var c = (char)b;
            var set = ByteTraits.None;
            if (char.IsAsciiLetter(c))
                set |= ByteTraits.Letter;
            if (char.IsAsciiDigit(c))
                set |= ByteTraits.Digit;
            var alphanumeric = set != 0;
            if (alphanumeric || c == '_')
                set |= ByteTraits.Word;
            if (c is ' ' or (>= '\t' and <= '\r'))
                set |= ByteTraits.Space;
            if (Signs.Contains(c, StringComparison.Ordinal) && c is not ('"' or '`'))
                set |= ByteTraits.Punctuation;
            if (alphanumeric || "!*';:=+,.$/%#[]-_~@|&".Contains(c, StringComparison.Ordinal))
                set |= ByteTraits.Path;
            if (alphanumeric || "+-=_#/".Contains(c, StringComparison.Ordinal))
                set |= ByteTraits.PathEnd;
            if (alphanumeric || "!?*'@();:&=+$/%#[]-_.,~|".Contains(c, StringComparison.Ordinal))
                set |= ByteTraits.Query;
            if (alphanumeric || "-_&=#/".Contains(c, StringComparison.Ordinal))
                set |= ByteTraits.QueryEnd;
            if ((set & (ByteTraits.Space | ByteTraits.Punctuation)) != 0 && c is not ('-' or '_' or '.'))
                set |= ByteTraits.DomainBreak;
            if (alphanumeric || "_!#$%&*@".Contains(c, StringComparison.Ordinal))
                set |= ByteTraits.MentionBar;
            traits[b] = set;
        }
        return traits;
    }
}
