namespace Tidings.Storage.Postgres;

/// <summary>
/// Which ids the ledger may know: never wrong about one that it does not hold, sometimes about one that it holds. A
/// Bloom filter whose bits of one id lie in one word.
/// </summary>
/// <remarks>
/// 8 MB, whatever is in it. Of ids that are new, one in 10,000 is taken for known with 1 million ids in it, one in 14
/// with 10 million: what is asked in vain costs time, nothing else.
/// </remarks>
sealed class LedgerFilter
{
    const int WordBits = 20;

    readonly ulong[] _words = new ulong[1 << WordBits];

    /// <summary>Adds an id by its hash; true where it may have been there before.</summary>
    public bool Add(int hash)
    {
        var bits = Bits(hash, out var at);
        ref var word = ref _words[at];
        var isKnown = (word & bits) == bits;
        word |= bits;
        return isKnown;
    }

    /// <summary>False where an id was never added, by its hash.</summary>
    public bool MayHold(int hash)
    {
        var bits = Bits(hash, out var at);
        return (_words[at] & bits) == bits;
    }

    static ulong Bits(int hash, out ulong at)
    {
        var mixed = (uint)hash * 0x9E37_79B9_7F4A_7C15; // 2^64 divided by the golden ratio spreads all bits upwards
        at = mixed >> (64 - WordBits);
        return (1UL << (int)(mixed >> 38)) | (1UL << (int)(mixed >> 32)) | (1UL << (int)(mixed >> 26));
    }
}
