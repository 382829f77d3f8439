using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Tidings.Analysis;

/// <summary>A number by which posts with the same words are found: copies have equal keys.</summary>
/// <remarks>
/// <para>The key never changes between versions, machines or byte orders, because it is stored. It is XXH64 with seed 0
/// over this UTF-8 text: URLs and mentions cut out (nothing is put in their place); each code point folded by Unicode
/// 17.0 simple case folding; runs of White_Space made one U+0020, and none at either end; invalid bytes made U+FFFD,
/// as <see cref="Rune.DecodeFromUtf8"/> does. There is no normalisation: composed and decomposed letters differ.</para>
/// <para>A text of which nothing is left has the key 0; a hash that happens to be 0 becomes 1.</para>
/// </remarks>
public static class TextKey
{
    // A multiple of the hash's stripe, and room behind it for one whole vector and one rune.
    const int Capacity = 512;
    const int Slack = 32;

    /// <summary>Computes the key of one text; 0 where nothing but URLs, mentions and white space is in it.</summary>
    /// <param name="text">UTF-8; may be invalid.</param>
    /// <param name="entities">The text's entities in the order of their starts; hashtags and cashtags are kept as
    /// text.</param>
    [SkipLocalsInit]
    public static long Compute(ReadOnlySpan<byte> text, ReadOnlySpan<Entity> entities)
    {
        Span<byte> buffer = stackalloc byte[Capacity + Slack];
        var hash = new XxHash64();
        var stretches = new TextStretches(text, entities);
        var used = 0;
        var hashed = false;
        var afterSpace = true; // drops the space at the beginning
        while (stretches.MoveNext())
        {
            var rest = text[stretches.Start..stretches.End];
            while (!rest.IsEmpty)
            {
                rest = rest[FoldAscii(rest, buffer, ref used, ref afterSpace)..];
                if (!rest.IsEmpty && used < Capacity)
                    rest = rest[FoldRunes(rest, buffer, ref used, ref afterSpace)..];
                if (used >= Capacity)
                {
                    // The last byte stays behind, because it may be the space at the end, which must not be hashed.
                    var whole = (used - 1) / XxHash64.Stripe * XxHash64.Stripe;
                    hash.Append(buffer[..whole]);
                    hashed = true;
                    buffer[whole..used].CopyTo(buffer);
                    used -= whole;
                }
            }
        }
        if (used > 0 && buffer[used - 1] == (byte)' ')
            used--;
        if (used == 0 && !hashed)
            return 0;
        var value = (long)hash.Finish(buffer[..used]);
        return value == 0 ? 1 : value;
    }

    // Folds vectors of ASCII whose only white space is single spaces, which is how most text looks; gives the bytes
    // read.
    static int FoldAscii(ReadOnlySpan<byte> text, Span<byte> buffer, ref int used, ref bool afterSpace)
    {
        var read = 0;
        while (text.Length - read >= Vector128<byte>.Count && used < Capacity)
        {
            var input = Vector128.Create(text[read..]);
            var spaces = Vector128.Equals(input, Vector128.Create((byte)' ')).ExtractMostSignificantBits();
            var odd = Vector128.LessThan(input.AsSByte(), Vector128.Create((sbyte)' ')).ExtractMostSignificantBits();
            if ((odd | (spaces & ((spaces << 1) | (afterSpace ? 1u : 0u)))) != 0)
                break;
            var capital = Vector128.LessThan(input - Vector128.Create((byte)'A'), Vector128.Create((byte)26));
            (input | (capital & Vector128.Create((byte)0x20))).CopyTo(buffer[used..]);
            used += Vector128<byte>.Count;
            read += Vector128<byte>.Count;
            afterSpace = spaces >> 15 != 0;
        }
        return read;
    }

    // Folds a vector's length of any text, rune by rune, and on while there is no ASCII, so that the fast way is tried
    // again soon; gives the bytes read.
    static int FoldRunes(ReadOnlySpan<byte> text, Span<byte> buffer, ref int used, ref bool afterSpace)
    {
        var (read, write, isAfterSpace) = (0, used, afterSpace);
        while (read < text.Length && write < Capacity && (read < Vector128<byte>.Count || text[read] >= 0x80))
        {
            int codePoint = text[read];
            var length = 1;
            if (codePoint >= 0x80)
                codePoint = CodePoint.At(text, read, out length);
            read += length;
            if (WhiteSpace.Contains(codePoint))
            {
                if (!isAfterSpace)
                    buffer[write++] = (byte)' ';
                isAfterSpace = true;
                continue;
            }
            isAfterSpace = false;
            codePoint = CaseFold.Of(codePoint);
            if (codePoint < 0x80)
                buffer[write++] = (byte)codePoint;
            else
                write += CodePoint.Write(codePoint, buffer[write..]);
        }
        (used, afterSpace) = (write, isAfterSpace);
        return read;
    }
}
