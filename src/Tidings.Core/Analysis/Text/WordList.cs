using System.Runtime.CompilerServices;

namespace Tidings.Analysis;

/// <summary>
/// A list of words or phrases of which a text may contain none, such as a blacklist. Words are matched whole and
/// whatever their case: <c>win</c> matches <c>WIN!</c>, <c>#win</c> and <c>win-win</c>, but not <c>window</c>.
/// </summary>
/// <remarks>
/// Hashtags and cashtags count, because the word stands there; so do mentions and web addresses, which this class does
/// not tell from other text. Words are compared as <see cref="TopicMatcher"/> compares them. One instance may serve
/// many threads, and no call allocates.
/// </remarks>
public sealed class WordList
{
    readonly PhraseIndex _index = new();

    /// <summary>Reads the list; it may be empty, and then matches nothing.</summary>
    /// <param name="words">Words, or phrases with white space between the words.</param>
    /// <exception cref="ArgumentException">An entry is empty, or is not made of words; the message names
    /// it.</exception>
    public WordList(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        for (var i = 0; i < words.Count; i++)
        {
            var fault = words[i] is null ? "is empty" : _index.Add(words[i], i);
            if (fault is not null)
                throw new ArgumentException($"Word '{words[i]}' (number {i + 1} of the list) {fault}.", nameof(words));
        }
    }

    /// <summary>Whether the text contains a word or phrase of the list.</summary>
    /// <param name="text">UTF-8; may be invalid.</param>
    [SkipLocalsInit]
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        var reader = new WordReader(text, [], stackalloc byte[WordKey.MaxLength]);
        return _index.FindNext(ref reader, text, stackalloc PhraseHit[PhraseIndex.MaxWords]) > 0;
    }
}
