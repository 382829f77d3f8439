using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Sentiment.Vader;

public sealed class VaderLexiconTests
{
    [Fact]
    public void Lists_Lengths_AreThoseOfTheOriginal()
    {
        Assert.Equal(60, VaderWords.Intensifiers.Length);
        Assert.Equal(21, VaderWords.Dampeners.Length);
        Assert.Equal(59, VaderWords.Negations.Length);
    }

    [Fact]
    public void Terms_Order_IsThatOfTheEnum() =>
        Assert.Equal(Enum.GetNames<VaderTerm>().Skip(1).Select(name => name.ToLowerInvariant()), VaderWords.Terms.ToArray());

    [Fact]
    public void Shared_EveryRatedWord_IsFoundWithItsRating()
    {
        var lexicon = VaderLexicon.Shared;
        var count = 0;
        foreach (var (word, rating) in VaderReference.Lexicon)
        {
            var number = Find(word);
            Assert.True(lexicon.IsRated(number), word);
            Assert.Equal(rating, lexicon[number].Valence);
            count++;
        }
        Assert.Equal(7_487, count);
    }

    [Theory]
    [InlineData("goo")]
    [InlineData("goodx")]
    [InlineData("Good")]
    [InlineData("disadvantageousnessdisadvantageousness")]
    public void Find_UnknownWord_IsZero(string word) => Assert.Equal(0, Find(word));

    [Fact]
    public void Emoji_EveryCodePointThatIsNotCopied_MayBeSpecial()
    {
        for (var codePoint = 0x80; codePoint <= 0x10FFFF; codePoint++)
        {
            if (!Rune.TryCreate(codePoint, out var rune))
                continue;
            if (VaderReference.Emoji.ContainsKey(rune) || Rune.IsWhiteSpace(rune) || codePoint is 0x212A or 0xFFFD)
                Assert.True(VaderEmoji.Shared.MayBeSpecial(codePoint), $"U+{codePoint:X4}");
        }
        Assert.False(VaderEmoji.Shared.MayBeSpecial('日'));
    }

    [Fact]
    public void Emoji_EveryName_IsFound()
    {
        Assert.Equal(1_212, VaderReference.Emoji.Count);
        foreach (var (emoji, name) in VaderReference.Emoji)
            Assert.Equal(name, Encoding.UTF8.GetString(VaderEmoji.Shared.NameOf(emoji.Value)));
    }

    [Theory]
    [InlineData('a')]
    [InlineData(0x1F1E9)]
    [InlineData(0x1FAE0)]
    [InlineData(0x10FFFF)]
    public void Emoji_OtherCodePoint_HasNoName(int codePoint) => Assert.True(VaderEmoji.Shared.NameOf(codePoint).IsEmpty);

    static int Find(string word)
    {
        Span<byte> padded = stackalloc byte[64];
        return VaderLexicon.Shared.Find(padded, Encoding.UTF8.GetBytes(word, padded));
    }
}
