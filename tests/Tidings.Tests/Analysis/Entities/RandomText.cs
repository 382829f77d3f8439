using System.Text;

namespace Tidings.Tests.Analysis;

/// <summary>Makes hostile texts: pieces of grammar, all kinds of letters, and bytes that are not UTF-8.</summary>
static class RandomText
{
    static readonly string[] Pieces =
    [
        "#", "#", "＃", "@", "@", "＠", "$", "$", ".", ".", "/", ":", "://", "http://", "https://", "t.co/", "com", "co.uk", "みんな",
        "xn--", "foo", "Bar", "a", "1", "_", "-", "+", "~", "!", "?", "&", "(", ")", "((", " ", "\n", "\u3000", "。", "日本", "é", "Ж",
        "اب", "\u0301", "\uFE0F", "\u20E3", "\u200D", "\u200E", "\uFEFF", "\uFFFE", "😀", "👨‍👩", "𝔘", "RT", "rt:", "/list", "BTC", "’", "\"",
    ];

    // a lead byte alone, a continuation alone, surrogates (D800, DFFF), an overlong slash, cut sequences, beyond U+10FFFF
    static readonly byte[][] Invalid =
    [
        [0xEF], [0x80], [0xBF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xC0, 0xAF], [0xE3, 0x81], [0xEF, 0xBC], [0xF0, 0x9F, 0x98],
        [0xF4, 0x90, 0x80, 0x80], [0xFF], [0x00],
    ];

    public static byte[] Make(Random random, bool invalid)
    {
        var bytes = new List<byte>();
        for (var count = random.Next(1, 16); count > 0; count--)
        {
            if (invalid && random.Next(6) == 0)
                bytes.AddRange(Invalid[random.Next(Invalid.Length)]);
            else if (random.Next(12) == 0)
                bytes.AddRange(Encoding.UTF8.GetBytes(AnyRune(random).ToString()));
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
        }
        return [.. bytes];
    }

    static Rune AnyRune(Random random)
    {
        var value = random.Next(3) switch { 0 => random.Next(0x3000), 1 => random.Next(0x10000), _ => random.Next(0x110000) };
        return Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar;
    }
}
