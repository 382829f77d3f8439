using System.Buffers.Binary;

namespace Tidings.Analysis;

/// <summary>The configured emoticons as a tree of bytes, so that one walk tries all of them at once.</summary>
sealed class EmoticonTree
{
    readonly int[] _firstNodes = new int[256]; // by first byte; 0 where no emoticon begins with it

    // A bit for the first two bytes of each short emoticon, and for a hash of the first four of each longer one: with
    // thousands of emoticons nearly every pair of letters begins one, but few fours do.
    readonly ulong[] _pairs = new ulong[1024];
    readonly ulong[] _fours = new ulong[1024];
    readonly EdgeTable _edges = new();
    readonly List<bool> _ends = [false]; // by node, from 1: an emoticon ends here

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _ends.Count == 1;

    /// <summary>Whether an emoticon begins with this byte.</summary>
    public bool BeginsWith(byte value) => _firstNodes[value] != 0;

    /// <summary>Adds an emoticon of at least one byte.</summary>
    public void Add(ReadOnlySpan<byte> emoticon)
    {
        ref var node = ref _firstNodes[emoticon[0]];
        if (node == 0)
            node = AddNode();
        var at = node;
        if (emoticon.Length >= 4)
            _fours[Four(emoticon) >> 6] |= 1UL << Four(emoticon);
        else if (emoticon.Length > 1)
            _pairs[Pair(emoticon) >> 6] |= 1UL << Pair(emoticon);
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

    bool MayBegin(ReadOnlySpan<byte> text) => text.Length >= 2 && (_pairs[Pair(text) >> 6] & (1UL << Pair(text))) != 0
        || text.Length >= 4 && (_fours[Four(text) >> 6] & (1UL << Four(text))) != 0;

    int AddNode()
    {
        _ends.Add(false);
        return _ends.Count - 1;
    }

    static int Pair(ReadOnlySpan<byte> text) => (text[0] << 8) | text[1];

    static int Four(ReadOnlySpan<byte> text) => (int)((BinaryPrimitives.ReadUInt32LittleEndian(text) * 0x9E3779B1) >> 16);

    static ulong Edge(int node, byte value) => ((ulong)node << 8) | value;
}
