using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tidings.Analysis;

/// <summary>Reads and writes single code points of UTF-8, most of them in one step of four bytes.</summary>
static class CodePoint
{
    /// <summary>What stands for invalid bytes.</summary>
    public const int Replacement = 0xFFFD;

    /// <summary>Bytes that <see cref="Write"/> needs room for.</summary>
    public const int MaxLength = 4;

    /// <summary>
    /// The code point at an offset of a text, which is not its end; <see cref="Replacement"/> where the bytes are
    /// invalid, for as many bytes as <see cref="Rune.DecodeFromUtf8"/> takes for one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int At(ReadOnlySpan<byte> text, int at, out int length)
    {
        text = text[at..];
        if (text.Length >= sizeof(uint))
        {
            var four = BinaryPrimitives.ReadUInt32LittleEndian(text);
            if ((four & 0xC0C0F0) == 0x8080E0)
            {
                var three = (int)((four & 0xF) << 12 | (four >> 2 & 0xFC0) | (four >> 16 & 0x3F));
                if (three >= 0x800 && (three & 0xF800) != 0xD800) // neither overlong nor a surrogate
                {
                    length = 3;
                    return three;
                }
            }
            else if ((four & 0xC0E0) == 0x80C0 && (four & 0x1F) >= 2)
            {
                length = 2;
                return (int)((four & 0x1F) << 6 | (four >> 8 & 0x3F));
            }
        }
        return AnyAt(text, out length);
    }

    /// <summary>Writes a code point that is not ASCII; gives its length.</summary>
    /// <param name="codePoint">From U+0080; not a surrogate.</param>
    /// <param name="bytes">Room for <see cref="MaxLength"/> bytes; those behind the code point are overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(int codePoint, Span<byte> bytes)
    {
        var value = (uint)codePoint;
        if (value < 0x800)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x80C0 | value >> 6 | (value & 0x3F) << 8);
            return 2;
        }
        if (value < 0x10000)
        {
            var three = 0x8080E0 | value >> 12 | (value >> 6 & 0x3F) << 8 | (value & 0x3F) << 16;
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, three);
            return 3;
        }
        return new Rune(codePoint).EncodeToUtf8(bytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int AnyAt(ReadOnlySpan<byte> text, out int length)
    {
        Rune.DecodeFromUtf8(text, out var rune, out length);
        return rune.Value;
    }
}
