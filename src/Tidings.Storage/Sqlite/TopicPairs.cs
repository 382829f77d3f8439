namespace Tidings.Storage.Sqlite;

/// <summary>
/// The (post, topic) pairs of an hour, found by the identity of the post. Looking up the post of each pair in the
/// database costs ten times as much as reading all posts of the hour in their own order and asking here.
/// </summary>
/// <param name="maxBytes">How much the identities may take, 0 to 1 GiB.</param>
/// <param name="capacity">How many pairs there will be.</param>
sealed class TopicPairs(long maxBytes, int capacity)
{
    const int PageBytes = 1 << 20;
    const int HeadBytes = 3; // platform, length of the id
    const int None = -1;

    readonly List<byte[]> _platforms = [];
    readonly List<byte[]> _pages = [];
    readonly Pair[] _pairs = new Pair[capacity];
    int[] _buckets = [];
    int _used = PageBytes; // of the last page

    /// <summary>One cache line says all but the identity itself.</summary>
    readonly record struct Pair(int Offset, int Topic, int Hash)
    {
        /// <summary>The next pair of the same bucket.</summary>
        public int Next { get; init; } = None;
    }

    /// <summary>How many pairs there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a pair; false where it finds no room.</summary>
    public bool TryAdd(int topic, ReadOnlySpan<byte> platform, ReadOnlySpan<byte> id)
    {
        var length = HeadBytes + id.Length;
        if (id.Length > ushort.MaxValue)
            return false;
        if (_used + length > PageBytes)
        {
            if ((_pages.Count + 1L) * PageBytes > maxBytes)
                return false;
            _pages.Add(new byte[PageBytes]);
            _used = 0;
        }
        var code = Code(platform);
        if (code == None)
        {
            if (_platforms.Count > byte.MaxValue)
                return false;
            code = _platforms.Count;
            _platforms.Add(platform.ToArray());
        }
        var place = _pages[^1].AsSpan(_used, length);
        place[0] = (byte)code;
        place[1] = (byte)id.Length;
        place[2] = (byte)(id.Length >> 8);
        id.CopyTo(place[HeadBytes..]);
        _pairs[Count++] = new((_pages.Count - 1) * PageBytes + _used, topic, Hash(code, id));
        _used += length;
        return true;
    }

    /// <summary>All pairs are there; from now on they are found.</summary>
    public void Link()
    {
        _buckets = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(Count, 1))];
        Array.Fill(_buckets, None);
        for (var pair = Count - 1; pair >= 0; pair--)
        {
            ref var bucket = ref _buckets[_pairs[pair].Hash & (_buckets.Length - 1)];
            _pairs[pair] = _pairs[pair] with { Next = bucket };
            bucket = pair;
        }
    }

    /// <summary>The first pair of a post; negative where there is none.</summary>
    public int First(ReadOnlySpan<byte> platform, ReadOnlySpan<byte> id)
    {
        var code = Code(platform);
        if (code == None)
            return None;
        var hash = Hash(code, id);
        return Match(_buckets[hash & (_buckets.Length - 1)], hash, code, id);
    }

    /// <summary>The next pair of the same post; negative where there is none.</summary>
    public int Next(int pair, ReadOnlySpan<byte> platform, ReadOnlySpan<byte> id) =>
        Match(_pairs[pair].Next, _pairs[pair].Hash, Code(platform), id);

    /// <summary>The topic of a pair.</summary>
    public int Topic(int pair) => _pairs[pair].Topic;

    int Match(int pair, int hash, int code, ReadOnlySpan<byte> id)
    {
        while (pair >= 0 && !(_pairs[pair].Hash == hash && Is(_pairs[pair].Offset, code, id)))
            pair = _pairs[pair].Next;
        return pair;
    }

    bool Is(int offset, int code, ReadOnlySpan<byte> id)
    {
        var place = _pages[offset / PageBytes].AsSpan(offset % PageBytes);
        return place[0] == code && (place[1] | place[2] << 8) == id.Length
            && place.Slice(HeadBytes, id.Length).SequenceEqual(id);
    }

    int Code(ReadOnlySpan<byte> platform)
    {
        for (var i = 0; i < _platforms.Count; i++)
            if (platform.SequenceEqual(_platforms[i]))
                return i;
        return None;
    }

    /// <summary>Seeded anew in each process: ids cannot be made to fall into the same bucket.</summary>
    static int Hash(int code, ReadOnlySpan<byte> id)
    {
        var hash = default(HashCode);
        hash.Add(code);
        hash.AddBytes(id);
        return hash.ToHashCode();
    }
}
