namespace Tidings.Analysis;

/// <summary>
/// Numbers the keys of configured words: open addressing at most a quarter full, so that a miss costs one probe.
/// </summary>
sealed class WordTable
{
    // A slot is the number of a word plus one, and its hash; 0 is empty.
    (uint Hash, int Number)[] _slots = new (uint, int)[16];
    readonly List<byte[]> _words = [];

    /// <summary>How many words there are; their numbers are below it.</summary>
    public int Count => _words.Count;

    /// <summary>The number of a word, which is new where it was not there.</summary>
    public int Add(ReadOnlySpan<byte> key)
    {
        var number = Find(key);
        if (number >= 0)
            return number;
        _words.Add(key.ToArray());
        if (_words.Count * 4 > _slots.Length)
        {
            _slots = new (uint, int)[_slots.Length * 2];
            for (var i = 0; i < _words.Count; i++)
                Place(WordKey.Hash(_words[i]), i);
        }
        else
        {
            Place(WordKey.Hash(key), _words.Count - 1);
        }
        return _words.Count - 1;
    }

    /// <summary>The number of the key's word, or -1.</summary>
    public int Find(ReadOnlySpan<byte> key)
    {
        var hash = WordKey.Hash(key);
        for (var i = FirstSlot(hash); _slots[i].Number != 0; i = (i + 1) & (_slots.Length - 1))
        {
            if (_slots[i].Hash == hash && key.SequenceEqual(_words[_slots[i].Number - 1]))
                return _slots[i].Number - 1;
        }
        return -1;
    }

    /// <summary>The number of the word that the reader stands on, or -1.</summary>
    public int Find(in WordReader reader)
    {
        var hash = reader.Hash;
        for (var i = FirstSlot(hash); _slots[i].Number != 0; i = (i + 1) & (_slots.Length - 1))
        {
            if (_slots[i].Hash == hash && reader.HasKey && reader.Is(_words[_slots[i].Number - 1]))
                return _slots[i].Number - 1;
        }
        return -1;
    }

    int FirstSlot(uint hash) => (int)((hash ^ (hash >> 15)) & (uint)(_slots.Length - 1));

    void Place(uint hash, int number)
    {
        var i = FirstSlot(hash);
        while (_slots[i].Number != 0)
            i = (i + 1) & (_slots.Length - 1);
        _slots[i] = (hash, number + 1);
    }
}
