using System.Text;

namespace Tidings.Tests.Sources;

/// <summary>Insides of JSON strings, full of escapes, some of them broken.</summary>
static class EscapedTexts
{
    static readonly byte[][] Sound =
    [
        .. new[]
        {
            "\\/", "\\/\\/", "\\\\", "\\\"", "\\n", "\\t", "\\r", "\\b", "\\f", "\\u00e9", "\\u0644\\u0627", "\\u20AC", "\\uD83D\\uDE00", "\\ud83d", "\\ude00", "\\ud83dx", "\\ud83d\\u0041",
            "\\u0000", "\\u007f", "\\u0080", "\\u07ff", "\\u0800", "\\uffff", "a", "u", "https:", "t.co", "the quick brown fox jumps over", "é", "€uro", "😀", "/",
        }.Select(Encoding.UTF8.GetBytes),
        [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80], [0xFF],
    ];

    static readonly byte[][] Unsound = [.. new[] { "\\x", "\\", "\\u", "\\u12", "\\u12g4", "\\U0041", "\u0001", "\u001f", "\n", "\"" }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Some pieces behind one another; one text of four has a broken piece.</summary>
    public static byte[] Next(Random random, int pieces)
    {
        var text = new List<byte>();
        var broken = random.Next(4) == 0 ? random.Next(pieces) : -1;
        for (var piece = 0; piece < pieces; piece++)
        {
            text.AddRange(piece == broken ? Unsound[random.Next(Unsound.Length)] : Sound[random.Next(Sound.Length)]);
            text.AddRange(Enumerable.Repeat((byte)'x', random.Next(4) == 0 ? random.Next(20) : 0));
        }
        return [.. text];
    }
}
