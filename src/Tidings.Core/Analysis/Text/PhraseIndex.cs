using System.Runtime.CompilerServices;
using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// Finds configured words and phrases in texts, on whole words. The cost of a text does not depend on how many phrases
/// there are: one hash lookup a word that is not ruled out by a look at its beginning, and more only where a phrase
/// begins. What stands between the words of a phrase must agree: nothing, any white space, or one and the same character
/// (<c>e-mail</c>, <c>don't</c>; the two apostrophes are one).
/// </summary>
sealed class PhraseIndex
{
    /// <summary>Most words of a phrase; each Han or kana letter, Hangul syllable and the like is one.</summary>
    public const int MaxWords = 64;

    // What may stand between two words: one of these, or the code point of a single character.
    const int NoGap = 0;
    const int SpaceGap = ' ';
    const int OtherGap = -1;

    const int MaxNodes = 1 << 21;

    readonly WordTable _words = new();
    readonly WordFilter _firstWords = new();
    readonly EdgeTable _edges = new();
    readonly List<int> _firstNodes = []; // by word; 0 where no phrase begins with it
    readonly List<int[]> _entries = [[]]; // by node, in the order of adding; node 0 is none
    readonly List<bool> _hasNext = [false]; // by node

    /// <summary>
    /// Adds a phrase; gives null, or what is wrong with it in words that follow its name. White space around it does
    /// not count. The same phrase may be added for several entries.
    /// </summary>
    /// <param name="phrase">Begins and ends with a word.</param>
    /// <param name="entry">The caller's number for it.</param>
    [SkipLocalsInit]
    public string? Add(string phrase, int entry)
    {
        var text = Encoding.UTF8.GetBytes(phrase.Trim());
        if (text.Length == 0)
            return "is empty";
        Span<byte> key = stackalloc byte[WordKey.MaxLength];
        var reader = new WordReader(text, [], key);
        var path = new List<(int Gap, int Word)>();
        var end = 0;
        for (; reader.Next(); end = reader.End)
        {
            if (!reader.HasKey)
                return "has a word that is too long";
            var gap = Gap(text.AsSpan(end, reader.Start - end));
            if (gap == OtherGap || (path.Count == 0 && gap != NoGap))
                return "has signs that do not belong to a word";
            var length = WordKey.Write(text.AsSpan(reader.Start, reader.End - reader.Start), key);
            if (path.Count == 0)
                _firstWords.Add(key[..length]);
            path.Add((gap, _words.Add(key[..length])));
        }
        if (path.Count == 0 || end < text.Length)
            return "has signs that do not belong to a word";
        if (path.Count > MaxWords || _entries.Count + path.Count > MaxNodes)
            return "is too long";
        var node = 0;
        foreach (var (gap, word) in path)
            node = node == 0 ? FirstNode(word) : NextNode(node, gap, word);
        _entries[node] = [.. _entries[node], entry];
        return null;
    }

    /// <summary>
    /// Moves the reader to the next word at which a phrase begins, and lists the phrases there, shortest first. Gives
    /// their number; 0 at the end of the text.
    /// </summary>
    /// <param name="reader">Stands before the first word to look at.</param>
    /// <param name="text">The text that it reads.</param>
    /// <param name="hits">Room for <see cref="MaxWords"/>.</param>
    public int FindNext(ref WordReader reader, ReadOnlySpan<byte> text, Span<PhraseHit> hits)
    {
        while (reader.Next(_firstWords))
        {
            var word = _words.Find(reader);
            if (word < 0 || (uint)word >= (uint)_firstNodes.Count || _firstNodes[word] == 0 || reader.IsContinued)
                continue;
            var count = Follow(reader, text, _firstNodes[word], hits);
            if (count > 0)
                return count;
        }
        return 0;
    }

    /// <summary>The entries of a phrase that was found, in the order of adding.</summary>
    public ReadOnlySpan<int> Entries(PhraseHit hit) => _entries[hit.Node];

    int Follow(WordReader reader, ReadOnlySpan<byte> text, int node, Span<PhraseHit> hits)
    {
        var count = 0;
        while (true)
        {
            if (_entries[node].Length > 0)
                hits[count++] = new(reader.End, node);
            var end = reader.End;
            if (!_hasNext[node] || !reader.Next())
                return count;
            var word = _words.Find(reader);
            var gap = word < 0 ? OtherGap : Gap(text[end..reader.Start]);
            if (gap == OtherGap)
                return count;
            node = _edges.Find(EdgeKey(node, gap, word));
            if (node == 0)
                return count;
        }
    }

    // The only gaps that a phrase may have. The white space run can be of any length and kind.
    static int Gap(ReadOnlySpan<byte> between)
    {
        if (between.IsEmpty)
            return NoGap;
        Rune.DecodeFromUtf8(between, out var rune, out var consumed);
        if (!WhiteSpace.Contains(rune.Value))
        {
            if (consumed < between.Length || rune.Value is '#' or '@' or '$')
                return OtherGap;
            return rune.Value is 0x2019 or 0x02BC or 0xFF07 ? '\'' : rune.Value;
        }
        while (consumed < between.Length)
        {
            Rune.DecodeFromUtf8(between[consumed..], out rune, out var length);
            if (!WhiteSpace.Contains(rune.Value))
                return OtherGap;
            consumed += length;
        }
        return SpaceGap;
    }

    int FirstNode(int word)
    {
        while (_firstNodes.Count <= word)
            _firstNodes.Add(0);
        if (_firstNodes[word] == 0)
            _firstNodes[word] = AddNode();
        return _firstNodes[word];
    }

    int NextNode(int node, int gap, int word)
    {
        var key = EdgeKey(node, gap, word);
        var next = _edges.Find(key);
        if (next == 0)
        {
            next = AddNode();
            _edges.Add(key, next);
            _hasNext[node] = true;
        }
        return next;
    }

    int AddNode()
    {
        _entries.Add([]);
        _hasNext.Add(false);
        return _entries.Count - 1;
    }

    // 22 bits of node, 21 of code point, 21 of word; the number of nodes, and with it that of words, is limited above.
    static ulong EdgeKey(int node, int gap, int word) => ((ulong)node << 42) | ((ulong)gap << 21) | (uint)word;
}
