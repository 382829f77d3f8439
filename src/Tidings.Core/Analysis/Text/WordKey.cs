using System.Runtime.CompilerServices;
using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// The form in which words are compared: NFKD, then simple case folding, per code point, without ignorable code points
/// and white space. The marks behind a letter are put in the order of their code points instead of the canonical one;
/// so <c>Ｂｉｔｃｏｉｎ</c> in full width and <c>café</c> written with a combining accent equal their plain forms.
/// </summary>
static class WordKey
{
    /// <summary>Most bytes that the key of a word may have; longer words are never looked up.</summary>
    public const int MaxLength = 256;

    const int MaxSource = 512;

    // More marks on one letter make no word; the limit bounds the work of sorting them.
    const int MaxMarks = 32;

    const uint HashSeed = 2166136261;
    const uint HashPrime = 16777619;

    /// <summary>The hash of no bytes at all (FNV-1a, 32 bits).</summary>
    public static uint StartHash => HashSeed;

    /// <summary>Adds one byte of a key to its hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint AddToHash(uint hash, byte value) => (hash ^ value) * HashPrime;

    /// <summary>The hash of a whole key.</summary>
    public static uint Hash(ReadOnlySpan<byte> key)
    {
        var hash = HashSeed;
        foreach (var value in key)
            hash = AddToHash(hash, value);
        return hash;
    }

    /// <summary>Writes the key of a word; gives its length, or -1 where it is too long or not a word at all.</summary>
    /// <param name="word">UTF-8; invalid bytes count as U+FFFD.</param>
    /// <param name="key">Room for <see cref="MaxLength"/> bytes.</param>
    [SkipLocalsInit]
    public static int Write(ReadOnlySpan<byte> word, Span<byte> key)
    {
        if (word.Length > MaxSource)
            return -1;
        var writer = new WordKeyWriter(key, stackalloc int[MaxMarks]);
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var rune, out var consumed);
            word = word[consumed..];
            var decomposed = rune.IsAscii ? "" : Decomposition.Of(rune.Value);
            if (decomposed.Length == 0)
            {
                writer.Add(rune);
                continue;
            }
            foreach (var part in decomposed.EnumerateRunes())
                writer.Add(part);
        }
        return writer.Finish();
    }
}
