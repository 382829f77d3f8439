using System.Runtime.CompilerServices;
using System.Text;

namespace Tidings.Analysis;

/// <summary>Finds the entries of configured hashtags, or of cashtags, by their text without the sign.</summary>
sealed class TagIndex
{
    readonly WordTable _tags = new();
    readonly WordFilter _filter = new();
    readonly List<int[]> _entries = []; // by tag, in the order of adding

    /// <summary>Adds a tag; gives null, or what is wrong with it in words that follow its name.</summary>
    /// <param name="tag">Without the sign.</param>
    /// <param name="entry">The caller's number for it.</param>
    [SkipLocalsInit]
    public string? Add(string tag, int entry)
    {
        if (tag.Length == 0)
            return "has nothing behind its sign";
        foreach (var rune in tag.EnumerateRunes())
        {
            if (WhiteSpace.Contains(rune.Value)
                || rune.Value is < 0x80 and not ('_' or '.') && WordClasses.Folded[rune.Value] == 0)
                return $"has a '{rune}', which no tag can have";
        }
        Span<byte> key = stackalloc byte[WordKey.MaxLength];
        var length = WordKey.Write(Encoding.UTF8.GetBytes(tag), key);
        if (length <= 0)
            return "is too long or has nothing visible in it";
        _filter.Add(key[..length]);
        var number = _tags.Add(key[..length]);
        if (number == _entries.Count)
            _entries.Add([]);
        _entries[number] = [.. _entries[number], entry];
        return null;
    }

    /// <summary>The entries of a tag, in the order of adding; none where it is not configured.</summary>
    /// <param name="tag">UTF-8, without the sign; may be invalid.</param>
    [SkipLocalsInit]
    public ReadOnlySpan<int> Find(ReadOnlySpan<byte> tag)
    {
        if (tag.IsEmpty || !_filter.MayBe(tag))
            return [];
        Span<byte> key = stackalloc byte[WordKey.MaxLength];
        var length = WordKey.Write(tag, key);
        var number = length <= 0 ? -1 : _tags.Find(key[..length]);
        return number < 0 ? [] : _entries[number];
    }
}
