namespace Tidings.Analysis;

/// <summary>What a code point does to the words around it.</summary>
enum WordClass : byte
{
    /// <summary>Ends a word: punctuation, symbols, white space, controls.</summary>
    Separator,

    /// <summary>A letter, decimal digit or <c>_</c>: neighbours form one word.</summary>
    Letter,

    /// <summary>A combining mark: belongs to whatever word stands before it.</summary>
    Mark,

    /// <summary>Invisible and without meaning for the word: a soft hyphen, a joiner, a variation selector.</summary>
    Ignorable,

    /// <summary>A letter of a script that puts no spaces between words: a word by itself.</summary>
    Unspaced,

    /// <summary>A Hangul syllable: a word by itself, but words begin only where a run of them begins.</summary>
    Syllable,
}
