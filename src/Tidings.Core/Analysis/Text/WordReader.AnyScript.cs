namespace Tidings.Analysis;

/// <content>Words with other characters than ASCII.</content>
ref partial struct WordReader
{
    static bool BeginsWord(ReadOnlySpan<byte> text, int start, out int behind) =>
        Decode(text, start, out behind, out _) is not (WordClass.Separator or WordClass.Ignorable);

    // Reads the word at a byte that is known to begin one, whatever its script.
    bool ReadAny(ReadOnlySpan<byte> stretch, int start)
    {
        var first = Decode(stretch, start, out var i, out var codePoint);
        var firstEnd = i;
        while (i < stretch.Length)
        {
            var next = Decode(stretch, i, out var behind, out _);
            if (next is not (WordClass.Mark or WordClass.Ignorable)
                && (next != WordClass.Letter || first is WordClass.Unspaced or WordClass.Syllable))
                break;
            i = behind;
        }
        IsContinued = first == WordClass.Syllable && _syllable && start == End;
        _syllable = first == WordClass.Syllable;
        (Start, End) = (start, i);
        if (i == firstEnd && RuneHashes.TryGet(codePoint, out var hash))
        {
            (Hash, _keyLength) = (hash, Unwritten); // hardly ever asked for
            return true;
        }
        _keyLength = WordKey.Write(stretch[start..i], _key);
        if (_keyLength > 0)
            Hash = WordKey.Hash(_key[.._keyLength]);
        else
            _keyLength = -1;
        return true;
    }

    static WordClass Decode(ReadOnlySpan<byte> text, int start, out int behind, out int codePoint)
    {
        codePoint = CodePoint.At(text, start, out var length);
        behind = start + length;
        return WordClasses.Of(codePoint);
    }
}
