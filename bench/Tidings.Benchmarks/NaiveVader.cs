using System.Globalization;

namespace Tidings.Benchmarks;

/// <summary>
/// What a first attempt at sentiment looks like: split at white space, look up, add. No negation, no boosters, no
/// emoji. A yardstick for speed, not for results.
/// </summary>
sealed class NaiveVader
{
    readonly Dictionary<string, double> _valences = new(StringComparer.Ordinal);

    /// <param name="lexicon">A file with a word, a tab and its valence in each line.</param>
    public NaiveVader(string lexicon)
    {
        foreach (var line in File.ReadLines(lexicon))
        {
            if (line.Split('\t') is [var word, var valence]
                && double.TryParse(valence, CultureInfo.InvariantCulture, out var value))
                _valences[word] = value;
        }
    }

    public double Score(string text)
    {
        var sum = 0.0;
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            sum += _valences.GetValueOrDefault(
                word.Trim('.', ',', '!', '?', ';', ':', '"', '(', ')').ToLowerInvariant());
        return sum / Math.Sqrt(sum * sum + 15);
    }
}
