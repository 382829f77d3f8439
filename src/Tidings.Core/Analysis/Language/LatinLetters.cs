using System.Runtime.Intrinsics;
using System.Text;

namespace Tidings.Analysis;

/// <summary>Latin letters as numbers from 1 (a) to 26 (z), and what accented ones say about the language.</summary>
static class LatinLetters
{
    /// <summary>Bits of a letter's number.</summary>
    public const int Bits = 5;

    /// <summary>No letter.</summary>
    public const int None = 0;

    /// <summary>A letter that is none of a to z, nor one of them with an accent.</summary>
    public const int Other = 27;

    /// <summary>In <see cref="OfAscii"/>: a byte of a longer sequence.</summary>
    public const int NotAscii = 255;

    /// <summary>
    /// The capital of Turkish i. Simple folding leaves it alone, and its lower case is plain <c>i</c>.
    /// </summary>
    public const int CapitalDottedI = 0x130;

    const int FirstBase = 0xC0, FirstEvidence = 0xA1, LastEvidence = 0x1BF;
    const int FirstVietnamese = 0x1EA0, LastVietnamese = 0x1EF9;

    static readonly byte[] Ascii = MakeAscii();
    static readonly Vector128<sbyte>[] Weights = MakeWeights();
    static readonly Vector128<sbyte> Vietnamese = LatinLanguages.Weight("vi"u8, 10 * LatinLanguages.Unit);

    /// <summary>
    /// By byte: the number of the letter in either case, <see cref="None"/> or <see cref="NotAscii"/>.
    /// </summary>
    public static ReadOnlySpan<byte> OfAscii => Ascii;

    /// <summary>Whether it is an accent that follows its letter.</summary>
    public static bool IsCombining(int codePoint) => codePoint is >= 0x300 and <= 0x36F;

    /// <summary>The letter in lower case.</summary>
    public static int Fold(int codePoint) => codePoint == CapitalDottedI ? 'i' : CaseFold.Of(codePoint);

    /// <summary>
    /// The number of a lower-case letter without its accent; <see cref="None"/> where it is not Latin.
    /// </summary>
    public static int Base(int codePoint)
    {
        if (codePoint < 0x80)
            return Ascii[codePoint];
        if (codePoint is >= FirstBase and <= 0x17F)
            return Bases[codePoint - FirstBase] is (byte)'?' ? None : Bases[codePoint - FirstBase] - 'a' + 1;
        return codePoint switch
        {
            0x1A1 => 'o' - 'a' + 1,
            0x1B0 => 'u' - 'a' + 1,
            >= FirstVietnamese and <= 0x1EB7 => 1,
            > 0x1EB7 and <= 0x1EC7 => 'e' - 'a' + 1,
            > 0x1EC7 and <= 0x1ECB => 'i' - 'a' + 1,
            > 0x1ECB and <= 0x1EE3 => 'o' - 'a' + 1,
            > 0x1EE3 and <= 0x1EF1 => 'u' - 'a' + 1,
            > 0x1EF1 and <= LastVietnamese => 'y' - 'a' + 1,
            _ => Scripts.Of(codePoint) == Script.Latin ? Other : None,
        };
    }

    /// <summary>What a lower-case letter or sign outside ASCII says: a weight for each language.</summary>
    public static Vector128<sbyte> Evidence(int codePoint) => codePoint is >= FirstEvidence and <= LastEvidence
        ? Weights[codePoint - FirstEvidence]
        : codePoint is >= FirstVietnamese and <= LastVietnamese ? Vietnamese : default;

    // From U+00C0 to U+017F; the signs of multiplication and division are no letters.
    static ReadOnlySpan<byte> Bases =>
        "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"u8 +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"u8 +
        "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"u8;

    static byte[] MakeAscii()
    {
        var letters = new byte[256];
        letters.AsSpan(0x80).Fill(NotAscii);
        for (var letter = 'a'; letter <= 'z'; letter++)
            letters[letter] = letters[letter & ~0x20] = (byte)(letter - 'a' + 1);
        return letters;
    }

    // Weights in units: 12 speak as clearly as a word of one language.
    static Vector128<sbyte>[] MakeWeights()
    {
        var weights = new Vector128<sbyte>[LastEvidence - FirstEvidence + 1];
        foreach (var (language, evidence) in ((string, (int, string)[])[])
        [
            ("es", [(12, "¿¡"), (10, "ñ"), (3, "áíóú"), (2, "é")]),
            ("pt", [(12, "ãõ"), (4, "çê"), (3, "á"), (2, "âôéíóú")]),
            ("fr", [(10, "œ"), (6, "îû"), (4, "çêéè"), (3, "à"), (2, "ï"), (1, "ëù")]),
            ("de", [(12, "ß"), (5, "äü"), (4, "ö")]),
            ("it", [(6, "ìò"), (4, "àù"), (3, "è")]),
            ("tr", [(12, "şğı"), (8, "İ"), (4, "çöü")]),
            ("nl", [(3, "ë"), (2, "ï")]),
            ("pl", [(12, "łąęż"), (8, "śźń"), (6, "ć"), (3, "ó")]),
            ("ca", [(2, "ç")]),
            ("sv", [(8, "å"), (5, "äö")]),
            ("vi", [(12, "ơư"), (8, "đ"), (6, "ă")]),
            ("fi", [(6, "ä"), (3, "ö")]),
        ])
        {
            foreach (var (units, letters) in evidence)
            {
                foreach (var letter in letters)
                    weights[letter - FirstEvidence] +=
                        LatinLanguages.Weight(Encoding.ASCII.GetBytes(language), units * LatinLanguages.Unit);
            }
        }
        return weights;
    }
}
