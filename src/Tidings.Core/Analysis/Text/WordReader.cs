using System.Numerics;
using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// Reads the words of a text, outside URLs and mentions. A word is a run of letters, marks, decimal digits and
/// <c>_</c>; so <c>Bitcoin's</c> is two words, <c>bitcoin_price</c> one. In scripts that put no spaces between words
/// (Han, kana, Thai, Lao, Khmer, Myanmar) each letter is a word with its marks, and so is each Hangul syllable.
/// Copying a reader is cheap and gives a second place in the same text; the copies share one key buffer.
/// </summary>
/// <param name="text">UTF-8; may be invalid.</param>
/// <param name="entities">In the order of their starts; URLs and mentions are passed over.</param>
/// <param name="key">Room for <see cref="WordKey.MaxLength"/> bytes.</param>
ref partial struct WordReader(ReadOnlySpan<byte> text, ReadOnlySpan<Entity> entities, Span<byte> key)
{
    const int Unwritten = int.MaxValue;

    readonly ReadOnlySpan<byte> _text = text;
    readonly Span<byte> _key = key;
    TextStretches _stretches = new(text, entities);
    WordBits _block;
    int _blockStart = -WordBits.BlockLength;
    int _keyLength;
    int _runEnd;
    bool _syllable;

    /// <summary>Byte offset of the word.</summary>
    public int Start { get; private set; }

    /// <summary>Byte offset behind the word.</summary>
    public int End { get; private set; }

    /// <summary>The hash of the word's key; means nothing where <see cref="HasKey"/> is false.</summary>
    public uint Hash { get; private set; }

    /// <summary>Whether the word is a Hangul syllable right behind another one, so that no word begins here.</summary>
    public bool IsContinued { get; private set; }

    /// <summary>False where the word is longer than any configured word may be.</summary>
    public readonly bool HasKey => _keyLength >= 0;

    /// <summary>Whether the word's key is this one.</summary>
    public readonly bool Is(ReadOnlySpan<byte> other) => _keyLength switch
    {
        Unwritten => other.SequenceEqual(_key[..WordKey.Write(_text[Start..End], _key)]),
        > 0 => other.SequenceEqual(_key[.._keyLength]),
        _ => _keyLength == 0 && Ascii.EqualsIgnoreCase(_text[Start..End], other),
    };

    /// <summary>Moves to the next word; false at the end of the text.</summary>
    public bool Next()
    {
        do
        {
            if (NextBefore(_stretches.End))
                return true;
        }
        while (NextStretch());
        return false;
    }

    /// <summary>
    /// Moves to the next word, of those of a filter at the latest: words that it rules out may be passed over.
    /// </summary>
    public bool Next(WordFilter filter)
    {
        do
        {
            var from = Math.Max(End, _stretches.Start);
            do
            {
                if (from < _runEnd && NextBefore(_runEnd))
                    return true;
                from = Math.Max(from, _runEnd);
            }
            while (NextRun(filter, from));
        }
        while (NextStretch());
        return false;
    }

    bool NextRun(WordFilter filter, int from)
    {
        if (!filter.TryFindRun(_text[.._stretches.End], from, out var start, out _runEnd))
            return false;
        _syllable &= start == End;
        End = start;
        return true;
    }

    bool NextStretch()
    {
        End = _stretches.End;
        _blockStart = -WordBits.BlockLength;
        return _stretches.MoveNext();
    }

    // The end lies in this stretch and not within a word.
    bool NextBefore(int end)
    {
        var stretch = _text[.._stretches.End];
        var i = Math.Max(End, _stretches.Start);
        while (i < end)
        {
            if ((uint)(i - _blockStart) >= WordBits.BlockLength)
                LoadBlock(stretch, i);
            var bits = (_block.Letters | _block.High) >> (i - _blockStart);
            if (bits == 0)
            {
                i = _blockStart + WordBits.BlockLength;
                continue;
            }
            i += BitOperations.TrailingZeroCount(bits);
            if (i >= end)
                break;
            var offset = i - _blockStart;
            var length = BitOperations.TrailingZeroCount(~(bits >> BitOperations.TrailingZeroCount(bits)));
            if (offset + length == WordBits.BlockLength && offset > 0)
            {
                // Perhaps only its beginning. With the block moved to it, it is whole, or longer than a block.
                LoadBlock(stretch, i);
                continue;
            }
            if (length == WordBits.BlockLength || (_block.High >> offset & ((1UL << length) - 1)) != 0)
            {
                if (BeginsWord(stretch, i, out var behind))
                    return ReadAny(stretch, i);
                i = behind;
                continue;
            }
            (Start, End, Hash, _keyLength) = (i, i + length, WordKey.Hash(_text, i, length), 0);
            (_syllable, IsContinued) = (false, false);
            return true;
        }
        return false;
    }

    void LoadBlock(ReadOnlySpan<byte> stretch, int start)
    {
        _blockStart = start;
        _block = WordBits.Of(stretch[start..Math.Min(start + WordBits.BlockLength, stretch.Length)]);
    }
}
