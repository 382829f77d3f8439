using System.Numerics;
using System.Runtime.Intrinsics;

namespace Tidings.Analysis;

/// <summary>
/// What words say about the language: those of the lists by themselves, all others by their pairs of letters, which are
/// compared with the pairs of the lists. Everything is counted from <see cref="LatinWordLists"/> when it is made.
/// </summary>
sealed class LatinModel
{
    // Shorter unknown words are mostly names and abbreviations.
    const int LeastPairedLetters = 3;

    // A pair that a list happens not to have counts as often as this, of about as many pairs as a language uses.
    const double PairPrior = 1;
    const int UsualPairs = 600;

    // By the number of languages that have a word, in units: one of many says next to nothing.
    static readonly int[] Units = [0, 12, 6, 3, 2, 1];

    readonly ulong[] _keys = new ulong[8192]; // 0 where a slot is empty
    readonly ushort[] _numbers = new ushort[8192];
    readonly Vector128<sbyte>[] _weights; // by the number of a word; none for 0, all unknown ones
    readonly Vector128<sbyte>[] _pairs;

    /// <summary>Makes it from the lists.</summary>
    public LatinModel()
    {
        var languages = new Dictionary<ulong, uint>(); // bits, by word
        var counts = new double[LatinScores.Languages, LatinPairs.Count];
        foreach (var word in Words(LatinWordLists.Neutral))
            languages[word.Key] = 0;
        for (var language = 0; language < LatinScores.Languages; language++)
        {
            foreach (var word in Words(LatinWordLists.Of(language)))
            {
                languages[word.Key] = languages.GetValueOrDefault(word.Key) | 1u << language;
                if (word.Count < LeastPairedLetters)
                    continue;
                foreach (var pair in new LatinPairs(word))
                    counts[language, pair]++;
            }
        }
        _weights = new Vector128<sbyte>[languages.Count + 1];
        var number = 0;
        foreach (var (key, bits) in languages)
            Place(key, ++number, bits);
        _pairs = Compare(counts);
    }

    /// <summary>Adds what a word says.</summary>
    /// <param name="word">A word of at least one letter.</param>
    /// <param name="isCut">Whether an apostrophe follows: <c>don't</c> is read as <c>don'</c> and <c>t</c>.</param>
    /// <param name="scores">Where it is added.</param>
    public void Weigh(in LatinWord word, bool isCut, ref LatinScores scores)
    {
        var number = isCut && word.Length < LatinWord.MaxKeyLength ? Find(word.WithApostrophe().Key) : 0;
        if (number == 0 && word.Length <= LatinWord.MaxKeyLength)
            number = Find(word.Key);
        if (number != 0)
        {
            scores.Add(_weights[number]);
        }
        else if (word.Count >= LeastPairedLetters)
        {
            var sum = scores; // in registers
            foreach (var pair in new LatinPairs(word))
                sum.Add(_pairs[pair]);
            scores = sum;
        }
    }

    int Find(ulong key)
    {
        var slot = SlotOf(key);
        while (_keys[slot] != 0 && _keys[slot] != key)
            slot = (slot + 1) & (_keys.Length - 1);
        return _numbers[slot];
    }

    // Multiplied by 2^64 divided by the golden ratio, whose upper bits are well mixed.
    int SlotOf(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> 40) & (_keys.Length - 1);

    void Place(ulong key, int number, uint languages)
    {
        var slot = SlotOf(key);
        while (_keys[slot] != 0)
            slot = (slot + 1) & (_keys.Length - 1);
        _keys[slot] = key;
        _numbers[slot] = (ushort)number;
        var units = Units[Math.Min(BitOperations.PopCount(languages), Units.Length - 1)];
        for (var language = 0; language < LatinScores.Languages; language++)
        {
            if ((languages & (1u << language)) != 0)
                _weights[number] = _weights[number].WithElement(language, (sbyte)(units * LatinLanguages.Unit));
        }
    }

    // The logarithm of how much commoner a pair is in a language than in the mean of all.
    static Vector128<sbyte>[] Compare(double[,] counts)
    {
        var totals = new double[LatinScores.Languages];
        for (var language = 0; language < totals.Length; language++)
        {
            for (var pair = 0; pair < LatinPairs.Count; pair++)
                totals[language] += counts[language, pair];
        }
        var pairs = new Vector128<sbyte>[LatinPairs.Count];
        var shares = new double[LatinScores.Languages];
        for (var pair = 0; pair < LatinPairs.Count; pair++)
        {
            var isKnown = false;
            for (var language = 0; language < shares.Length; language++)
            {
                isKnown |= counts[language, pair] > 0;
                shares[language] = (counts[language, pair] + PairPrior) / (totals[language] + PairPrior * UsualPairs);
            }
            var mean = shares.Average();
            for (var language = 0; language < shares.Length && isKnown; language++)
                pairs[pair] = pairs[pair].WithElement(
                    language, (sbyte)Math.Round(LatinLanguages.Unit * Math.Log(shares[language] / mean)));
        }
        return pairs;
    }

    static List<LatinWord> Words(ReadOnlySpan<byte> list)
    {
        var words = new List<LatinWord>();
        LatinScores ignored = default;
        for (var i = 0; i < list.Length;)
        {
            var word = LatinWord.Read(list, ref i, ref ignored);
            if (word.Count == 0)
            {
                i++;
                continue;
            }
            if (i < list.Length && list[i] == '\'')
                word = word.WithApostrophe();
            if (word.Length > LatinWord.MaxKeyLength)
                throw new InvalidOperationException($"the word before byte {i} of a list is too long");
            words.Add(word);
        }
        return words;
    }
}
