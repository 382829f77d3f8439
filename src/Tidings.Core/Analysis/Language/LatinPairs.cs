namespace Tidings.Analysis;

/// <summary>
/// The pairs of neighbouring letters of a word, from the last to the first, its boundaries counted as letters; each is
/// a number below <see cref="Count"/>.
/// </summary>
struct LatinPairs(LatinWord word)
{
    /// <summary>How many numbers there are.</summary>
    public const int Count = 1 << (2 * LatinLetters.Bits);

    const int Boundary = 0;
    const int LetterMask = (1 << LatinLetters.Bits) - 1;

    ulong _letters = word.Letters;
    int _left = Math.Min(word.Count, LatinWord.MaxLetters) + 1;
    int _behind = Boundary;

    /// <summary>The pair: its second letter in the lowest bits.</summary>
    public int Current { get; private set; }

    /// <summary>Moves on; false behind the last one.</summary>
    public bool MoveNext()
    {
        if (_left-- == 0)
            return false;
        var letter = (int)_letters & LetterMask; // when none is left: the boundary in front
        Current = (letter << LatinLetters.Bits) | _behind;
        _behind = letter;
        _letters >>= LatinLetters.Bits;
        return true;
    }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly LatinPairs GetEnumerator() => this;
}
