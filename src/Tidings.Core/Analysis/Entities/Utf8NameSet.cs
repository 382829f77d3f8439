namespace Tidings.Analysis;

/// <summary>A frozen set of names in UTF-8, looked up without making a string.</summary>
sealed class Utf8NameSet
{
    readonly byte[][] _slots;

    /// <param name="names">Names that are parted by white space; none twice.</param>
    public Utf8NameSet(ReadOnlySpan<byte> names)
    {
        var whiteSpace = " \r\n"u8;
        var found = new List<byte[]>();
        while (names.IndexOfAnyExcept(whiteSpace) is >= 0 and var start)
        {
            names = names[start..];
            var end = names.IndexOfAny(whiteSpace);
            var name = end < 0 ? names : names[..end];
            found.Add(name.ToArray());
            MaxLength = Math.Max(MaxLength, name.Length);
            names = names[name.Length..];
        }
        Names = found;

        // at most a quarter full, so that a miss nearly always meets an empty slot at once
        _slots = new byte[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)found.Count * 4)][];
        foreach (var name in found)
        {
            var slot = SlotOf(name);
            while (_slots[slot] is not null)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = name;
        }
    }

    /// <summary>All names, in the order in which they were given.</summary>
    public IReadOnlyList<byte[]> Names { get; }

    /// <summary>The length of the longest name, in bytes.</summary>
    public int MaxLength { get; }

    /// <summary>Whether the set contains exactly these bytes.</summary>
    public bool Contains(ReadOnlySpan<byte> name)
    {
        for (var slot = SlotOf(name); _slots[slot] is { } candidate; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (name.SequenceEqual(candidate))
                return true;
        }
        return false;
    }

    int SlotOf(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length;
        foreach (var b in name)
            hash = (hash ^ b) * 0x9E3779B1;
        return (int)(hash >> 8) & (_slots.Length - 1);
    }
}
