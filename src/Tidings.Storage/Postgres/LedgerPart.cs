using System.Runtime.InteropServices;
using Tidings.Posts;

namespace Tidings.Storage.Postgres;

/// <summary>
/// The part of the ledger that a batch touches, in memory: loaded at once, changed by the rules, written at once. Every
/// id that the batch names has a slot, whether it is a post's identity or another id of it. Reused.
/// </summary>
sealed class LedgerPart
{
    const int None = -1;
    const int KeepBytes = 16 << 20;

    readonly List<Slot> _slots = [];
    int[] _buckets = new int[1 << 10];
    byte[] _bytes = new byte[1 << 16];
    int _used;
    int _last;

    public LedgerPart() => Array.Fill(_buckets, None);

    /// <summary>What is known of an id, and what becomes of it.</summary>
    public struct Slot
    {
        public required Platform Platform { get; init; }

        /// <summary>Where the id lies.</summary>
        public required ByteRange Id { get; init; }

        public required int Hash { get; init; }

        /// <summary>The next slot of the same bucket.</summary>
        public int Next;

        /// <summary>The row of the ledger as it is stored; null where there is none.</summary>
        public LedgerEntry? Stored;

        /// <summary>As it is to be; null where the ledger knows nothing.</summary>
        public LedgerEntry? Entry;

        /// <summary>Whether the id is known as another id of a post.</summary>
        public bool IsAlias;

        /// <summary>Of which one; none where a delete came before its post.</summary>
        public int AliasOf;

        /// <summary>That is not stored yet.</summary>
        public bool IsAliasNew;

        /// <summary>The post of the batch that is to be stored; negative for none.</summary>
        public int Post;

        /// <summary>When that one was received, unix milliseconds.</summary>
        public long ReceivedAt;

        /// <summary>The stored rows of the post, hidden ones included, are to be deleted.</summary>
        public bool IsRemoved;

        /// <summary>The stored rows of the post are to be moved to its better known time.</summary>
        public bool IsRetimed;

        /// <summary>The post that is to be stored belongs to an author that is taken down.</summary>
        public bool IsHidden;

        /// <summary>The seq of the rows that were deleted for it.</summary>
        public long? Seq;
    }

    public int Count => _slots.Count;

    public ref Slot this[int index] => ref CollectionsMarshal.AsSpan(_slots)[index];

    /// <summary>The id of a slot.</summary>
    public ReadOnlySpan<byte> IdOf(in Slot slot) => _bytes.AsSpan(slot.Id.Start, slot.Id.Length);

    /// <summary>Any of the posts that it was filled with has other ids.</summary>
    public bool HasOtherIds { get; private set; }

    /// <summary>Forgets all, and takes the ids of a batch's posts.</summary>
    public void Fill(PostBatch batch)
    {
        Clear();
        foreach (ref readonly var post in batch.Posts)
        {
            Add(post.Platform, batch[post.Id]);
            foreach (var nativeId in batch.NativeIdsOf(post))
            {
                Add(post.Platform, batch[nativeId]);
                HasOtherIds = true;
            }
        }
    }

    public void Clear()
    {
        HasOtherIds = false;
        _slots.Clear();
        (_used, _last) = (0, 0);
        Array.Fill(_buckets, None);
        if (_bytes.Length > KeepBytes)
            _bytes = new byte[1 << 16];
    }

    /// <summary>The slot of an id; negative where there is none.</summary>
    public int Find(Platform platform, ReadOnlySpan<byte> id)
    {
        // Each id is asked for several times, and the next one in the order in which they were added.
        if (IsOf(_last, platform, id))
            return _last;
        if (IsOf(_last + 1, platform, id))
            return ++_last;
        var found = Find(platform, id, Hash(platform, id));
        if (found >= 0)
            _last = found;
        return found;
    }

    bool IsOf(int slot, Platform platform, ReadOnlySpan<byte> id) => slot < _slots.Count
        && this[slot].Platform == platform && IdOf(this[slot]).SequenceEqual(id);

    /// <summary>The slot of an id, made where there is none.</summary>
    public int Add(Platform platform, ReadOnlySpan<byte> id) => Add(platform, id, Hash(platform, id));

    /// <inheritdoc cref="Add(Platform, ReadOnlySpan{byte})"/>
    public int Add(Platform platform, ReadOnlySpan<byte> id, int hash)
    {
        if (Find(platform, id, hash) is >= 0 and var known)
            return known;
        if (_slots.Count >= _buckets.Length)
            Grow();
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _slots.Add(new()
        {
            Platform = platform,
            Id = Keep(id),
            Hash = hash,
            Next = bucket,
            AliasOf = None,
            Post = None,
        });
        return bucket = _slots.Count - 1;
    }

    /// <inheritdoc cref="Find(Platform, ReadOnlySpan{byte})"/>
    public int Find(Platform platform, ReadOnlySpan<byte> id, int hash)
    {
        for (var i = _buckets[hash & (_buckets.Length - 1)]; i >= 0; i = this[i].Next)
        {
            ref var slot = ref this[i];
            if (slot.Hash == hash && slot.Platform == platform && IdOf(slot).SequenceEqual(id))
                return i;
        }
        return None;
    }

    void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        Array.Fill(_buckets, None);
        for (var i = 0; i < _slots.Count; i++)
        {
            ref var bucket = ref _buckets[this[i].Hash & (_buckets.Length - 1)];
            this[i].Next = bucket;
            bucket = i;
        }
    }

    ByteRange Keep(ReadOnlySpan<byte> id)
    {
        if (_bytes.Length - _used < id.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + id.Length));
        id.CopyTo(_bytes.AsSpan(_used));
        _used += id.Length;
        return new(_used - id.Length, id.Length);
    }

    /// <summary>Seeded anew in each process: ids cannot be made to fall into the same bucket.</summary>
    public static int Hash(Platform platform, ReadOnlySpan<byte> id)
    {
        var hash = default(HashCode);
        hash.Add(platform);
        hash.AddBytes(id);
        return hash.ToHashCode();
    }
}
