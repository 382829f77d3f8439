using System.Globalization;

namespace Tidings.Analysis;

/// <summary>Sorts code points into <see cref="WordClass"/>es, by general category and by block.</summary>
static class WordClasses
{
    /// <summary>In <see cref="Folded"/>: not ASCII, look closer.</summary>
    public const byte NotAscii = 0xFF;

    /// <summary>
    /// By byte: 0 for an ASCII separator, the lower-case letter, digit or <c>_</c>, or <see cref="NotAscii"/>.
    /// </summary>
    public static ReadOnlySpan<byte> Folded => FoldedBytes;

    static readonly byte[] FoldedBytes = BuildFolded();

    /// <summary>The class of one code point.</summary>
    public static WordClass Of(int codePoint)
    {
        if (codePoint < 0x80)
            return Folded[codePoint] == 0 ? WordClass.Separator : WordClass.Letter;
        if (IsIgnorable(codePoint))
            return WordClass.Ignorable;
        return CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.DecimalDigitNumber => WordClass.Letter,
            UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter => OfUncased(codePoint),
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
                => WordClass.Mark,
            UnicodeCategory.LetterNumber when codePoint == 0x3007 => WordClass.Unspaced, // the ideographic zero
            _ => WordClass.Separator,
        };
    }

    /// <summary>Whether it is a <see cref="WordClass.Ignorable"/>.</summary>
    public static bool IsIgnorable(int codePoint) =>
        codePoint is 0x00AD or (>= 0x180B and <= 0x180F) or 0x200C or 0x200D or 0x2060
        or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or (>= 0xE0100 and <= 0xE01EF);

    // Letters without case; the blocks are those of Unicode 17.0.
    static WordClass OfUncased(int codePoint) => codePoint switch
    {
        < 0x0E00 => WordClass.Letter,
        <= 0x0EFF => WordClass.Unspaced, // Thai, Lao
        >= 0x1000 and <= 0x109F => WordClass.Unspaced, // Myanmar
        >= 0x1160 and <= 0x11FF => WordClass.Mark, // Hangul vowels and finals behind their initial
        >= 0x1100 and <= 0x115F => WordClass.Syllable,
        >= 0x1780 and <= 0x17FF => WordClass.Unspaced, // Khmer
        >= 0x1950 and <= 0x1AAF => WordClass.Unspaced, // Tai Le, New Tai Lue, Tai Tham
        >= 0x3130 and <= 0x318F => WordClass.Syllable,
        >= 0x3005 and <= 0x9FFF => WordClass.Unspaced, // kana, Bopomofo, Han
        >= 0xA960 and <= 0xA97F => WordClass.Syllable,
        >= 0xA9E0 and <= 0xA9FF => WordClass.Unspaced, // Myanmar
        >= 0xAA60 and <= 0xAADF => WordClass.Unspaced, // Myanmar, Tai Viet
        >= 0xAC00 and <= 0xD7AF => WordClass.Syllable,
        >= 0xD7B0 and <= 0xD7FF => WordClass.Mark,
        >= 0xF900 and <= 0xFAFF => WordClass.Unspaced, // compatibility Han
        0xFF9E or 0xFF9F => WordClass.Mark, // voiced sound marks of half-width kana
        >= 0xFF66 and <= 0xFF9D => WordClass.Unspaced,
        >= 0xFFA0 and <= 0xFFDC => WordClass.Syllable,
        >= 0x1AFF0 and <= 0x1B16F => WordClass.Unspaced, // kana
        >= 0x20000 and <= 0x3FFFF => WordClass.Unspaced, // Han
        _ => WordClass.Letter,
    };

    static byte[] BuildFolded()
    {
        var folded = new byte[256];
        folded.AsSpan(0x80).Fill(NotAscii);
        folded['_'] = (byte)'_';
        for (var c = '0'; c <= '9'; c++)
            folded[c] = (byte)c;
        for (var c = 'a'; c <= 'z'; c++)
            folded[c] = folded[c - 0x20] = (byte)c;
        return folded;
    }
}
