using System.Text;

namespace Tidings.Analysis;

/// <summary>All words that VADER knows, in one hash table that never changes after it is built.</summary>
sealed partial class VaderLexicon
{
    /// <summary>Words of more bytes are not in the lexicon.</summary>
    public const int MaxWordLength = 23;

    /// <summary>Bytes that must be readable from the start of any word given to <see cref="Find"/>.</summary>
    public const int ReadLength = 24;

    const int SlotBits = 14;
    const int FilterBits = 16;
    const ulong LowMultiplier = 0x9E3779B97F4A7C15; // 2^64 / golden ratio, and below an odd number without a pattern
    const ulong HighMultiplier = 0xC2B2AE3D27D4EB4F;

    static readonly Lazy<VaderLexicon> Lazy = new(static () => new VaderLexicon());

    /// <summary>Indexes into <see cref="_keys"/> with 16 bits of the hash above, 0 where empty.</summary>
    readonly uint[] _slots = new uint[1 << SlotBits];

    /// <summary>A bit for each hash of a word's first eight bytes; small enough to stay near the processor.</summary>
    readonly ulong[] _filter = new ulong[1 << (FilterBits - 6)];
    readonly Key[] _keys = new Key[1 << (SlotBits - 1)];
    readonly VaderWord[] _words = new VaderWord[1 << (SlotBits - 1)];

    /// <summary>The rated words are added first and have the numbers from 1 to this.</summary>
    int _rated;

    VaderLexicon()
    {
        AddRatings(VaderData.Lexicon());
        foreach (var word in VaderWords.Intensifiers)
            Add(word).Boost = VaderWords.Boost;
        foreach (var word in VaderWords.Dampeners)
            Add(word).Boost = -VaderWords.Boost;
        foreach (var word in VaderWords.Negations)
            Add(word).Negates = true;
        var terms = VaderWords.Terms;
        for (var i = 0; i < terms.Length; i++)
            Add(terms[i]).Term = (VaderTerm)(i + 1);
    }

    /// <summary>The one table of the process; read from the assembly at first use.</summary>
    public static VaderLexicon Shared => Lazy.Value;

    /// <summary>The number of words; they are numbered from 1.</summary>
    public int Count { get; private set; }

    /// <summary>What is known of a word. Word 0 stands for all unknown ones.</summary>
    public ref readonly VaderWord this[int word] => ref _words[word];

    /// <summary>Whether the word has a valence of its own. Such words neither boost nor negate.</summary>
    public bool IsRated(int word) => (uint)(word - 1) < (uint)_rated; // word 0 wraps around

    /// <summary>The number of a word, 0 where it is unknown.</summary>
    /// <param name="text">Starts with the word; <see cref="ReadLength"/> bytes or more, the rest does not
    /// matter.</param>
    /// <param name="length">The word's length in bytes, at least 1. It must be in lower case.</param>
    public int Find(ReadOnlySpan<byte> text, int length)
    {
        if (length > MaxWordLength || !MayBeKnown(text, length))
            return 0;
        return (int)(_slots[SlotOf(Key.Of(text, length))] & 0xFFFF);
    }

    /// <summary>A look at the first eight bytes: of ten unknown words nine are found out.</summary>
    bool MayBeKnown(ReadOnlySpan<byte> text, int length)
    {
        var place = (Key.First8(text, length) * LowMultiplier) >> (64 - FilterBits);
        return (_filter[place >> 6] >> (int)place & 1) != 0;
    }

    /// <summary>Where the key is, or else the empty slot where it would be.</summary>
    int SlotOf(in Key key)
    {
        var hash = key.Hash();
        var mark = MarkOf(hash);
        for (var slot = (int)(hash >> (64 - SlotBits)); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var entry = _slots[slot];
            if (entry == 0 || ((entry & 0xFFFF_0000) == mark && _keys[entry & 0xFFFF] == key))
                return slot;
        }
    }

    static uint MarkOf(ulong hash) => (uint)(hash >> 32) & 0xFFFF_0000;

    void AddRatings(ReadOnlySpan<byte> lines)
    {
        while (VaderData.TryReadLine(ref lines, out var word, out var rating))
            Add(word).Valence = ParseRating(rating);
        _rated = Count;
    }

    /// <summary>Reads <c>-1.9</c> and the like. A quotient of whole numbers is the double nearest to it.</summary>
    static double ParseRating(ReadOnlySpan<byte> text)
    {
        var tenths = 0;
        foreach (var sign in text)
            if (sign is >= (byte)'0' and <= (byte)'9')
                tenths = (tenths * 10) + (sign - '0');
        return (text[0] == (byte)'-' ? -tenths : tenths) / 10.0;
    }

    ref VaderWord Add(string word)
    {
        Span<byte> utf8 = stackalloc byte[MaxWordLength];
        var length = Encoding.UTF8.GetBytes(word, utf8);
        return ref Add(utf8[..length]);
    }

    ref VaderWord Add(scoped ReadOnlySpan<byte> word)
    {
        Span<byte> padded = stackalloc byte[ReadLength];
        padded.Clear();
        word.CopyTo(padded);
        var key = Key.Of(padded, word.Length);
        ref var entry = ref _slots[SlotOf(key)];
        if (entry == 0)
        {
            entry = MarkOf(key.Hash()) | (uint)++Count;
            _keys[Count] = key;
            var place = (key.First * LowMultiplier) >> (64 - FilterBits);
            _filter[place >> 6] |= 1UL << (int)place;
        }
        return ref _words[entry & 0xFFFF];
    }
}
