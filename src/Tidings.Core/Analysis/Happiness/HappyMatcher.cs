using System.Buffers;
using System.Numerics;
using System.Text;

namespace Tidings.Analysis;

/// <summary>Tells happy posts: those whose text contains at least one entry of a configured list.</summary>
/// <remarks>
/// <para>An entry that is one emoji matches whole grapheme clusters only. Variation selectors (FE0E, FE0F) and skin
/// tones do not count on either side; an emoji inside a longer ZWJ sequence, half of a flag or the digit of a keycap
/// never matches.</para>
/// <para>Every other entry is an emoticon: a plain substring, bytes compared as written, so <c>:)</c> is in <c>:))</c>,
/// <c>8:)</c> and <c>thanks:)</c>. It must not touch a shortcode: <c>:blob:)</c> is an emoji called blob and a bracket.
/// What looks like a shortcode but is a time, two faces or part of a word does not count as one (<c>12:30:)</c>,
/// <c>:D:D</c> and <c>a:b:)</c> are happy). An entry that is itself a shortcode matches that shortcode.</para>
/// <para>URLs and mentions are passed over. The cost of a text does not grow with the length of the list, no call
/// allocates, and one instance may serve many threads.</para>
/// </remarks>
public sealed class HappyMatcher
{
    // Longer entries are surely mistakes, and the limit bounds the work of one position.
    const int MaxEntryBytes = 128;

    const int MaxDistance = 64;

    readonly EmoticonTree _emoticons = new();
    readonly EmojiSet _emoji = new();

    // One byte of each entry, the rarest in posts, and the bytes at which shortcodes and emoji begin; null where some
    // of them are in every text, so that skipping ahead by them would only cost. Then two and four bytes are looked at.
    readonly SearchValues<byte>? _anchors;

    // By anchor: the distances in bytes, as bits, at which entries begin before it.
    readonly ulong[] _distances = new ulong[256];

    /// <summary>Reads the list; it may be empty, and then no post is happy.</summary>
    /// <param name="entries">Emoticons, emoji and presets (<c>preset:smileys</c>, see <see cref="HappyPresets"/>). Case
    /// matters.</param>
    /// <exception cref="ArgumentException">An entry is empty, not valid text, too long, a bare skin tone or an unknown
    /// preset; the message names it.</exception>
    public HappyMatcher(IReadOnlyList<string> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        for (var i = 0; i < entries.Count; i++)
        {
            foreach (var entry in Expand(entries[i]))
            {
                if (Add(entry) is { } fault)
                    throw new ArgumentException(
                        $"Happy entry '{entry}' (number {i + 1} of the list) {fault}",
                        nameof(entries));
            }
        }
        var stops = _emoji.LeadBytes.ToHashSet();
        if (!_emoticons.IsEmpty)
            stops.Add((byte)':'); // shortcodes have to be seen
        var anchors = Enumerable.Range(0, 256)
            .Select(v => (byte)v)
            .Where(v => stops.Contains(v) || _distances[v] != 0)
            .ToArray();
        if (!Array.Exists(anchors, ByteRarity.IsInEveryText))
        {
            _anchors = SearchValues.Create(anchors);
            return;
        }
        Array.Fill(_distances, 1UL);
        foreach (var value in stops)
            _emoticons.StopAt(value);
    }

    /// <summary>Whether a post with this text is happy.</summary>
    /// <param name="text">UTF-8; may be invalid.</param>
    /// <param name="entities">The text's entities in the order of their starts; hashtags and cashtags are read as
    /// text.</param>
    public bool IsMatch(ReadOnlySpan<byte> text, ReadOnlySpan<Entity> entities)
    {
        var stretches = new TextStretches(text, entities);
        while (stretches.MoveNext())
        {
            if (IsMatchIn(text[..stretches.End], stretches.Start))
                return true;
        }
        return false;
    }

    bool IsMatchIn(ReadOnlySpan<byte> text, int start)
    {
        var emojiResume = start;
        var resume = start; // behind the last shortcode, before which no emoticon may begin
        for (var i = NextAnchor(text, start); i < text.Length; i = NextAnchor(text, i + 1))
        {
            var value = text[i];
            if (value == (byte)':' && i >= resume && Shortcode.EndAt(text, i) is var end and > 0)
            {
                if (_emoticons.Contains(text[i..end]))
                    return true;
                resume = end;
            }
            for (var distances = _distances[value]; distances != 0; distances &= distances - 1)
            {
                var first = i - BitOperations.TrailingZeroCount(distances);
                if (first < resume)
                    break;
                if (_emoticons.ShortestAt(text[first..]) is var length and > 0
                    && !TouchesShortcode(text, first, length))
                    return true;
            }
            if (value >= 0x80 && i >= emojiResume && _emoji.IsMatchAt(text, i, ref emojiResume))
                return true;
        }
        return false;
    }

    int NextAnchor(ReadOnlySpan<byte> text, int from)
    {
        if (_anchors is null)
            return _emoticons.NextStart(text, from);
        return text[from..].IndexOfAny(_anchors) is var found and >= 0 ? from + found : text.Length;
    }

    // Whether a shortcode begins within an emoticon that was found: then its colon belongs to the shortcode.
    static bool TouchesShortcode(ReadOnlySpan<byte> text, int start, int length)
    {
        for (var i = start + 1; i < start + length; i++)
        {
            if (text[i] == (byte)':' && Shortcode.EndAt(text, i) > 0)
                return true;
        }
        return false;
    }

    // The entry itself, or the entries of the preset that it names; an unknown one comes back as it is, for Add to
    // refuse.
    static IReadOnlyList<string> Expand(string entry) =>
        IsPreset(entry) && HappyPresets.Find(entry[HappyPresets.Prefix.Length..]) is { } preset
            ? preset
            : [entry];

    static bool IsPreset(string? entry) => entry?.StartsWith(HappyPresets.Prefix, StringComparison.Ordinal) == true;

    // Gives null, or what is wrong with the entry in words that follow its name.
    string? Add(string? entry)
    {
        if (string.IsNullOrWhiteSpace(entry))
            return "is empty";
        if (IsPreset(entry))
            return "is not a preset; did you mean "
                + $"'{HappyPresets.Prefix}{HappyPresets.Nearest(entry[HappyPresets.Prefix.Length..])}'?";
        if (HasLoneSurrogate(entry))
            return "is not valid Unicode text";
        var bytes = Encoding.UTF8.GetBytes(entry);
        if (bytes.Length > MaxEntryBytes)
            return $"has {bytes.Length} bytes; at most {MaxEntryBytes} are allowed";
        if (entry.EnumerateRunes().All(r => EmojiCluster.IsIgnored(r.Value)))
            return "is a skin tone or variation selector alone";
        if (_emoji.Add(bytes))
            return null;
        _emoticons.Add(bytes);
        var anchor = ByteRarity.RarestIn(bytes.AsSpan(0, Math.Min(bytes.Length, MaxDistance)));
        _distances[bytes[anchor]] |= 1UL << anchor;
        return null;
    }

    static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return true;
            i++;
        }
        return false;
    }
}
