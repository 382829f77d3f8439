using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tidings.Sources;

ref partial struct JsonCursor
{
    const uint True = 0x65757274; // "true", its first letter lowest
    const uint Null = 0x6C6C756E;
    const uint Fals = 0x736C6166;

    /// <summary>Behind a number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    static int ScalarEnd(ReadOnlySpan<byte> json, int at)
    {
        var first = Byte(json, at);
        if (first <= '9')
            return NumberEnd(json, first == '-' ? at + 1 : at);
        if (json.Length - at < 4)
            throw Broken();
        var word = BinaryPrimitives.ReadUInt32LittleEndian(json[at..]);
        return word is Null or True ? at + 4
            : word == Fals && Byte(json, at + 4) == 'e' ? at + 5
            : throw Broken();
    }

    static int NumberEnd(ReadOnlySpan<byte> json, int at)
    {
        var first = at;
        at = DigitsEnd(json, at);
        if (json[first] == '0' && at > first + 1)
            throw Broken();
        if (at < json.Length && json[at] is (byte)',' or (byte)'}')
            return at;
        if (at < json.Length && json[at] == '.')
            at = DigitsEnd(json, at + 1);
        if (at < json.Length && (json[at] | 0x20) == 'e')
        {
            var sign = Byte(json, at + 1) is (byte)'+' or (byte)'-' ? 2 : 1;
            at = DigitsEnd(json, at + sign);
        }
        return at == json.Length || json[at] is (byte)',' or (byte)'}' or (byte)']' or (byte)'/'
            or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' ? at : throw Broken();
    }

    /// <summary>Behind one digit or more.</summary>
    static int DigitsEnd(ReadOnlySpan<byte> json, int at)
    {
        var first = at;
        ref var start = ref MemoryMarshal.GetReference(json);
        while (json.Length >= Vector128<byte>.Count && (uint)at < (uint)json.Length)
        {
            // Near the end, what lies before the place is looked at once more, and left out.
            var from = Math.Min(at, json.Length - Vector128<byte>.Count); // so that the load stays inside
            var digits = Vector128.LoadUnsafe(ref start, (nuint)from) - Vector128.Create((byte)'0');
            var others = (Vector128.Equals(Vector128.Min(digits, Vector128.Create((byte)9)), digits)
                .ExtractMostSignificantBits() ^ 0xFFFF) >> (at - from);
            if (others != 0)
            {
                at += BitOperations.TrailingZeroCount(others);
                return at > first ? at : throw Broken();
            }
            at = from + Vector128<byte>.Count;
        }
        while (at < json.Length && char.IsAsciiDigit((char)json[at]))
            at++;
        return at > first ? at : throw Broken();
    }
}
