using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// The hashes of the keys of words of one code point, computed once each and then remembered: where scripts put no spaces
/// between words, nearly all words are such.
/// </summary>
static class RuneHashes
{
    // By the upper bits of a code point, then by the lower eight; 0 is unknown. Threads may write the same answer twice,
    // no harm done.
    static readonly uint[]?[] Pages = new uint[0x1100][];

    /// <summary>
    /// The hash of the word's key, as <see cref="WordKey.Hash(ReadOnlySpan{byte})"/> gives it; false where the word has
    /// no key.
    /// </summary>
    public static bool TryGet(int codePoint, out uint hash)
    {
        hash = Pages[codePoint >> 8]?[codePoint & 0xFF] ?? 0;
        return hash != 0 || TryCompute(codePoint, out hash);
    }

    static bool TryCompute(int codePoint, out uint hash)
    {
        Span<byte> word = stackalloc byte[4];
        Span<byte> key = stackalloc byte[WordKey.MaxLength];
        var length = WordKey.Write(word[..new Rune(codePoint).EncodeToUtf8(word)], key);
        hash = length > 0 ? WordKey.Hash(key[..length]) : 0;
        (Pages[codePoint >> 8] ??= new uint[256])[codePoint & 0xFF] = hash;
        return length > 0;
    }
}
