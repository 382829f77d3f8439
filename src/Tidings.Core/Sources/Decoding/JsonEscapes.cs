using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace Tidings.Sources;

/// <summary>Undoes the escapes of JSON strings; lone surrogates, invalid bytes and NUL become U+FFFD.</summary>
static class JsonEscapes
{
    /// <summary>Writes the text of a string; returns the bytes written, at most three for each one read.</summary>
    public static int Undo(ReadOnlySpan<byte> json, Span<byte> target)
    {
        var (at, written) = (0, 0);
        while (at < json.Length)
        {
            CopyPlain(json, target, ref at, ref written);
            if (at == json.Length)
                break;
            if (json[at] == '\\')
                UndoOne(json, target, ref at, ref written);
            else
                CopyValid(json, target, ref at, ref written);
        }
        return written;
    }

    /// <summary>Copies ASCII up to the next backslash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void CopyPlain(ReadOnlySpan<byte> json, Span<byte> target, ref int at, ref int written)
    {
        ref var source = ref MemoryMarshal.GetReference(json);
        ref var goal = ref MemoryMarshal.GetReference(target);
        // What the load and the store take lies inside both; more than is plain may be copied, and is written over.
        while (json.Length - at >= Vector128<byte>.Count && target.Length - written >= Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref source, (nuint)at);
            bytes.StoreUnsafe(ref goal, (nuint)written);
            var others = (Vector128.Equals(bytes, Vector128.Create((byte)'\\')) | bytes).ExtractMostSignificantBits();
            var plain = others == 0 ? Vector128<byte>.Count : BitOperations.TrailingZeroCount(others);
            at += plain;
            written += plain;
            if (others != 0)
                return;
        }
        while (at < json.Length && json[at] is < 0x80 and not (byte)'\\')
            target[written++] = json[at++];
    }

    /// <summary>Undoes the escape at a place; of a lone backslash at the end nothing is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void UndoOne(ReadOnlySpan<byte> json, Span<byte> target, ref int at, ref int written)
    {
        var rest = json[(at + 1)..];
        if (rest.IsEmpty)
        {
            at++;
        }
        else if (rest[0] != 'u')
        {
            at += 2;
            target[written++] = rest[0] switch
            {
                (byte)'/' => (byte)'/',
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                (byte)'r' => (byte)'\r',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                var same => same,
            };
        }
        else
        {
            at += 1 + UndoUnicode(rest, target[written..], out var length);
            written += length;
        }
    }

    /// <summary>Writes the rune of one <c>uXXXX</c>, or of a surrogate pair; returns the bytes consumed.</summary>
    static int UndoUnicode(ReadOnlySpan<byte> json, Span<byte> target, out int length)
    {
        var unit = Unit(json);
        if (unit is >= 0x80 and < 0x800)
        {
            target[1] = (byte)(0x80 | (unit & 0x3F));
            target[0] = (byte)(0xC0 | (unit >> 6));
            length = 2;
            return 5;
        }
        var consumed = 5;
        var rune = Rune.ReplacementChar;
        if (unit is >= 0xD800 and < 0xDC00 && json.Length >= 11 && json[5] == '\\' && json[6] == 'u'
            && Unit(json[6..]) is >= 0xDC00 and < 0xE000 and var low)
        {
            rune = new Rune((char)unit, (char)low);
            consumed = 11;
        }
        else if (unit > 0 && Rune.IsValid(unit))
        {
            rune = new Rune(unit);
        }
        length = rune.EncodeToUtf8(target);
        return Math.Min(consumed, json.Length);
    }

    /// <summary>The number of one <c>uXXXX</c>; negative where that is none.</summary>
    static int Unit(ReadOnlySpan<byte> json) => json.Length >= 5 ? HexDigits.Value(json.Slice(1, 4)) : -1;

    /// <summary>Copies what is not ASCII up to the next backslash.</summary>
    static void CopyValid(ReadOnlySpan<byte> json, Span<byte> target, ref int at, ref int written)
    {
        var source = json[at..];
        if (source.IndexOf((byte)'\\') is >= 0 and var end)
            source = source[..end];
        at += source.Length;
        if (Utf8.IsValid(source))
        {
            source.CopyTo(target[written..]);
            written += source.Length;
            return;
        }
        while (!source.IsEmpty)
        {
            Rune.DecodeFromUtf8(source, out var rune, out var used); // an invalid byte decodes as U+FFFD
            written += rune.EncodeToUtf8(target[written..]);
            source = source[used..];
        }
    }
}
