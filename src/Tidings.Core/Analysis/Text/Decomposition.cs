using System.Globalization;
using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// Compatibility decompositions (NFKD) of single code points, asked of the runtime once each and then remembered: its
/// own normalising allocates on every call.
/// </summary>
static class Decomposition
{
    // By the upper bits of a code point, then by the lower eight. Threads may write the same answer twice, no harm
    // done.
    static readonly string?[]?[] Pages = new string?[0x1100][];

    /// <summary>What the code point decomposes to; empty where that is itself.</summary>
    public static string Of(int codePoint) => Pages[codePoint >> 8]?[codePoint & 0xFF] ?? Ask(codePoint);

    static string Ask(int codePoint)
    {
        var itself = char.ConvertFromUtf32(codePoint);
        // The runtime refuses to normalise some noncharacters.
        var isAssigned = CharUnicodeInfo.GetUnicodeCategory(codePoint) != UnicodeCategory.OtherNotAssigned;
        var decomposed = isAssigned ? itself.Normalize(NormalizationForm.FormKD) : itself;
        var answer = decomposed == itself ? "" : decomposed;
        (Pages[codePoint >> 8] ??= new string?[256])[codePoint & 0xFF] = answer;
        return answer;
    }
}
