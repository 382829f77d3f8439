using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tidings.Sources;

ref partial struct JsonCursor
{
    const int Step = 2 * 16; // bytes of two vectors

    /// <summary>Behind the quote that ends a string.</summary>
    /// <remarks>Code with vectors of 32 bytes cannot be compiled ahead of time.</remarks>
    static int StringEnd(ReadOnlySpan<byte> json, int at, out bool isEscaped)
    {
        isEscaped = false;
        ref var start = ref MemoryMarshal.GetReference(json);
        while (json.Length >= Step && (uint)at < (uint)json.Length)
        {
            // Near the end, what lies before the place is looked at once more, and left out.
            var from = Math.Min(at, json.Length - Step); // so that the two loads stay inside
            var found = (Special(Vector128.LoadUnsafe(ref start, (nuint)from))
                | Special(Vector128.LoadUnsafe(ref start, (nuint)from + 16)) << 16) >> (at - from);
            if (found == 0)
            {
                at = from + Step;
                continue;
            }
            at += BitOperations.TrailingZeroCount(found);
            var symbol = json[at];
            if (symbol == '"')
                return at + 1;
            if (symbol != '\\')
                throw Broken();
            isEscaped = true;
            return EscapedEnd(json, at);
        }
        return TailEnd(json, at, ref isEscaped);
    }

    /// <summary>A bit for each quote, backslash and control character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Special(Vector128<byte> bytes) =>
        (Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.Equals(bytes, Vector128.Min(bytes, Vector128.Create((byte)(' ' - 1)))))
        .ExtractMostSignificantBits();

    /// <summary>The same byte by byte, where there is no room for vectors.</summary>
    static int TailEnd(ReadOnlySpan<byte> json, int at, ref bool isEscaped)
    {
        while (true)
        {
            var symbol = Byte(json, at);
            if (symbol == '"')
                return at + 1;
            if (symbol < ' ')
                throw Broken();
            isEscaped |= symbol == '\\';
            at = symbol == '\\' ? EscapesEnd(json, at) : at + 1;
        }
    }

    /// <summary>Behind a run of escapes that begins at a place.</summary>
    static int EscapesEnd(ReadOnlySpan<byte> json, int at)
    {
        do
        {
            var symbol = Byte(json, at + 1);
            if (symbol == 'u')
            {
                if (json.Length - at < 6 || HexDigits.Value(json.Slice(at + 2, 4)) < 0)
                    throw Broken();
                at += 6;
            }
            else if (symbol is (byte)'/' or (byte)'"' or (byte)'\\' or (byte)'n' or (byte)'b' or (byte)'f' or (byte)'r'
                or (byte)'t')
                at += 2;
            else
                throw Broken();
        }
        while (at < json.Length && json[at] == '\\');
        return at;
    }
}
