using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tidings.Sources;

ref partial struct JsonCursor
{
    /// <summary>What 64 bytes of a string are, a bit for each.</summary>
    ref struct StringBits
    {
        public ulong Quotes;
        public ulong Backslashes;
        public ulong Slashes;
        public ulong Controls;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static StringBits Of(ReadOnlySpan<byte> bytes)
        {
            var bits = default(StringBits);
            ref var start = ref MemoryMarshal.GetReference(bytes[..BlockSize]); // the four loads take these 64 bytes
            bits.Add(Vector128.LoadUnsafe(ref start), 0);
            bits.Add(Vector128.LoadUnsafe(ref start, 16), 16);
            bits.Add(Vector128.LoadUnsafe(ref start, 32), 32);
            bits.Add(Vector128.LoadUnsafe(ref start, 48), 48);
            return bits;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Add(Vector128<byte> bytes, int at)
        {
            Quotes |= Bits(Vector128.Equals(bytes, Vector128.Create((byte)'"'))) << at;
            Backslashes |= Bits(Vector128.Equals(bytes, Vector128.Create((byte)'\\'))) << at;
            Slashes |= Bits(Vector128.Equals(bytes, Vector128.Create((byte)'/'))) << at;
            Controls |= Bits(Vector128.Equals(bytes, Vector128.Min(bytes, Vector128.Create((byte)(' ' - 1))))) << at;
        }
    }

    /// <summary>What of 64 bytes may be part of an escape, a bit for each.</summary>
    ref struct EscapeBits
    {
        /// <summary>What may stand behind a backslash.</summary>
        public ulong Escapes;

        /// <summary>Hexadecimal digits.</summary>
        public ulong Hex;

        /// <summary>The letter u.</summary>
        public ulong Unicode;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static EscapeBits Of(ReadOnlySpan<byte> bytes)
        {
            var bits = default(EscapeBits);
            ref var start = ref MemoryMarshal.GetReference(bytes[..BlockSize]); // the four loads take these 64 bytes
            bits.Add(Vector128.LoadUnsafe(ref start), 0);
            bits.Add(Vector128.LoadUnsafe(ref start, 16), 16);
            bits.Add(Vector128.LoadUnsafe(ref start, 32), 32);
            bits.Add(Vector128.LoadUnsafe(ref start, 48), 48);
            return bits;
        }

        /// <summary>
        /// Both halves of a byte name kinds, and it is of those that both name: of the lower four bits what may be
        /// escaped, of the other two hexadecimal digits.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Add(Vector128<byte> bytes, int at)
        {
            var high = Vector128.Create(0, 0, 0x01, 0x10, 0x20, 0x02, 0x24, 0x08, 0, 0, 0, 0, 0, 0, 0, (byte)0);
            var low = Vector128.Create(
                0x10, 0x30, 0x3D, 0x30, 0x38, 0x38, 0x34, 0x10, 0x10, 0x10, 0, 0, 0x02, 0, 0x04, (byte)0x01);
            var kinds = Vector128.Shuffle(high, bytes >>> 4)
                & Vector128.Shuffle(low, bytes & Vector128.Create((byte)0xF));
            Escapes |= Bits(~Vector128.Equals(kinds & Vector128.Create((byte)0x0F), default)) << at;
            Hex |= Bits(~Vector128.Equals(kinds & Vector128.Create((byte)0x30), default)) << at;
            Unicode |= Bits(Vector128.Equals(bytes, Vector128.Create((byte)'u'))) << at;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Bits(Vector128<byte> bytes) => bytes.ExtractMostSignificantBits();
}
