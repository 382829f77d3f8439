using System.Runtime.CompilerServices;

namespace Tidings.Analysis;

/// <summary>
/// Unicode simple case folding (statuses C and S of CaseFolding.txt), frozen at Unicode 17.0 in a table of our own:
/// stored text keys must not change with the Unicode version of a runtime or of a machine's ICU.
/// </summary>
static partial class CaseFold
{
    // Distances by the upper bits of a code point; pages without any folding share the first, empty one.
    static readonly int[][] Pages = BuildPages();

    /// <summary>The folded form of one code point; the code point itself where it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(int codePoint)
    {
        var page = codePoint >> 8;
        return page < Pages.Length ? codePoint + Pages[page][codePoint & 0xFF] : codePoint;
    }

    static int[][] BuildPages()
    {
        var last = 0;
        for (var i = 0; i < Runs.Length; i += 4)
            last = Math.Max(last, Runs[i + 1]);
        var empty = new int[256];
        var pages = new int[(last >> 8) + 1][];
        Array.Fill(pages, empty);
        for (var i = 0; i < Runs.Length; i += 4)
        {
            for (var c = Runs[i]; c <= Runs[i + 1]; c += Runs[i + 2])
            {
                if (pages[c >> 8] == empty)
                    pages[c >> 8] = new int[256];
                pages[c >> 8][c & 0xFF] = Runs[i + 3];
            }
        }
        return pages;
    }
}
