using System.Numerics;

namespace Tidings.Sources;

ref partial struct JsonCursor
{
    const int BlockSize = 64;
    const ulong OddBits = 0xAAAA_AAAA_AAAA_AAAA;

    /// <summary>Behind the quote that ends a string, from its first backslash on.</summary>
    /// <remarks>
    /// A bit for each of 64 bytes, and no step for each escape: Langdale and Lemire, "Parsing Gigabytes of JSON per
    /// Second", The VLDB Journal 28 (2019), 3.1.1 and 3.1.2.
    /// </remarks>
    static int EscapedEnd(ReadOnlySpan<byte> json, int at)
    {
        ulong first = 0; // lowest bit: the byte at the place is escaped
        ulong hex = 0; // lowest bits: these bytes must be hexadecimal digits
        for (; json.Length - at >= BlockSize; at += BlockSize)
        {
            var block = StringBits.Of(json.Slice(at, BlockSize));
            // In a run of backslashes each second one is escaped. Taking the run from itself, moved on by a bit and
            // joined with the odd bits, makes the borrow alternate through it.
            var starts = block.Backslashes & ~first;
            var alternate = (((starts << 1) | OddBits) - starts) ^ OddBits;
            var escaped = alternate ^ (block.Backslashes | first);
            first = (alternate & block.Backslashes) >> 63;
            var broken = block.Controls;
            var others = escaped & ~block.Slashes; // most are slashes, in addresses
            if ((others | hex) != 0)
                broken |= BrokenEscapes(json.Slice(at, BlockSize), others, ref hex);
            var ends = block.Quotes & ~escaped;
            if ((broken & (ends ^ (ends - 1))) != 0) // up to the first end; all of them where there is none
                throw Broken();
            if (ends != 0)
                return at + BitOperations.TrailingZeroCount(ends) + 1;
        }
        // An escape that reaches over the place is read again from its backslash on.
        at -= first != 0 ? 1 : hex != 0 ? 6 - BitOperations.PopCount(hex) : 0;
        var isEscaped = true;
        return TailEnd(json, at, ref isEscaped);
    }

    /// <summary>A bit for each of 64 bytes: set where an escape is none.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="escaped">Set where one stands behind a backslash.</param>
    /// <param name="hex">Set where a hexadecimal digit is needed; becomes that for the next 64 bytes.</param>
    static ulong BrokenEscapes(ReadOnlySpan<byte> bytes, ulong escaped, ref ulong hex)
    {
        var block = EscapeBits.Of(bytes);
        var unicode = block.Unicode & escaped;
        var digits = (unicode << 1) | (unicode << 2) | (unicode << 3) | (unicode << 4) | hex;
        hex = (unicode >> 63) | (unicode >> 62) | (unicode >> 61) | (unicode >> 60);
        return (escaped & ~block.Escapes) | (digits & ~block.Hex);
    }
}
