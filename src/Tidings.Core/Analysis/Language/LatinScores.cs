using System.Runtime.Intrinsics;

namespace Tidings.Analysis;

/// <summary>
/// How much speaks for each of the languages in Latin script; up to 32,767 each, and more stays there.
/// </summary>
struct LatinScores
{
    /// <summary>How many languages there are: one for each lane.</summary>
    public const int Languages = 16;

    Vector128<short> _low;
    Vector128<short> _high;

    /// <summary>Adds evidence: one weight a language.</summary>
    public void Add(Vector128<sbyte> weights)
    {
        var (low, high) = Vector128.Widen(weights);
        _low = Vector128.AddSaturate(_low, low);
        _high = Vector128.AddSaturate(_high, high);
    }

    /// <summary>The language for which most speaks, or -1 where that is not enough.</summary>
    /// <param name="least">What must speak for it at least.</param>
    /// <param name="margin">How much more than for the next one.</param>
    public readonly int Best(int least, int margin)
    {
        var (best, first, second) = (-1, 0, 0);
        for (var language = 0; language < Languages; language++)
        {
            int score = language < Languages / 2 ? _low[language] : _high[language - Languages / 2];
            if (score > first)
                (best, first, second) = (language, score, first);
            else if (score > second)
                second = score;
        }
        return first >= least && first - second >= margin ? best : -1;
    }
}
