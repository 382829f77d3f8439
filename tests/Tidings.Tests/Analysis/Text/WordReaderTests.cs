using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Text;

public sealed class WordReaderTests
{
    static string Words(string text, Entity[]? entities = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new WordReader(bytes, entities ?? [], new byte[WordKey.MaxLength]);
        var words = new List<string>();
        while (reader.Next())
            words.Add(Encoding.UTF8.GetString(bytes, reader.Start, reader.End - reader.Start));
        return string.Join('|', words);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" .,! 😀 ", "")]
    [InlineData("Bitcoin's up, 20%!", "Bitcoin|s|up|20")]
    [InlineData("snake_case _x_", "snake_case|_x_")]
    [InlineData("caf\u00E9 cafe\u0301 \u0301x", "caf\u00E9|cafe\u0301|\u0301x")]
    [InlineData("Жизнь,жить", "Жизнь|жить")]
    [InlineData("مرحبا بالعالم", "مرحبا|بالعالم")]
    [InlineData("नमस्ते दुनिया", "नमस्ते|दुनिया")]
    [InlineData("今日BTCを", "今|日|BTC|を")]
    [InlineData("ビ\u3099x", "ビ\u3099|x")]
    [InlineData("ﾋﾞ", "ﾋﾞ")]
    [InlineData("비트BTC는", "비|트|BTC|는")]
    [InlineData("\u1112\u1161\u11AB", "\u1112\u1161\u11AB")]
    [InlineData("ดี", "ดี")]
    [InlineData("bit\u00ADcoin\u200D🚀", "bit\u00ADcoin\u200D")]
    [InlineData("a\u200Bb", "a|b")]
    [InlineData("x😀y", "x|y")]
    [InlineData("𝐛𝐢𝐭 ａｂｃ", "𝐛𝐢𝐭|ａｂｃ")]
    public void Next_AnyScript_StopsAtWordBoundaries(string text, string words) => Assert.Equal(words, Words(text));

    [Fact]
    public void Next_UrlAndMention_ArePassedOver() =>
        Assert.Equal("see|tag|now", Words("see @someone https://a.example/b #tag now", SimpleEntities.Of("see @someone https://a.example/b #tag now")));

    [Theory]
    [InlineData("今", "今"), InlineData("ｶ", "カ"), InlineData("ｗ", "w"), InlineData("Ж", "ж"), InlineData("\u212A", "k")]
    [InlineData("각", "\u1100\u1161\u11A8")]
    public void Is_OneCodePoint_ComparesItsKey(string word, string key)
    {
        var reader = new WordReader(Encoding.UTF8.GetBytes(word), [], new byte[WordKey.MaxLength]);
        for (var time = 0; time < 2; time++) // computed, then remembered
        {
            var again = reader;
            Assert.True(again.Next() && again.HasKey);
            Assert.Equal(WordKey.Hash(Encoding.UTF8.GetBytes(key)), again.Hash);
            Assert.True(again.Is(Encoding.UTF8.GetBytes(key)));
            Assert.False(again.Is(Encoding.UTF8.GetBytes(key + "x")));
        }
    }

    [Fact]
    public void RuneHashes_EveryCodePoint_IsTheHashOfItsKey()
    {
        Span<byte> word = stackalloc byte[4];
        Span<byte> key = stackalloc byte[WordKey.MaxLength];
        for (var codePoint = 0; codePoint < 0x2_0000; codePoint++)
        {
            if (!Rune.TryCreate(codePoint, out var rune))
                continue;
            var length = WordKey.Write(word[..rune.EncodeToUtf8(word)], key);
            for (var time = 0; time < 2; time++)
            {
                Assert.Equal(length > 0, RuneHashes.TryGet(codePoint, out var hash));
                if (length > 0)
                    Assert.Equal(WordKey.Hash(key[..length]), hash);
            }
        }
    }

    [Fact]
    public void Next_RandomBytes_CoversEveryAsciiLetterOnce()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = random.Next(3) > 0 ? (byte)random.Next(' ', 0x7F) : bytes[i];
            var reader = new WordReader(bytes, [], new byte[WordKey.MaxLength]);
            var covered = new bool[bytes.Length];
            for (var last = 0; reader.Next(); last = reader.End)
            {
                Assert.True(reader.Start >= last && reader.End > reader.Start, $"seed {seed}");
                covered.AsSpan(reader.Start, reader.End - reader.Start).Fill(true);
            }
            for (var i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] < 0x80)
                    Assert.True(covered[i] == (char.IsAsciiLetterOrDigit((char)bytes[i]) || bytes[i] == '_'), $"seed {seed}, byte {i}");
            }
        }
    }

    [Fact]
    public void Hash_AsciiWord_EqualsTheHashOfItsKey()
    {
        var longest = new string('Q', WordKey.MaxLength);
        foreach (var word in (string[])["a", "Bitcoin", "BITCOINS", "bitcoin_1", "0123456789ABCDEF", "abcdefghijklmnopqrstuvwxyz_0123456789", longest])
        {
            foreach (var behind in (string[])["", " ", "                                                                        "])
            {
                var reader = new WordReader(Encoding.ASCII.GetBytes(word + behind), [], new byte[WordKey.MaxLength]);
                Assert.True(reader.Next());
#pragma warning disable CA1308 // the key is lower case
                Assert.Equal(WordKey.Hash(Encoding.ASCII.GetBytes(word.ToLowerInvariant())), reader.Hash);
#pragma warning restore CA1308
            }
        }
    }

    [Fact]
    public void Next_WordsAroundTheBlockLength_AreReadWhole()
    {
        for (var before = 0; before < 70; before++)
        {
            for (var length = 1; length < 140; length++)
            {
                var word = new string('w', length);
                Assert.Equal($"a|{word}|b", Words($"a{new string(' ', before + 1)}{word} b"));
            }
        }
    }

    [Theory]
    [InlineData("Ｂｉｔｃｏｉｎ", "bitcoin")]
    [InlineData("𝐁𝐢𝐭", "bit")]
    [InlineData("Cafe\u0301", "café")]
    [InlineData("bit\u00ADco\uFE0Fin", "bitcoin")]
    [InlineData("ﾋﾞ", "ビ")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("ΟΔΟΣ", "οδοσ")]
    [InlineData("e\u0302\u0323", "\u1EC7")] // marks in another order than the canonical one
    public void Write_Spellings_GiveOneKey(string word, string other) => Assert.Equal(Key(other), Key(word));

    [Fact]
    public void Write_TooLongOrTooManyMarks_GivesMinusOne()
    {
        Assert.Null(Key(new string('a', 257)));
        Assert.Null(Key("a" + new string('\u0301', 33)));
        Assert.Equal(new string('a', 256), Key(new string('A', 256)));
    }

    static string? Key(string word)
    {
        var buffer = new byte[WordKey.MaxLength];
        var length = WordKey.Write(Encoding.UTF8.GetBytes(word), buffer);
        return length < 0 ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }
}
