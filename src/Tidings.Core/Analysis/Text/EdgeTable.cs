namespace Tidings.Analysis;

/// <summary>
/// The edges of a tree: a key made of node and label leads to a node, from 1. Open addressing, at most half full.
/// </summary>
sealed class EdgeTable
{
    (ulong Key, int To)[] _slots = new (ulong, int)[16];
    int _count;

    /// <summary>Where the edge leads, or 0.</summary>
    public int Find(ulong key)
    {
        for (var i = FirstSlot(key); _slots[i].To != 0; i = (i + 1) & (_slots.Length - 1))
        {
            if (_slots[i].Key == key)
                return _slots[i].To;
        }
        return 0;
    }

    /// <summary>Adds an edge that is not there yet.</summary>
    public void Add(ulong key, int to)
    {
        if (++_count * 2 > _slots.Length)
        {
            var old = _slots;
            _slots = new (ulong, int)[old.Length * 2];
            foreach (var (oldKey, oldTo) in old)
            {
                if (oldTo != 0)
                    Place(oldKey, oldTo);
            }
        }
        Place(key, to);
    }

    // Multiplied by 2^64 divided by the golden ratio, whose upper bits are well mixed.
    int FirstSlot(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> 32) & (_slots.Length - 1);

    void Place(ulong key, int to)
    {
        var i = FirstSlot(key);
        while (_slots[i].To != 0)
            i = (i + 1) & (_slots.Length - 1);
        _slots[i] = (key, to);
    }
}
