using System.Runtime.Intrinsics;

namespace Tidings.Analysis;

/// <summary>Where in a block of up to 64 bytes words may be: a bit for each byte, the lowest for the first.</summary>
/// <param name="Letters">ASCII letters, digits and <c>_</c>.</param>
/// <param name="High">Bytes that are not ASCII.</param>
readonly record struct WordBits(ulong Letters, ulong High)
{
    /// <summary>Bytes of a whole block.</summary>
    public const int BlockLength = 64;

    /// <summary>Looks at a block of at most <see cref="BlockLength"/> bytes.</summary>
    public static WordBits Of(ReadOnlySpan<byte> block)
    {
        ulong letters = 0;
        ulong high = 0;
        var i = 0;
        for (; i <= block.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(block[i..]);
            letters |= (ulong)LettersOf(bytes) << i;
            high |= (ulong)bytes.ExtractMostSignificantBits() << i;
        }
        if (i == block.Length)
            return new(letters, high);
        if (block.Length >= Vector128<byte>.Count)
        {
            // The last vector again, moved back to end with the block; the bytes already seen are shifted out.
            var bytes = Vector128.Create(block[^Vector128<byte>.Count..]);
            var seen = i - (block.Length - Vector128<byte>.Count);
            letters |= (ulong)(LettersOf(bytes) >> seen) << i;
            high |= (ulong)(bytes.ExtractMostSignificantBits() >> seen) << i;
            return new(letters, high);
        }
        for (; i < block.Length; i++)
        {
            var folded = WordClasses.Folded[block[i]];
            letters |= (folded is not (0 or WordClasses.NotAscii) ? 1UL : 0) << i;
            high |= (ulong)(block[i] >> 7) << i;
        }
        return new(letters, high);
    }

    /// <summary>A bit for each ASCII letter, digit and <c>_</c> of 16 bytes.</summary>
    public static uint LettersOf(Vector128<byte> bytes)
    {
        var letters = Vector128.LessThan(
            (bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'),
            Vector128.Create((byte)26));
        var digits = Vector128.LessThan(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
        return (letters | digits | Vector128.Equals(bytes, Vector128.Create((byte)'_'))).ExtractMostSignificantBits();
    }
}
