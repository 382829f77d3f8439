using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Happiness;

/// <summary>The quick search for emoticons against one that tries every entry at every place.</summary>
[Collection("Alone")]
public sealed class HappySearchTests
{
    [Theory]
    [InlineData(":)(-D_x")] // searched by rare bytes
    [InlineData(":)aeo t")] // by pairs and fours
    [InlineData(":ab:c)")]
    public void IsMatch_RandomTexts_EqualsTryingEachPlace(string alphabet)
    {
        var happy = 0;
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var entries = Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Word(random, alphabet, 2 + random.Next(random.Next(1, 7)))).ToArray();
            var text = Word(random, alphabet + "z1", random.Next(24));
            var expected = IsMatchByTrying(text, entries);
            happy += expected ? 1 : 0;
            var found = new HappyMatcher(entries).IsMatch(Encoding.UTF8.GetBytes(text), []);
            Assert.True(expected == found, $"seed {seed}: '{text}' with '{string.Join("' '", entries)}' gives {found}");
        }
        Assert.InRange(happy, 500, 19_500);
    }

    static string Word(Random random, string alphabet, int length)
    {
        var word = new string(random.GetItems<char>(alphabet, length));
        return word.Length > 0 && string.IsNullOrWhiteSpace(word) ? ":" + word : word;
    }

    static bool IsMatchByTrying(string text, string[] entries)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == ':' && Shortcode.EndAt(bytes, i) is var end and > 0)
            {
                if (entries.Contains(text[i..end], StringComparer.Ordinal))
                    return true;
                i = end - 1;
                continue;
            }
            var shortest = entries.Where(entry => text.AsSpan(i).StartsWith(entry, StringComparison.Ordinal)).Select(entry => entry.Length)
                .DefaultIfEmpty(0).Min();
            if (shortest > 0 && !Enumerable.Range(i + 1, shortest - 1).Any(j => bytes[j] == ':' && Shortcode.EndAt(bytes, j) > 0))
                return true;
        }
        return false;
    }
}
