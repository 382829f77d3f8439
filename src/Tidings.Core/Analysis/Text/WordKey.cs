using System.Buffers.Binary;
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

    // 2^64 divided by the golden ratio.
    const ulong HashPrime = 0x9E3779B97F4A7C15;

    // More marks on one letter make no word; the limit bounds the work of sorting them.
    const int MaxMarks = 32;

    /// <summary>The hash of a key.</summary>
    public static uint Hash(ReadOnlySpan<byte> key) => Hash(key, 0, key.Length);

    /// <summary>
    /// The hash of the key of an ASCII word, without writing the key: bit 0x20, which tells small letters from capitals
    /// and is set in digits, is set in every byte.
    /// </summary>
    /// <param name="text">The text around the word: reading beyond the word's end is quicker than not to.</param>
    /// <param name="start">Offset of the word.</param>
    /// <param name="length">Its length in bytes.</param>
    public static uint Hash(ReadOnlySpan<byte> text, int start, int length)
    {
        var hash = (ulong)length;
        for (; length > 0; start += 8, length -= 8)
        {
            var rest = text[start..];
            var eight = rest.Length >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(rest) : ReadShort(rest);
            eight |= 0x2020202020202020;
            if (length < 8)
                eight &= (1UL << (length * 8)) - 1;
            hash = (hash ^ eight) * HashPrime;
            hash ^= hash >> 32;
        }
        return (uint)hash;
    }

    static ulong ReadShort(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
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
