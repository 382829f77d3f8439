using System.Globalization;
using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// One grapheme cluster that begins with an emoji, by the rules of UAX #29 for such clusters: flag letters in pairs,
/// pictographs joined by ZWJ, and everything that extends them (GB9, GB9a, GB11, GB12, GB13).
/// </summary>
/// <param name="First">Its first code point.</param>
/// <param name="End">Byte offset behind it.</param>
/// <param name="Hash">Of its code points without variation selectors and skin tones; see
/// <see cref="IsIgnored"/>.</param>
readonly record struct EmojiCluster(int First, int End, ulong Hash)
{
    const int Joiner = 0x200D;

    /// <summary>
    /// Whether two emoji that differ only in this code point are one to us: FE0E, FE0F and the five skin tones.
    /// </summary>
    public static bool IsIgnored(int codePoint) => codePoint is 0xFE0E or 0xFE0F || IsSkinTone(codePoint);

    /// <summary>Whether it is one of the five emoji modifiers.</summary>
    public static bool IsSkinTone(int codePoint) => codePoint is >= 0x1F3FB and <= 0x1F3FF;

    /// <summary>Whether it is a flag letter (Regional_Indicator).</summary>
    public static bool IsFlagLetter(int codePoint) => codePoint is >= 0x1F1E6 and <= 0x1F1FF;

    /// <summary>Adds a code point to a hash of code points, which begins with 0.</summary>
    public static ulong AddToHash(ulong hash, int codePoint)
    {
        hash = (hash ^ (uint)codePoint) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 32);
    }

    /// <summary>
    /// Reads the cluster that begins at an offset; whether one does begin there is for the caller to know.
    /// </summary>
    public static EmojiCluster Read(ReadOnlySpan<byte> text, int start)
    {
        var first = Decode(text, start, out var end);
        var hash = AddToHash(0, first);
        if (IsFlagLetter(first) && end < text.Length
            && Decode(text, end, out var behindPair) is var second
            && IsFlagLetter(second))
        {
            hash = AddToHash(hash, second);
            end = behindPair;
        }
        var joins = Pictographic.Contains(first);
        while (end < text.Length && text[end] >= 0x80)
        {
            var codePoint = Decode(text, end, out var behind);
            if (codePoint == Joiner)
            {
                hash = AddToHash(hash, codePoint);
                var next = behind < text.Length ? Decode(text, behind, out var behindNext) : behindNext = 0;
                joins = joins && Pictographic.Contains(next);
                if (joins)
                {
                    hash = AddToHash(hash, next);
                    behind = behindNext;
                }
            }
            else if (IsExtending(codePoint))
            {
                joins = joins && !IsSpacingMark(codePoint);
                if (!IsIgnored(codePoint))
                    hash = AddToHash(hash, codePoint);
            }
            else
            {
                break;
            }
            end = behind;
        }
        return new(first, end, hash);
    }

    /// <summary>
    /// Whether what stands before an offset draws a pictograph there into its own cluster, by a ZWJ (GB11).
    /// </summary>
    public static bool IsJoinedBackwards(ReadOnlySpan<byte> text, int start)
    {
        var before = text[..start];
        if (!before.EndsWith("\u200D"u8))
            return false;
        before = before[..^3];
        while (Rune.DecodeLastFromUtf8(before, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
        {
            if (rune.Value == Joiner || !IsExtending(rune.Value) || IsSpacingMark(rune.Value))
                return Pictographic.Contains(rune.Value);
            before = before[..^consumed];
        }
        return false;
    }

    // Grapheme_Cluster_Break Extend or SpacingMark, without the joiner: marks, the non-joiner, tags, skin tones.
    static bool IsExtending(int codePoint) => IsIgnored(codePoint)
        || codePoint is 0x200C or 0xFF9E or 0xFF9F or (>= 0xE0020 and <= 0xE007F)
        || CharUnicodeInfo.GetUnicodeCategory(codePoint) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark
        || IsSpacingMark(codePoint);

    // Stays in the cluster, but no ZWJ joins over it. The few of the category that do let join belong to no emoji.
    static bool IsSpacingMark(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) == UnicodeCategory.SpacingCombiningMark;

    static int Decode(ReadOnlySpan<byte> text, int start, out int behind)
    {
        Rune.DecodeFromUtf8(text[start..], out var rune, out var consumed);
        behind = start + consumed;
        return rune.Value;
    }
}
