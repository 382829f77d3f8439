using System.Globalization;
using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Text;

public sealed class CaseFoldTests
{
    [Theory]
    [InlineData('A', 'a')]
    [InlineData('z', 'z')]
    [InlineData('ß', 'ß')]
    [InlineData('ẞ', 'ß')]
    [InlineData('ς', 'σ')]
    [InlineData('Σ', 'σ')]
    [InlineData('ſ', 's')]
    [InlineData('K', 'k')] // the Kelvin sign
    [InlineData('İ', 'İ')]
    [InlineData('ı', 'ı')]
    [InlineData('Ж', 'ж')]
    [InlineData('漢', '漢')]
    public void Of_KnownLetter_FoldsAsUnicodeSays(char from, char to) => Assert.Equal(to, (char)CaseFold.Of(from));

    [Theory]
    [InlineData(0x10400, 0x10428)] // Deseret
    [InlineData(0xAB70, 0x13A0)] // Cherokee folds to its capitals
    [InlineData(0x13A0, 0x13A0)]
    [InlineData(0x1FD3, 0x0390)]
    [InlineData(0xFB05, 0xFB06)]
    [InlineData(0x16EA0, 0x16EBB)] // new in Unicode 17
    [InlineData(0x10FFFF, 0x10FFFF)]
    public void Of_UnusualLetter_FoldsAsUnicodeSays(int from, int to) => Assert.Equal(to, CaseFold.Of(from));

    [Fact]
    public void Of_AnyCodePoint_IsStableUnderFoldingAndLowering()
    {
        for (var c = 0; c <= 0x10FFFF; c++)
        {
            if (!Rune.IsValid(c))
                continue;
            var folded = CaseFold.Of(c);
            Assert.Equal(folded, CaseFold.Of(folded));
            var lower = Rune.ToLowerInvariant(new Rune(c)).Value;
            if (c != 'İ' && CaseFold.Of(lower) != folded)
                Assert.Fail($"U+{c:X4} folds to U+{folded:X4}, its lower case U+{lower:X4} to U+{CaseFold.Of(lower):X4}");
        }
    }

    [Fact]
    public void Contains_WhiteSpace_AgreesWithTheRuntime()
    {
        for (var c = 0; c <= 0x10FFFF; c++)
        {
            if (Rune.IsValid(c))
                Assert.True(WhiteSpace.Contains(c) == Rune.IsWhiteSpace(new Rune(c)), $"U+{c:X4}");
        }
    }

    [Fact]
    public void Contains_Pictographic_AgreesWithEmojiData()
    {
        var expected = new HashSet<int>();
        using var reader = new StreamReader(SharedData.Open("unicode/emoji-data.txt.gz"));
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('#')[0].Split(';', StringSplitOptions.TrimEntries);
            if (fields.Length < 2 || fields[1] != "Extended_Pictographic")
                continue;
            var ends = fields[0].Split("..").Select(x => int.Parse(x, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            expected.UnionWith(Enumerable.Range(ends[0], ends[^1] - ends[0] + 1));
        }
        Assert.NotEmpty(expected);
        for (var c = 0; c <= 0x10FFFF; c++)
            Assert.True(expected.Contains(c) == Pictographic.Contains(c), $"U+{c:X4}");
    }
}
