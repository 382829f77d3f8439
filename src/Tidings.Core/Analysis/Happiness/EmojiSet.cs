using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// The configured emoji, found by the hash of a whole cluster. The cost of a lookup does not grow with their number.
/// </summary>
sealed class EmojiSet
{
    const int Keycap = 0x20E3;

    // By hash of a cluster: the code points of an entry, ignored ones left out. Two entries never share a slot's hash
    // unless they are the same; then one of them would be missed, and the chance is about n²/2^65.
    readonly Dictionary<ulong, int[]> _entries = [];

    // First code points, by their lower 11 bits: most emoji of a text are told apart here.
    readonly bool[] _first = new bool[2048];
    bool _hasFlags;
    bool _hasKeycaps;

    /// <summary>The bytes at which <see cref="IsMatchAt"/> has to be asked.</summary>
    public HashSet<byte> LeadBytes { get; } = [];

    /// <summary>Adds an entry; false where it is not exactly one emoji.</summary>
    public bool Add(ReadOnlySpan<byte> entry)
    {
        var cluster = EmojiCluster.Read(entry, 0);
        var key = new List<int>();
        foreach (var rune in Encoding.UTF8.GetString(entry).EnumerateRunes())
        {
            if (!EmojiCluster.IsIgnored(rune.Value))
                key.Add(rune.Value);
        }
        var isKeycap = IsKeycapBase(cluster.First) && key is [_, Keycap, ..];
        var isFlag = EmojiCluster.IsFlagLetter(cluster.First);
        if (cluster.End != entry.Length || !(isKeycap || isFlag || Pictographic.Contains(cluster.First)))
            return false;
        _entries[cluster.Hash] = [.. key];
        _first[cluster.First & (_first.Length - 1)] = true;
        _hasFlags |= isFlag;
        _hasKeycaps |= isKeycap;
        LeadBytes.Add(isKeycap ? (byte)0xE2 : entry[0]);
        return true;
    }

    /// <summary>Whether the cluster at a lead byte is a configured emoji.</summary>
    /// <param name="text">UTF-8; may be invalid.</param>
    /// <param name="start">Offset of a byte of <see cref="LeadBytes"/>; every one of them in turn.</param>
    /// <param name="resume">Moved behind the cluster where one was read: do not ask before that offset.</param>
    public bool IsMatchAt(ReadOnlySpan<byte> text, int start, ref int resume)
    {
        if (Rune.DecodeFromUtf8(text[start..], out var rune, out _) != System.Buffers.OperationStatus.Done)
            return false;
        if (rune.Value == Keycap && _hasKeycaps)
        {
            // The digit has no lead byte of its own, so the cluster is recognised by its second half.
            start -= text[..start].EndsWith("\uFE0F"u8) ? 4 : 1;
            if (start < 0 || !IsKeycapBase(text[start]))
                return false;
        }
        else if (!_first[rune.Value & (_first.Length - 1)] && !(_hasFlags && EmojiCluster.IsFlagLetter(rune.Value)))
        {
            return false;
        }
        var cluster = EmojiCluster.Read(text, start);
        resume = cluster.End;
        return _entries.TryGetValue(cluster.Hash, out var key) && Is(text[start..cluster.End], key)
            && !EmojiCluster.IsJoinedBackwards(text, start);
    }

    static bool Is(ReadOnlySpan<byte> cluster, ReadOnlySpan<int> key)
    {
        while (!cluster.IsEmpty)
        {
            Rune.DecodeFromUtf8(cluster, out var rune, out var consumed);
            cluster = cluster[consumed..];
            if (EmojiCluster.IsIgnored(rune.Value))
                continue;
            if (key.IsEmpty || key[0] != rune.Value)
                return false;
            key = key[1..];
        }
        return key.IsEmpty;
    }

    static bool IsKeycapBase(int codePoint) => codePoint is (>= '0' and <= '9') or '#' or '*';
}
