using System.Buffers.Binary;

namespace Tidings.Analysis;

/// <summary>The configured emoticons as a tree of bytes, so that one walk tries all of them at once.</summary>
sealed class EmoticonTree
{
    const int FourBits = 18;

    readonly int[] _firstNodes = new int[256]; // by first byte; 0 where no emoticon begins with it

    // A bit for the first two bytes of each short emoticon, and for a hash of the first four of each longer one: with
    // thousands of emoticons nearly every pair of letters begins one, but few fours do. There are enough bits for 4,000
    // hashes to hit one place of a text in sixty by chance.
    readonly ulong[] _pairs = new ulong[1 << (16 - 6)];
    readonly ulong[] _fours = new ulong[1 << (FourBits - 6)];
    readonly EdgeTable _edges = new();
    readonly List<bool> _ends = [false]; // by node, from 1: an emoticon ends here

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _ends.Count == 1;

    /// <summary>Adds an emoticon of at least one byte.</summary>
    public void Add(ReadOnlySpan<byte> emoticon)
    {
        ref var node = ref _firstNodes[emoticon[0]];
        if (node == 0)
            node = AddNode();
        var at = node;
        if (emoticon.Length >= 4)
            Set(_fours, Four(BinaryPrimitives.ReadUInt32LittleEndian(emoticon)));
        else if (emoticon.Length > 1)
            Set(_pairs, BinaryPrimitives.ReadUInt16LittleEndian(emoticon));
        else
            StopAt(emoticon[0]);
        foreach (var value in emoticon[1..])
        {
            var next = _edges.Find(Edge(at, value));
            if (next == 0)
            {
                next = AddNode();
                _edges.Add(Edge(at, value), next);
            }
            at = next;
        }
        _ends[at] = true;
    }

    /// <summary>Makes <see cref="NextStart"/> give the places of a byte, whatever follows it.</summary>
    public void StopAt(byte value)
    {
        for (var second = 0; second < 256; second++)
            Set(_pairs, value | second << 8);
    }

    /// <summary>
    /// The first place, from one on, where an emoticon may begin or a byte of <see cref="StopAt"/> is; the last three
    /// places are always given. The length of the text or more where there is none.
    /// </summary>
    public int NextStart(ReadOnlySpan<byte> text, int from)
    {
        if (text.Length - from < 4)
            return from;
        var four = BinaryPrimitives.ReadUInt32LittleEndian(text[from..]) << 8;
        for (var last = from + 3; last < text.Length; last++)
        {
            four = four >> 8 | (uint)text[last] << 24;
            var pair = (int)(four & 0xFFFF);
            var hash = Four(four);
            if (((_pairs[pair >> 6] >> pair | _fours[hash >> 6] >> hash) & 1) != 0)
                return last - 3;
        }
        return text.Length - 3;
    }

    /// <summary>The length of the shortest emoticon with which the text begins; 0 where there is none.</summary>
    public int ShortestAt(ReadOnlySpan<byte> text)
    {
        var node = _firstNodes[text[0]];
        if (_ends[node])
            return 1;
        if (node == 0 || !MayBegin(text))
            return 0;
        for (var i = 1; i < text.Length; i++)
        {
            node = _edges.Find(Edge(node, text[i]));
            if (node == 0)
                return 0;
            if (_ends[node])
                return i + 1;
        }
        return 0;
    }

    /// <summary>Whether the whole text is an emoticon.</summary>
    public bool Contains(ReadOnlySpan<byte> text)
    {
        var node = _firstNodes[text[0]];
        for (var i = 1; i < text.Length && node != 0; i++)
            node = _edges.Find(Edge(node, text[i]));
        return _ends[node];
    }

    bool MayBegin(ReadOnlySpan<byte> text) =>
        text.Length >= 2 && Has(_pairs, BinaryPrimitives.ReadUInt16LittleEndian(text))
        || text.Length >= 4 && Has(_fours, Four(BinaryPrimitives.ReadUInt32LittleEndian(text)));

    int AddNode()
    {
        _ends.Add(false);
        return _ends.Count - 1;
    }

    static void Set(ulong[] bits, int place) => bits[place >> 6] |= 1UL << place;

    static bool Has(ulong[] bits, int place) => (bits[place >> 6] & 1UL << place) != 0;

    static int Four(uint bytes) => (int)((bytes * 0x9E3779B1) >> (32 - FourBits));

    static ulong Edge(int node, byte value) => ((ulong)node << 8) | value;
}
