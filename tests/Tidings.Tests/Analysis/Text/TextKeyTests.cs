using System.Globalization;
using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Text;

public sealed class TextKeyTests
{
    static long Key(string text) => TextKey.Compute(Encoding.UTF8.GetBytes(text), SimpleEntities.Of(text));

    // The keys are in databases: this file only ever grows.
    [Fact]
    public void Compute_TextsOfTheGoldenFile_GivesTheStoredKeys()
    {
        var path = Path.Combine(SharedData.RepositoryRoot, "tests/Tidings.Tests/Analysis/Text/text-keys.golden.tsv");
        var lines = File.ReadAllLines(path);
        Assert.True(lines.Length >= 12);
        foreach (var line in lines)
        {
            var (key, text) = (line[..16], System.Text.RegularExpressions.Regex.Unescape(line[17..]));
            Assert.Equal(key, Key(text).ToString("x16", CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("Hello World", "  hello\t\r\n world ")]
    [InlineData("HELLO", "hello")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("Жизнь ПРЕКРАСНА", "жизнь прекрасна")]
    [InlineData("up and away", "up and away https://example.org/a")]
    [InlineData("up and away", "@one @two up https://example.org/a and\u00A0\u3000away")]
    [InlineData("#Btc up", "#btc up")]
    public void Compute_SameWords_GivesSameKey(string one, string other) => Assert.Equal(Key(one), Key(other));

    [Theory]
    [InlineData("hello", "hello!")]
    [InlineData("a b", "ab")]
    [InlineData("#btc up", "#eth up")]
    [InlineData("caf\u00E9", "cafe\u0301")]
    [InlineData("\uFFFD", "")]
    public void Compute_OtherWords_GivesOtherKey(string one, string other) => Assert.NotEqual(Key(one), Key(other));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\u2003\u00A0 ")]
    [InlineData("https://example.org/a @one  @two")]
    public void Compute_NothingLeft_GivesZero(string text) => Assert.Equal(0, Key(text));

    [Fact]
    public void Compute_InvalidBytes_CountAsReplacementCharacter()
    {
        Assert.Equal(Key("a\uFFFDb"), TextKey.Compute([(byte)'a', 0xFF, (byte)'b'], []));
        Assert.Equal(Key("a\uFFFD"), TextKey.Compute([(byte)'a', 0xF0, 0x9F, 0x98], []));
        Assert.Equal(Key("\uFFFD\uFFFD"), TextKey.Compute([0xC0, 0x80], []));
    }

    [Fact]
    public void Compute_RandomText_EqualsTheHashOfThePlainlyFoldedText()
    {
        string[] parts = [" ", "  ", "\n", "\t", "a", "Z", "Word", "é", "É", "Σ", "漢", "😀", "\u00A0", "\u2003", "\u0301", "x y", "0123456789abcdefABCDEF"];
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 400)).Select(_ => parts[random.Next(parts.Length)]));
            var words = new StringBuilder();
            foreach (var rune in text.EnumerateRunes())
                words.Append(Rune.IsWhiteSpace(rune) ? " " : new Rune(CaseFold.Of(rune.Value)).ToString());
            var plain = string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
            var expected = plain.Length == 0 ? 0 : (long)new XxHash64().Finish(Encoding.UTF8.GetBytes(plain));
            Assert.True(expected == TextKey.Compute(Encoding.UTF8.GetBytes(text), []), string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        }
    }

    [Fact]
    public void Compute_EntitiesOutOfBoundsOrOrder_DoesNotThrow()
    {
        Entity[] entities = [new(EntityKind.Url, 8, 4), new(EntityKind.Mention, -5, 2), new(EntityKind.Url, 1, 3), new(EntityKind.Url, 3, 99)];
        Assert.NotEqual(1, TextKey.Compute("hello world"u8, entities));
    }
}
