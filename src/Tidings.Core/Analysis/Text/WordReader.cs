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
ref struct WordReader(ReadOnlySpan<byte> text, ReadOnlySpan<Entity> entities, Span<byte> key)
{
    readonly ReadOnlySpan<byte> _text = text;
    readonly Span<byte> _key = key;
    TextStretches _stretches = new(text, entities);
    int _keyLength;
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
    public readonly bool Is(ReadOnlySpan<byte> other) => _keyLength > 0
        ? other.SequenceEqual(_key[.._keyLength])
        : _keyLength == 0 && Ascii.EqualsIgnoreCase(_text[Start..End], other);

    /// <summary>Moves to the next word; false at the end of the text.</summary>
    public bool Next()
    {
        var folded = WordClasses.Folded;
        while (true)
        {
            var stretch = _text[.._stretches.End];
            var i = Math.Max(End, _stretches.Start);
            for (; i < stretch.Length; i++)
            {
                var value = folded[stretch[i]];
                if (value == 0)
                    continue;
                if (value == WordClasses.NotAscii)
                {
                    Rune.DecodeFromUtf8(stretch[i..], out var rune, out var consumed);
                    if (WordClasses.Of(rune.Value) is not (WordClass.Separator or WordClass.Ignorable))
                        return ReadAny(stretch, i);
                    i += consumed - 1;
                    continue;
                }
                var hash = WordKey.StartHash;
                var start = i;
                do
                {
                    hash = WordKey.AddToHash(hash, value);
                    i++;
                    value = i < stretch.Length ? folded[stretch[i]] : (byte)0;
                }
                while (value is not (0 or WordClasses.NotAscii));
                if (value == WordClasses.NotAscii)
                    return ReadAny(stretch, start);
                (Start, End, Hash, _keyLength) = (start, i, hash, 0);
                (_syllable, IsContinued) = (false, false);
                return true;
            }
            End = stretch.Length;
            if (!_stretches.MoveNext())
                return false;
        }
    }

    // Reads the word at a byte that is known to begin one, whatever its script.
    bool ReadAny(ReadOnlySpan<byte> stretch, int start)
    {
        var first = Decode(stretch, start, out var i);
        while (i < stretch.Length)
        {
            var next = Decode(stretch, i, out var behind);
            if (next is not (WordClass.Mark or WordClass.Ignorable)
                && (next != WordClass.Letter || first is WordClass.Unspaced or WordClass.Syllable))
                break;
            i = behind;
        }
        IsContinued = first == WordClass.Syllable && _syllable && start == End;
        _syllable = first == WordClass.Syllable;
        (Start, End) = (start, i);
        _keyLength = WordKey.Write(stretch[start..i], _key);
        if (_keyLength > 0)
            Hash = WordKey.Hash(_key[.._keyLength]);
        else
            _keyLength = -1;
        return true;
    }

    static WordClass Decode(ReadOnlySpan<byte> text, int start, out int behind)
    {
        Rune.DecodeFromUtf8(text[start..], out var rune, out var consumed);
        behind = start + consumed;
        return WordClasses.Of(rune.Value);
    }
}
