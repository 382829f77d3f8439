using System.Buffers.Binary;

namespace Tidings.Analysis;

/// <content>The form in which words are compared.</content>
sealed partial class VaderLexicon
{
    /// <summary>Up to 23 bytes of a word; the length in the last byte tells <c>a</c> from <c>a\0</c>.</summary>
    readonly record struct Key(ulong First, ulong Second, ulong Third)
    {
        /// <summary>The first eight bytes of a word, or all that there are.</summary>
        public static ulong First8(ReadOnlySpan<byte> text, int length) =>
            BinaryPrimitives.ReadUInt64LittleEndian(text) & Low(Math.Min(length, 8));

        public static Key Of(ReadOnlySpan<byte> text, int length)
        {
            var first = BinaryPrimitives.ReadUInt64LittleEndian(text);
            var size = (ulong)length << 56;
            if (length <= 8)
                return new(first & Low(length), 0, size);
            var second = BinaryPrimitives.ReadUInt64LittleEndian(text[8..]);
            if (length <= 16)
                return new(first, second & Low(length - 8), size);
            var third = BinaryPrimitives.ReadUInt64LittleEndian(text[16..]);
            return new(first, second, (third & Low(length - 16)) | size);
        }

        public ulong Hash()
        {
            var mixed = (First * LowMultiplier) ^ ((Second + Third) * HighMultiplier);
            return (mixed ^ (mixed >> 32)) * LowMultiplier;
        }

        /// <summary>A mask of the first <paramref name="count"/> bytes, 1 to 8.</summary>
        static ulong Low(int count) => ulong.MaxValue >> (64 - (8 * count));
    }
}
