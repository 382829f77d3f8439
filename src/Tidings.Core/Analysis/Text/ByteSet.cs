using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tidings.Analysis;

/// <summary>A set of bytes that can be asked about 16 bytes at once.</summary>
/// <remarks>
/// The set is a table of 16 by 16 bits. A lookup by the lower four bits of a byte gives the row, one by the upper four
/// the bit in it (W. Muła, "SIMDized check which bytes are in a set", 2018).
/// </remarks>
sealed class ByteSet
{
    // By the lower four bits a bit for each value of the upper ones, those from 8 in the second table.
    readonly byte[] _asciiRows = new byte[16];
    readonly byte[] _highRows = new byte[16];

    /// <summary>Puts a byte into the set.</summary>
    public void Add(byte value) => RowsOf(value)[value & 15] |= (byte)(1 << (value >> 4 & 7));

    /// <summary>Whether the byte is in the set.</summary>
    public bool Contains(byte value) => (RowsOf(value)[value & 15] >> (value >> 4 & 7) & 1) != 0;

    /// <summary>A bit for each byte that is in the set, the lowest for the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Find(Vector128<byte> bytes)
    {
        var lower = bytes & Vector128.Create((byte)15);
        var upper = (bytes.AsUInt16() >> 4).AsByte() & Vector128.Create((byte)7);
        var rows = Vector128.ConditionalSelect(
            Vector128.LessThan(bytes.AsSByte(), Vector128<sbyte>.Zero).AsByte(),
            Vector128.Shuffle(Vector128.Create(_highRows), lower),
            Vector128.Shuffle(Vector128.Create(_asciiRows), lower));
        var bit = Vector128.Shuffle(
            Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0),
            upper);
        return (~Vector128.Equals(rows & bit, Vector128<byte>.Zero)).ExtractMostSignificantBits();
    }

    byte[] RowsOf(byte value) => value < 0x80 ? _asciiRows : _highRows;
}
