using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis;

public sealed class HashtagKeyTests
{
    [Theory]
    [InlineData("#Bitcoin", "bitcoin")]
    [InlineData("BITCOIN_2024", "bitcoin_2024")]
    [InlineData("＃ＢＩＴＣＯＩＮ", "bitcoin")]
    [InlineData("##﹟twice", "twice")]
    [InlineData(" # new year ", "newyear")]
    [InlineData("#new\u3000year\u00A0now", "newyearnow")]
    [InlineData("#a#b", "a#b")]
    [InlineData("#CAFE\u0301", "café")]
    [InlineData("#ﬁne", "fine")]
    [InlineData("#ﾊﾟﾝ", "パン")]
    [InlineData("#ΟΔΟΣ #ΟΔΟς", "οδοσ#οδοσ")]
    [InlineData("#Straße", "straße")]
    [InlineData("#МОСКВА", "москва")]
    [InlineData("#𐐀𐐁", "𐐨𐐩")]
    [InlineData("#2¨x", "2\u0308x")]
    [InlineData("#a¨", "ä")]
    [InlineData("#x\uFFFE", "x\uFFFD")]
    [InlineData("", "")]
    [InlineData("#", "")]
    [InlineData("＃\u3000", "")]
    public void Normalize_Spellings_MeetInOneKey(string tag, string expected) =>
        Assert.Equal(expected, Key(Encoding.UTF8.GetBytes(tag)));

    [Theory]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "\uFFFD\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0x41, 0xFF, 0x42 }, "a\uFFFDb")]
    [InlineData(new byte[] { 0x23, 0xE3, 0x81 }, "\uFFFD")]
    public void Normalize_InvalidBytes_BecomeReplacements(byte[] tag, string expected) =>
        Assert.Equal(expected, Key(tag));

    // As sets of code points each, so that no character can throw, burst the bound or change in a second round.
    [Fact]
    public void Normalize_EveryCodePoint_FitsAndIsStable()
    {
        Span<byte> tag = stackalloc byte[4];
        Span<byte> once = stackalloc byte[HashtagKey.MaxLength(4)];
        Span<byte> twice = stackalloc byte[HashtagKey.MaxLength(once.Length)];
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value))
                continue;
            var length = new Rune(value).EncodeToUtf8(tag);
            var key = once[..HashtagKey.Normalize(tag[..length], once[..HashtagKey.MaxLength(length)])];
            var again = twice[..HashtagKey.Normalize(key, twice)];
            Assert.True(again.SequenceEqual(key), $"U+{value:X4}: {Encoding.UTF8.GetString(key)} became {Encoding.UTF8.GetString(again)}");
        }
    }

    [Fact]
    public void Normalize_AnyBytes_IsIdempotent()
    {
        for (var seed = 0; seed < 40_000; seed++)
        {
            var tag = RandomText.Make(new Random(seed), invalid: true);
            var key = Key(tag);
            var again = Key(Encoding.UTF8.GetBytes(key));
            Assert.True(key == again, $"seed {seed}: '{key}' became '{again}'");
            Assert.True(!key.StartsWith('#') && !key.Any(char.IsWhiteSpace), $"seed {seed}: '{key}'");
        }
    }

    [Fact]
    public void Normalize_AnyText_EqualsItsDefinition()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var tag = Encoding.UTF8.GetString(RandomText.Make(new Random(seed), invalid: false)).Replace('\uFFFE', '!');
            var folded = tag.Normalize(NormalizationForm.FormKC).EnumerateRunes()
                .Where(rune => !Rune.IsWhiteSpace(rune)).SkipWhile(rune => rune.Value == '#')
                .Select(rune => Rune.ToLowerInvariant(rune).ToString());
            var expected = string.Concat(folded).Replace('ς', 'σ').Normalize(NormalizationForm.FormKC);
            Assert.True(expected == Key(Encoding.UTF8.GetBytes(tag)), $"seed {seed}: '{tag}'");
        }
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("äöü")]
    public void Normalize_DestinationTooSmall_Throws(string tag) =>
        Assert.Throws<ArgumentException>("destination", () => Normalize(Encoding.UTF8.GetBytes(tag), new byte[2]));

    [Fact]
    public void Normalize_WarmedUp_AllocatesNothing()
    {
        var destination = new byte[200];
        HashtagKey.Normalize("#Żółć"u8, destination);
        Assert.Equal(0, Cost.LeastAllocation(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                HashtagKey.Normalize("#BitCoin"u8, destination);
                HashtagKey.Normalize("#Żółć"u8, destination);
            }
        }));
    }

    static int Normalize(byte[] tag, byte[] destination) => HashtagKey.Normalize(tag, destination);

    static string Key(byte[] tag)
    {
        var destination = new byte[HashtagKey.MaxLength(tag.Length)];
        return Encoding.UTF8.GetString(destination.AsSpan(0, HashtagKey.Normalize(tag, destination)));
    }
}
