using System.Globalization;
using System.Text;

namespace Tidings.Analysis;

/// <summary>Tells words in capitals by Unicode's derived properties, as Python's <c>isupper</c> does.</summary>
static class VaderCasing
{
    /// <summary>Whether a valid UTF-8 word has an upper-case character and no lower-case or title-case one.</summary>
    public static bool IsUpper(ReadOnlySpan<byte> word)
    {
        var found = false;
        for (var i = 0; i < word.Length; i++)
        {
            if (char.IsAsciiLetterLower((char)word[i]))
                return false;
            if (word[i] >= 0x80)
                return IsUpper(word[i..], found);
            found |= char.IsAsciiLetterUpper((char)word[i]);
        }
        return found;
    }

    static bool IsUpper(ReadOnlySpan<byte> word, bool found)
    {
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var rune, out var length);
            word = word[length..];
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.UppercaseLetter:
                    found = true;
                    break;
                case UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter:
                    return false;
                default:
                    if (IsOtherLower(rune.Value))
                        return false;
                    found |= IsOtherUpper(rune.Value);
                    break;
            }
        }
        return found;
    }

    /// <summary>Unicode's Other_Uppercase: Roman numerals and letters in circles and squares.</summary>
    static bool IsOtherUpper(int codePoint) => codePoint
        is (>= 0x2160 and <= 0x216F)
        or (>= 0x24B6 and <= 0x24CF)
        or (>= 0x1F130 and <= 0x1F149)
        or (>= 0x1F150 and <= 0x1F169)
        or (>= 0x1F170 and <= 0x1F189);

    /// <summary>
    /// Unicode's Other_Lowercase: ordinal indicators, modifier letters, small numerals; as of Unicode 14.
    /// </summary>
    static bool IsOtherLower(int codePoint) => codePoint
        is 0xAA or 0xBA or (>= 0x2B0 and <= 0x2B8) or (>= 0x2C0 and <= 0x2C1)
        or (>= 0x2E0 and <= 0x2E4) or 0x345 or 0x37A or (>= 0x1D2C and <= 0x1D6A)
        or 0x1D78 or (>= 0x1D9B and <= 0x1DBF) or 0x2071 or 0x207F
        or (>= 0x2090 and <= 0x209C) or (>= 0x2170 and <= 0x217F) or (>= 0x24D0 and <= 0x24E9)
        or (>= 0x2C7C and <= 0x2C7D)
        or (>= 0xA69C and <= 0xA69D) or 0xA770 or (>= 0xA7F8 and <= 0xA7F9) or (>= 0xAB5C and <= 0xAB5F)
        or 0x10780 or (>= 0x10783 and <= 0x10785) or (>= 0x10787 and <= 0x107B0) or (>= 0x107B2 and <= 0x107BA);
}
