namespace Tidings.Storage.Sqlite;

/// <summary>
/// The (post, topic) pairs of an hour, found by the identity of the post. Looking up the post of each pair in the
/// database costs ten times as much as reading all posts of the hour in their own order and asking here.
/// </summary>
/// <param name="maxBytes">How much the identities may take, 0 or more.</param>
sealed class TopicPairs(long maxBytes)
{
    const int PageBytes = 1 << 20;
    const int HeadBytes = 3; // platform, length of the id
    const int None = -1;

    readonly List<byte[]> _platforms = [];
    readonly List<byte[]> _pages = [];
    readonly List<int> _offsets = [];
    readonly List<int> _topics = [];
    readonly List<int> _links = []; // hash of the identity; once linked, the next pair of the same bucket
    int[] _buckets = [];
    int _used = PageBytes; // of the last page

    /// <summary>How many pairs there are.</summary>
    public int Count => _topics.Count;

    /// <summary>Adds a pair; false where it finds no room.</summary>
    public bool TryAdd(int topic, ReadOnlySpan<byte> platform, ReadOnlySpan<byte> id)
    {
        var length = HeadBytes + id.Length;
        if (_used + length > PageBytes)
        {
            if (id.Length > ushort.MaxValue || (_pages.Count + 1L) * PageBytes > maxBytes)
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
        _offsets.Add((_pages.Count - 1) * PageBytes + _used);
        _topics.Add(topic);
        _links.Add(Hash(code, id));
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
            ref var bucket = ref _buckets[_links[pair] & (_buckets.Length - 1)];
            (_links[pair], bucket) = (bucket, pair);
        }
    }

    /// <summary>The first pair of a post; negative where there is none.</summary>
    public int First(ReadOnlySpan<byte> platform, ReadOnlySpan<byte> id)
    {
        var code = Code(platform);
        return code == None ? None : Match(_buckets[Hash(code, id) & (_buckets.Length - 1)], code, id);
    }

    /// <summary>The next pair of the same post; negative where there is none.</summary>
    public int Next(int pair, ReadOnlySpan<byte> platform, ReadOnlySpan<byte> id) =>
        Match(_links[pair], Code(platform), id);

    /// <summary>The topic of a pair.</summary>
    public int Topic(int pair) => _topics[pair];

    int Match(int pair, int code, ReadOnlySpan<byte> id)
    {
        while (pair >= 0 && !Is(pair, code, id))
            pair = _links[pair];
        return pair;
    }

    bool Is(int pair, int code, ReadOnlySpan<byte> id)
    {
        var offset = _offsets[pair];
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
