using System.Globalization;
using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Sentiment.Vader;

/// <summary>
/// VADER as plainly as it can be put: strings, dictionaries and searches through lists, in the order in which the rules
/// are described. Slow, and quadratic where the original is.
/// </summary>
static partial class VaderReference
{
    static readonly string[] SoOrThis = ["so", "this"];

    static readonly Dictionary<string, double> Special = new()
    {
        ["the shit"] = 3,
        ["the bomb"] = 3,
        ["bad ass"] = 1.5,
        ["badass"] = 1.5,
        ["bus stop"] = 0,
        ["yeah right"] = -2,
        ["kiss of death"] = -1.5,
        ["to die for"] = 3,
        ["beating heart"] = 3.1,
        ["broken heart"] = -2.9,
    };

    static readonly Dictionary<string, double> Boosters = ReadBoosters();
    static readonly HashSet<string> Negations = [.. VaderWords.Negations];

    public static Dictionary<string, double> Lexicon { get; } = Lines(VaderData.Lexicon())
        .ToDictionary(line => line[0], line => double.Parse(line[1], CultureInfo.InvariantCulture));

    public static Dictionary<Rune, string> Emoji { get; } = Lines(VaderData.Emoji()).ToDictionary(
        line => new Rune(int.Parse(line[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture)), line => line[1]);

    public static SentimentScore Score(string text)
    {
        text = ExpandEmoji(text);
        var words = Split(text);
        var low = words.ConvertAll(Lower);
        var upper = words.ConvertAll(word => VaderCasing.IsUpper(Encoding.UTF8.GetBytes(word)));
        var mixed = upper.Contains(true) && upper.Contains(false);
        var values = new List<double>();
        var loud = upper.ConvertAll(isUpper => isUpper && mixed);
        for (var i = 0; i < words.Count; i++)
            values.Add(ValueOf(low, loud, i));
        ShiftAroundBut(low, values);
        return Combine(values, text);
    }

    static double ValueOf(List<string> low, List<bool> loud, int i)
    {
        string At(int k) => k >= 0 && k < low.Count ? low[k] : "\n";
        if (Boosters.ContainsKey(low[i]) || (low[i] == "kind" && At(i + 1) == "of"))
            return 0;
        if (!Lexicon.TryGetValue(low[i], out var value))
            return 0;
        if (low[i] == "no" && Lexicon.ContainsKey(At(i + 1)))
            value = 0;
        if (At(i - 1) == "no" || At(i - 2) == "no" || (At(i - 3) == "no" && At(i - 1) is ("or" or "nor")))
            value = Lexicon[low[i]] * -0.74;
        if (loud[i])
            value = value > 0 ? value + 0.733 : value - 0.733;
        for (var d = 1; d <= 3 && d <= i; d++)
        {
            if (Lexicon.ContainsKey(low[i - d]))
                continue;
            value += Boost(low[i - d], loud[i - d], d, value);
            value = Negate(At, i, d, value);
            if (d == 3)
                value = Phrases(At, i, value);
        }
        if (At(i - 1) == "least" && At(i - 2) is not ("at" or "very"))
            value *= -0.74;
        return value;
    }

    static double Boost(string word, bool loud, int distance, double value)
    {
        if (!Boosters.TryGetValue(word, out var boost))
            return 0;
        if (value < 0)
            boost = -boost;
        if (loud)
            boost = value > 0 ? boost + 0.733 : boost - 0.733;
        return distance switch { 2 => boost * 0.95, 3 => boost * 0.9, _ => boost };
    }

    static double Negate(Func<int, string> at, int i, int distance, double value)
    {
        var (third, second, last) = (at(i - 3), at(i - 2), at(i - 1));
        if (distance == 2 && second == "never" && SoOrThis.Contains(last))
            return value * 1.25;
        if (distance == 2 && second == "without" && last == "doubt")
            return value;
        if (distance == 3 && ((third == "never" && SoOrThis.Contains(second)) || SoOrThis.Contains(last)))
            return value * 1.25;
        if (distance == 3 && third == "without" && (second == "doubt" || last == "doubt"))
            return value;
        var word = at(i - distance);
        return Negations.Contains(word) || word.Contains("n't", StringComparison.Ordinal) ? value * -0.74 : value;
    }

    static double Phrases(Func<int, string> at, int i, double value)
    {
        string Join(int from, int to) => string.Join(' ', Enumerable.Range(i + from, to - from + 1).Select(at));
        foreach (var phrase in new[] { Join(-1, 0), Join(-2, 0), Join(-2, -1), Join(-3, -1), Join(-3, -2) })
        {
            if (Special.TryGetValue(phrase, out var special))
            {
                value = special;
                break;
            }
        }
        value = Special.GetValueOrDefault(Join(0, 1), value);
        value = Special.GetValueOrDefault(Join(0, 2), value);
        foreach (var phrase in new[] { Join(-3, -1), Join(-3, -2), Join(-2, -1) })
            value += Boosters.GetValueOrDefault(phrase);
        return value;
    }

    static void ShiftAroundBut(List<string> low, List<double> values)
    {
        var but = low.IndexOf("but");
        for (var i = 0; but >= 0 && i < values.Count; i++)
        {
            var value = values[i];
            var first = values.IndexOf(value);
            if (first != but)
                values[first] = value * (first < but ? 0.5 : 1.5);
        }
    }
}
