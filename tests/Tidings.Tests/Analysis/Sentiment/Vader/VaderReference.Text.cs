using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Sentiment.Vader;

// Words before the rules, numbers after them.
static partial class VaderReference
{
    const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    static string ExpandEmoji(string text)
    {
        var expanded = new StringBuilder();
        var afterSpace = true;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Emoji.TryGetValue(rune, out var name))
            {
                expanded.Append(afterSpace ? "" : " ").Append(name);
                afterSpace = false;
            }
            else
            {
                expanded.Append(rune.ToString());
                afterSpace = rune.Value == ' ';
            }
        }
        return expanded.ToString();
    }

    static List<string> Split(string text)
    {
        var spaced = new StringBuilder(text);
        foreach (var gap in "\t\n\v\f\r\u001C\u001D\u001E\u001F\u0085\u00A0\u1680\u2028\u2029\u202F\u205F\u3000")
            spaced.Replace(gap, ' ');
        for (var gap = '\u2000'; gap <= '\u200A'; gap++)
            spaced.Replace(gap, ' ');
        return [.. spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Strip)];
    }

    static string Strip(string word)
    {
        var stripped = word.Trim(Punctuation.ToCharArray());
        return stripped.EnumerateRunes().Count() <= 2 ? word : stripped;
    }

    static string Lower(string word) => word.Replace('\u212A', 'k').ToLowerInvariant();

    static SentimentScore Combine(List<double> values, string text)
    {
        if (values.Count == 0)
            return default;
        var questions = text.Count(mark => mark == '?');
        var emphasis = (Math.Min(text.Count(mark => mark == '!'), 4) * 0.292)
            + (questions > 3 ? 0.96 : questions > 1 ? questions * 0.18 : 0);
        double sum = 0, positive = 0, negative = 0, neutral = 0;
        foreach (var value in values)
        {
            sum += value;
            positive += value > 0 ? value + 1 : 0;
            negative += value < 0 ? value - 1 : 0;
            neutral += value == 0 ? 1 : 0;
        }
        sum += Math.Sign(sum) * emphasis;
        if (positive > -negative)
            positive += emphasis;
        else if (positive < -negative)
            negative -= emphasis;
        var total = positive - negative + neutral;
        return new SentimentScore(
            VaderRounding.ToFour(Math.Clamp(sum / Math.Sqrt((sum * sum) + 15), -1, 1)),
            VaderRounding.ToThree(positive / total),
            VaderRounding.ToThree(neutral / total),
            VaderRounding.ToThree(-negative / total));
    }

    static Dictionary<string, double> ReadBoosters()
    {
        var boosters = new Dictionary<string, double> { ["just enough"] = -0.293, ["kind of"] = -0.293, ["sort of"] = -0.293 };
        foreach (var word in VaderWords.Intensifiers)
            boosters.Add(word, 0.293);
        foreach (var word in VaderWords.Dampeners)
            boosters.Add(word, -0.293);
        return boosters;
    }

    static IEnumerable<string[]> Lines(byte[] data) =>
        Encoding.UTF8.GetString(data).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'));
}
