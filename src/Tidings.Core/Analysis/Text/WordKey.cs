using System.Runtime.CompilerServices;
using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// The form in which words are compared: NFKC, then simple case folding per code point, without ignorable code points.
/// So <c>Ｂｉｔｃｏｉｎ</c> in full width and <c>café</c> written with a combining accent equal their plain forms.
/// </summary>
static class WordKey
{
    /// <summary>Most bytes that the key of a word may have; longer words are never looked up.</summary>
    public const int MaxLength = 256;

    // Bounds the work of normalising, which is not linear in the length of a run of combining marks.
    const int MaxSource = 512;

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

    /// <summary>Writes the key of a word; gives its length, or -1 where it is too long. White space is left out.</summary>
    /// <param name="word">UTF-8; invalid bytes count as U+FFFD.</param>
    /// <param name="key">Room for <see cref="MaxLength"/> bytes.</param>
    public static int Write(ReadOnlySpan<byte> word, Span<byte> key)
    {
        if (word.Length > MaxSource)
            return -1;
        var used = 0;
        for (var i = 0; i < word.Length;)
        {
            Rune.DecodeFromUtf8(word[i..], out var rune, out var consumed);
            if (!IsStable(rune.Value))
                return WriteNormalised(word, key);
            if (!Append(rune, key, ref used))
                return -1;
            i += consumed;
        }
        return used;
    }

    [SkipLocalsInit]
    static int WriteNormalised(ReadOnlySpan<byte> word, Span<byte> key)
    {
        Span<char> decoded = stackalloc char[MaxSource];
        Span<char> normalised = stackalloc char[MaxSource];
        var length = 0;
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var rune, out var consumed);
            word = word[consumed..];
            if (WordClasses.Of(rune.Value) != WordClass.Ignorable)
                length += rune.EncodeToUtf16(decoded[length..]);
        }
        if (!((ReadOnlySpan<char>)decoded[..length]).TryNormalize(normalised, out var written, NormalizationForm.FormKC))
            return -1;
        var used = 0;
        foreach (var rune in normalised[..written].EnumerateRunes())
        {
            if (!Append(rune, key, ref used))
                return -1;
        }
        return used;
    }

    static bool Append(Rune rune, Span<byte> key, ref int used)
    {
        if (WhiteSpace.Contains(rune.Value))
            return true;
        if (!new Rune(CaseFold.Of(rune.Value)).TryEncodeToUtf8(key[used..], out var written))
            return false;
        used += written;
        return true;
    }

    // Letters that NFKC neither changes nor joins to a neighbour; enough of them that most words of most scripts are
    // read without normalising. Everything else is normalised, needed or not.
    static bool IsStable(int codePoint) => codePoint is < 0x80 or (>= 0xC0 and <= 0x131) or (>= 0x391 and <= 0x3CE)
        or (>= 0x400 and <= 0x482) or (>= 0x48A and <= 0x52F) or (>= 0x5D0 and <= 0x5EA) or (>= 0x621 and <= 0x64A)
        or (>= 0xE01 and <= 0xE32) or (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FA) or 0x30FC
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3);
}
