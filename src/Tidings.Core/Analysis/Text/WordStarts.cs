using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// With what the key of a word begins, by the word's first code point: computed once each and then remembered.
/// </summary>
static class WordStarts
{
    /// <summary>No word begins with the code point.</summary>
    public const int None = -1;

    /// <summary>The key has nothing of the code point: it begins with what follows.</summary>
    public const int Unknown = -2;

    // By the upper bits of a code point, then by the lower eight; 0 is not asked yet. Threads may write the same answer
    // twice, no harm done.
    static readonly int[]?[] Pages = new int[0x1100][];

    /// <summary>
    /// The first code point of the keys of all words that begin with this one, or <see cref="None"/> or
    /// <see cref="Unknown"/>. Where it is a mark, it may be another mark, because they are put in order.
    /// </summary>
    public static int Of(int codePoint) => Pages[codePoint >> 8]?[codePoint & 0xFF] is { } start and not 0
        ? start
        : Compute(codePoint);

    static int Compute(int codePoint)
    {
        var start = None;
        if (WordClasses.Of(codePoint) is not (WordClass.Separator or WordClass.Ignorable))
        {
            Span<byte> word = stackalloc byte[4];
            Span<byte> key = stackalloc byte[WordKey.MaxLength];
            var length = WordKey.Write(word[..new Rune(codePoint).EncodeToUtf8(word)], key);
            Rune.DecodeFromUtf8(key[..Math.Max(length, 0)], out var first, out _);
            start = length > 0 ? first.Value : Unknown;
        }
        (Pages[codePoint >> 8] ??= new int[256])[codePoint & 0xFF] = start;
        return start;
    }
}
