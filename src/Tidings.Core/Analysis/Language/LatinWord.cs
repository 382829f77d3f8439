using System.Text;

namespace Tidings.Analysis;

/// <summary>A word in Latin letters, in the two forms in which it is looked up.</summary>
/// <param name="Key">Its lower-case UTF-8, the first byte lowest; means nothing where <paramref name="Length"/> is
/// above 8.</param>
/// <param name="Length">The length of that in bytes.</param>
/// <param name="Letters">Its first letters without accents, five bits each, the last one lowest
/// (<see cref="LatinLetters"/>).</param>
/// <param name="Count">How many letters it has in all.</param>
readonly record struct LatinWord(ulong Key, int Length, ulong Letters, int Count)
{
    /// <summary>Most bytes that a word of the lists may have: what one number holds.</summary>
    public const int MaxKeyLength = 8;

    /// <summary>Most letters that <see cref="Letters"/> holds.</summary>
    public const int MaxLetters = 12;

    // From here on a letter counts as stretched (sooo) and is read once; k is laughter in Portuguese and w in
    // Indonesian.
    const int Stretched = 3;

    /// <summary>The word with an apostrophe behind it.</summary>
    public LatinWord WithApostrophe() => this with { Key = Key | ((ulong)'\'' << (8 * Length)), Length = Length + 1 };

    /// <summary>Reads letters up to the first byte that is none; there may be none at all.</summary>
    /// <param name="text">UTF-8; may be invalid.</param>
    /// <param name="at">Offset of the first letter; moved behind the last one.</param>
    /// <param name="scores">Is given what accented letters say.</param>
    public static LatinWord Read(ReadOnlySpan<byte> text, ref int at, ref LatinScores scores)
    {
        ulong key = 0, letters = 0;
        int length = 0, count = 0, run = 0;
        var last = 0;
        var i = at;
        for (; i < text.Length; i++)
        {
            int letter = LatinLetters.OfAscii[text[i]];
            if (letter == LatinLetters.None)
                break;
            if (letter == LatinLetters.NotAscii)
            {
                // copies, as what is passed by reference cannot stay in registers
                var (keyThen, lengthThen) = (key, length);
                letter = ReadAccented(text[i..], ref keyThen, ref lengthThen, ref scores, out var consumed);
                if (consumed == 0)
                    break;
                (key, length) = (keyThen, lengthThen);
                i += consumed - 1;
                last = 0;
                if (letter == LatinLetters.None)
                    continue; // a combining accent
            }
            else
            {
                run = letter == last ? run + 1 : 1;
                last = letter;
                if (run >= Stretched && letter is not ('k' - 'a' + 1 or 'w' - 'a' + 1))
                {
                    if (run == Stretched)
                    {
                        // The second one goes as well.
                        if (--length < MaxKeyLength)
                            key &= (1UL << (8 * length)) - 1;
                        if (count-- <= MaxLetters)
                            letters >>= LatinLetters.Bits;
                    }
                    continue;
                }
                if (length < MaxKeyLength)
                    key |= (ulong)(text[i] | 0x20) << (8 * length);
                length++;
            }
            if (count < MaxLetters)
                letters = (letters << LatinLetters.Bits) | (uint)letter;
            count++;
        }
        at = i;
        return new(key, length, letters, count);
    }

    /// <summary>Reads a letter that is not ASCII; nothing is consumed where there is none.</summary>
    static int ReadAccented(
        ReadOnlySpan<byte> text, ref ulong key, ref int length, ref LatinScores scores, out int consumed)
    {
        Rune.DecodeFromUtf8(text, out var rune, out consumed);
        if (LatinLetters.IsCombining(rune.Value))
            return LatinLetters.None;
        var folded = LatinLetters.Fold(rune.Value);
        var letter = LatinLetters.Base(folded);
        if (letter == LatinLetters.None)
        {
            consumed = 0;
            return letter;
        }
        scores.Add(LatinLetters.Evidence(rune.Value == LatinLetters.CapitalDottedI ? rune.Value : folded));
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var value in utf8[..new Rune(folded).EncodeToUtf8(utf8)])
        {
            if (length < MaxKeyLength)
                key |= (ulong)value << (8 * length);
            length++;
        }
        return letter;
    }
}
