using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Sentiment.Vader;

/// <summary>The scorer against <see cref="VaderReference"/> on made-up texts that are dense in words that rules ask for.</summary>
public sealed class VaderReferenceTests
{
    static readonly string[] Named =
    [
        .. Enum.GetNames<VaderTerm>().Select(name => name.ToLowerInvariant()), "a", "is", "it", "heart", "good", "love", "hate",
    ];

    static readonly string[] Odd =
    [
        "\u00A0", "\u200B", "\u2003", "\u001C", "\u0085", "\t", "\n", "  ", "\uFE0F", "\u200D", "é", "ÀÉ", "İ", "\u212A",
        "Ⅷ", "ª", "ǅ", "ß", "中", "Þ", "\uFFFD", "\0", ":)", ":D", "<3", "n't", "!?", "...",
    ];

    static readonly string[] Rated = [.. VaderReference.Lexicon.Keys];
    static readonly string[] Pictures = [.. VaderReference.Emoji.Keys.Select(emoji => emoji.ToString())];

    [Theory]
    [InlineData(1, 20_000, 25)]
    [InlineData(2, 300, 400)] // enough rated words for the heaps of equal valences
    public void Score_RandomText_EqualsReference(int seed, int rounds, int longest)
    {
        var random = new Random(seed);
        var scorer = new VaderScorer();
        for (var round = 0; round < rounds; round++)
        {
            var text = Text(random, longest);
            var (expected, actual) = (VaderReference.Score(text), scorer.Score(Encoding.UTF8.GetBytes(text)));
            Assert.True(expected == actual, $"seed {seed}, round {round}: {actual}, expected {expected}\n{text}");
        }
    }

    static string Text(Random random, int longest)
    {
        var text = new StringBuilder();
        var words = random.Next(1, longest + 1);
        for (var i = 0; i < words; i++)
            text.Append(Word(random)).Append(random.Next(12) == 0 ? "" : " ");
        return random.Next(20) == 0 ? text.ToString().ToUpperInvariant() : text.ToString();
    }

    static string Word(Random random)
    {
        var word = random.Next(20) switch
        {
            < 5 => Pick(random, Rated),
            < 12 => Pick(random, Named),
            < 14 => Pick(random, VaderWords.Negations),
            < 16 => Pick(random, random.Next(2) == 0 ? VaderWords.Intensifiers : VaderWords.Dampeners),
            < 17 => Pick(random, Pictures),
            _ => Pick(random, Odd),
        };
        word = random.Next(12) switch
        {
            0 => word.ToUpperInvariant(),
            1 => word.Replace('k', '\u212A'),
            2 => Pick(random, ["!", "(", "\"", "#"]) + word,
            3 => word + Pick(random, ["!", "?", "??", ",", ".", ")", "\uFE0F"]),
            _ => word,
        };
        return word;
    }

    static string Pick(Random random, ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
