using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// Finds the places of a text where one of certain words may be, quickly and not exactly: it gives more places than
/// there are words, and misses none. Most texts have no such place.
/// </summary>
/// <remarks>
/// A place is a run of bytes that are ASCII letters, digits, <c>_</c> or not ASCII; words never reach beyond one. Looked
/// at are the bytes with which a word may begin: an ASCII letter that follows none, and its successor; and the first
/// byte of any other code point, by what the keys of words that begin with it begin with (<see cref="WordStarts"/>).
/// </remarks>
sealed class WordFilter
{
    // The bytes that are worth a look: with which a word or the first code point of one begins.
    readonly ByteSet _firstBytes = new();

    // By the lower five bits of the first letter a bit for the lower six of the second one, 0 where there is none.
    readonly ulong[] _pairs = new ulong[32];

    // A bit for each code point, or hash of it, with which a word's key begins.
    readonly ulong[] _starts = new ulong[4];

    bool _findsAll;

    /// <summary>Whether the first byte of a code point begins any words whose keys begin with an ASCII one.</summary>
    /// <remarks>
    /// Latin letters with accents and other Latin letters, compatibility forms such as letters in full width, signs for
    /// letters and mathematical alphabets. Others, such as those of Cyrillic and Han, never fold to ASCII.
    /// </remarks>
    public static bool MayFoldToAscii(byte first) =>
        first is (>= 0xC2 and <= 0xCB) or 0xE1 or 0xE2 or 0xEA or 0xEF or 0xF0;

    /// <summary>Adds a word to be found.</summary>
    /// <param name="key">Its key, not empty.</param>
    public void Add(ReadOnlySpan<byte> key)
    {
        Rune.DecodeFromUtf8(key, out var start, out _);
        _starts[(Place(start.Value) >> 6) & 3] |= 1UL << Place(start.Value);
        if (start.IsAscii)
        {
            _firstBytes.Add(key[0]);
            if (char.IsAsciiLetter((char)key[0]))
                _firstBytes.Add((byte)(key[0] & ~0x20));
            if (key.Length == 1 || key[1] < 0x80)
                _pairs[key[0] & 31] |= 1UL << (key.Length == 1 ? 0 : key[1]);
        }
        for (var first = 0x80; first < 0x100; first++)
            if (!start.IsAscii || MayFoldToAscii((byte)first))
                _firstBytes.Add((byte)first);
        // Marks at a word's beginning are put in order, so any of them may come to be the first.
        _findsAll |= Rune.GetUnicodeCategory(start) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
    }

    /// <summary>Finds the next run that may contain a word; false where there is none up to the end.</summary>
    /// <param name="text">UTF-8; may be invalid.</param>
    /// <param name="from">Where to begin: not within a run.</param>
    /// <param name="start">Offset of the run.</param>
    /// <param name="end">Offset behind the run.</param>
    public bool TryFindRun(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        start = _findsAll && from < text.Length ? from : FindPlace(text, from);
        end = _findsAll ? text.Length : start;
        if (start < 0)
            return false;
        while (start > from && WordClasses.Folded[text[start - 1]] != 0)
            start--;
        while (end < text.Length && WordClasses.Folded[text[end]] != 0)
            end++;
        return true;
    }

    /// <summary>Whether a text that is a single word or tag may be one of the words.</summary>
    /// <param name="word">UTF-8, not empty; may be invalid and have signs in it.</param>
    public bool MayBe(ReadOnlySpan<byte> word)
    {
        var first = WordClasses.Folded[word[0]];
        if (first == WordClasses.NotAscii)
            return _findsAll || WordStarts.Of(CodePoint.At(word, 0, out _)) < 0 || MayBegin(word, 0);
        // Keys are without some of the signs, and then with what follows them.
        var isFollowedBySign = word.Length > 1 && WordClasses.Folded[word[1]] == 0;
        return first == 0 || (_firstBytes.Contains(word[0]) && (isFollowedBySign || MayBegin(word, 0)));
    }

    // The first place at which a word may begin, or -1.
    int FindPlace(ReadOnlySpan<byte> text, int from)
    {
        if (text.Length - from < Vector128<byte>.Count)
            return FindPlaceSlowly(text, from);
        var afterLetter = 0u;
        var last = text.Length - Vector128<byte>.Count;
        for (var at = from; at < text.Length; at += Vector128<byte>.Count)
        {
            // The last vector is moved back to end with the text; what was seen of it is shifted out.
            var seen = Math.Max(at - last, 0);
            var bytes = Vector128.Create(text[(at - seen)..]);
            var letters = WordBits.LettersOf(bytes) >> seen;
            var places = _firstBytes.Find(bytes) >> seen & ~(letters & ((letters << 1) | afterLetter));
            for (afterLetter = letters >> 15; places != 0; places &= places - 1)
                if (MayBegin(text, at + BitOperations.TrailingZeroCount(places)))
                    return at + BitOperations.TrailingZeroCount(places);
        }
        return -1;
    }

    int FindPlaceSlowly(ReadOnlySpan<byte> text, int from)
    {
        var afterLetter = false;
        for (var at = from; at < text.Length; at++)
        {
            var isLetter = WordClasses.Folded[text[at]] is not (0 or WordClasses.NotAscii);
            if (!(isLetter && afterLetter) && _firstBytes.Contains(text[at]) && MayBegin(text, at))
                return at;
            afterLetter = isLetter;
        }
        return -1;
    }

    bool MayBegin(ReadOnlySpan<byte> text, int at)
    {
        if (text[at] < 0x80)
        {
            var next = at + 1 < text.Length ? WordClasses.Folded[text[at + 1]] : 0;
            return next == WordClasses.NotAscii || (_pairs[text[at] & 31] >> next & 1) != 0;
        }
        var start = WordStarts.Of(CodePoint.At(text, at, out _));
        return start == WordStarts.Unknown
            || (start != WordStarts.None && (_starts[(Place(start) >> 6) & 3] >> Place(start) & 1) != 0);
    }

    // ASCII by itself, the rest behind it.
    static int Place(int codePoint) => codePoint < 0x80 ? codePoint : codePoint | 0x80;
}
