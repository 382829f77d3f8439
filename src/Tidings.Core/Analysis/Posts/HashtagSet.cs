namespace Tidings.Analysis;

/// <summary>
/// The hashtag keys of one post, each once. Few are compared one by one; a post of thousands gets a hash set.
/// </summary>
sealed class HashtagSet
{
    const int Few = 32;
    const int KeepBytes = 1 << 16;
    readonly List<ReadOnlyMemory<byte>> _keys = [];
    readonly HashSet<string> _many = [];
    byte[] _buffer = new byte[4096];
    int _used;

    public void Clear()
    {
        _keys.Clear();
        _many.Clear();
        _used = 0;
        if (_buffer.Length > KeepBytes)
            _buffer = new byte[4096];
    }

    /// <summary>
    /// Makes the key of a spelling; false where it is empty or was there before. The key is valid until
    /// <see cref="Clear"/>.
    /// </summary>
    public bool TryAdd(ReadOnlySpan<byte> spelling, out ReadOnlyMemory<byte> key)
    {
        var most = HashtagKey.MaxLength(spelling.Length);
        if (_buffer.Length - _used < most)
        {
            _buffer = new byte[Math.Max(_buffer.Length * 2, most)]; // earlier keys keep the old one alive
            _used = 0;
        }
        var length = HashtagKey.Normalize(spelling, _buffer.AsSpan(_used));
        key = _buffer.AsMemory(_used, length);
        if (length == 0 || Contains(key.Span))
            return false;
        _used += length;
        _keys.Add(key);
        if (_keys.Count > Few)
            _many.Add(Convert.ToBase64String(key.Span));
        return true;
    }

    bool Contains(ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < Math.Min(_keys.Count, Few); i++)
            if (_keys[i].Span.SequenceEqual(key))
                return true;
        return _keys.Count > Few && _many.Contains(Convert.ToBase64String(key));
    }
}
