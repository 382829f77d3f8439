using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Text;

public sealed class WordFilterTests
{
    // What folds, decomposes, is put in order, left out or joined to what stands beside it.
    static readonly string[] Letters =
    [
        "a", "B", "f", "R", "e", "i", "K", "1", "_", "é", "É", "e\u0301", "ﬁ", "ｆ", "Ｒ", "𝐟", "ſ", "\u212A", "ª", "ʰ", "ⁿ", "ẛ", "ʼ",
        "\u00AD", "\u200D", "\uFE0F", "\u0301", "\u0323", "\u034F", "今", "日", "の", "ﾋ", "ﾞ", "비", "트", "ㅂ", "\u1107", "\u1161",
        "ต", "ดี", "Ж", "ж", "ß", "İ", "\u037A", "ﷺ", "ب", "ن\u0651", "न", "\u093E", "𠀀",
    ];

    static readonly byte[][] Between =
    [
        .. ((string[])[" ", "  ", ".", "-", "'", "’", "。", "\u3000", "😀", "（", "Ⅷ", "²", "№", "＿", ". . . . . . . . . . . . . . ."]).Select(Encoding.UTF8.GetBytes),
        [0xE3], [0x80], [0xC3], [0xEF, 0xBD], [0xF0, 0x9D, 0x90], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xFF],
    ];

    [Fact]
    public void MayFoldToAscii_EveryCodePoint_CoversThoseWhoseKeysBeginWithAscii()
    {
        Span<byte> bytes = stackalloc byte[4];
        var folding = 0;
        for (var codePoint = 0x80; codePoint <= 0x10FFFF; codePoint++)
        {
            if (!Rune.TryCreate(codePoint, out var rune) || WordStarts.Of(codePoint) is not (WordStarts.Unknown or (>= 0 and < 0x80)))
                continue;
            folding++;
            rune.EncodeToUtf8(bytes);
            Assert.True(WordFilter.MayFoldToAscii(bytes[0]), $"U+{codePoint:X4}");
        }
        Assert.True(folding > 1000, "the mathematical alphabets alone have more letters");
    }

    [Theory]
    [InlineData("win", "win WIN wInner unwin w\u00ADin w \u0301win 今win", true)]
    [InlineData("win", "one two three was wonder", false)]
    [InlineData("x", "x", true), InlineData("x", "xx xy x1 x_ ax", false)]
    [InlineData("café", "CAFE\u0301", true), InlineData("café", "coffee", false)]
    [InlineData("日本", "日", true), InlineData("日", "今日は日本", true), InlineData("日", "今月の本", false)]
    [InlineData("비", "트비트", true), InlineData("비", "트", false), InlineData("비", "ᄇ", true)]
    [InlineData("\u0323a", "\u0301\u0323a", true)]
    public void TryFindRun_Text_FindsPlacesWorthALook(string word, string text, bool found)
    {
        var filter = new WordFilter();
        Add(filter, new(), word);
        Assert.Equal(found, filter.TryFindRun(Encoding.UTF8.GetBytes(text), 0, out _, out _));
    }

    [Fact]
    public void Next_RandomText_PassesOverNoConfiguredWord()
    {
        var found = 0;
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var filter = new WordFilter();
            var table = new WordTable();
            var isAscii = random.Next(2) == 0;
            for (var words = random.Next(1, 4); words > 0; words--)
                Add(filter, table, Word(random, random.Next(1, 4), isAscii));
            var text = Text(random);
            var entities = Entities(random, text.Length);

            var plain = new WordReader(text, entities, new byte[WordKey.MaxLength]);
            var filtered = new WordReader(text, entities, new byte[WordKey.MaxLength]);
            while (NextKnown(ref plain, table, null) is >= 0 and var word)
            {
                found++;
                Assert.True(
                    word == NextKnown(ref filtered, table, filter)
                        && (plain.Start, plain.End, plain.IsContinued) == (filtered.Start, filtered.End, filtered.IsContinued),
                    $"seed {seed}");
                var behind = plain; // a phrase is followed on a copy, without the filter
                var behindFiltered = filtered;
                Assert.True(behind.Next() == behindFiltered.Next() && behind.Start == behindFiltered.Start, $"seed {seed}");
            }
            Assert.True(NextKnown(ref filtered, table, filter) < 0, $"seed {seed}");
        }
        Assert.True(found > 5_000, $"only {found} words were there to be found");
    }

    [Fact]
    public void MayBe_RandomTag_IsTrueWhereTheKeysAreEqual()
    {
        string[] signs = [".", " ", "-", "\u0001", "\u3000", "’", "_"];
        var key = new byte[WordKey.MaxLength];
        var (equal, ruledOut) = (0, 0);
        for (var seed = 0; seed < 100_000; seed++)
        {
            var random = new Random(seed);
            string Tag() => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(
                _ => random.Next(6) == 0 ? signs[random.Next(signs.Length)] : Word(random, 1, random.Next(3) > 0)));
            var filter = new WordFilter();
            var table = new WordTable();
            Add(filter, table, Tag());
            var tag = Encoding.UTF8.GetBytes(Tag());
            var length = WordKey.Write(tag, key);
            var isKnown = length > 0 && table.Find(key.AsSpan(0, length)) >= 0;
            equal += isKnown ? 1 : 0;
            ruledOut += filter.MayBe(tag) ? 0 : 1;
            Assert.True(!isKnown || filter.MayBe(tag), $"seed {seed}");
        }
        Assert.True(equal > 500 && ruledOut > 20_000, $"{equal} equal, {ruledOut} ruled out");
    }

    static int NextKnown(ref WordReader reader, WordTable table, WordFilter? filter)
    {
        while (filter is null ? reader.Next() : reader.Next(filter))
            if (table.Find(reader) is >= 0 and var word)
                return word;
        return -1;
    }

    static void Add(WordFilter filter, WordTable table, string word)
    {
        var key = new byte[WordKey.MaxLength];
        var length = WordKey.Write(Encoding.UTF8.GetBytes(word), key);
        if (length <= 0)
            return;
        filter.Add(key.AsSpan(0, length));
        table.Add(key.AsSpan(0, length));
    }

    static string Word(Random random, int letters, bool isAscii) =>
        string.Concat(Enumerable.Range(0, letters).Select(_ => Letters[random.Next(isAscii ? 9 : Letters.Length)]));

    static byte[] Text(Random random)
    {
        var bytes = new List<byte>();
        for (var words = random.Next(1, 60); words > 0; words--)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(Word(random, random.Next(20) == 0 ? random.Next(80) : random.Next(1, 4), random.Next(2) == 0)));
            if (random.Next(4) > 0)
                bytes.AddRange(Between[random.Next(Between.Length)]);
        }
        return [.. bytes];
    }

    // Anywhere, also within code points.
    static Entity[] Entities(Random random, int length)
    {
        var entities = new List<Entity>();
        for (var at = random.Next(100); at < length && random.Next(3) > 0; at += random.Next(1, 40))
            entities.Add(new((EntityKind)random.Next(4), at, at += random.Next(12)));
        return [.. entities];
    }
}
