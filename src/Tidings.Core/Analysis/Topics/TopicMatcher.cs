using System.Buffers;
using System.Runtime.CompilerServices;

namespace Tidings.Analysis;

/// <summary>Finds the topics that a post names, on whole words: <c>ether</c> is not in <c>together</c>.</summary>
/// <remarks>
/// <para>Words are runs of letters, marks, decimal digits and <c>_</c>, in any script, outside URLs and mentions;
/// hashtags and cashtags are read as words too, so <c>bitcoin</c> also matches <c>#bitcoin</c> and <c>Bitcoin's</c>.
/// They are compared without regard to case (Unicode simple case folding), to composed or decomposed spelling and to
/// compatibility forms such as full-width letters (NFKD); soft hyphens, joiners and variation selectors within a word
/// do not count.</para>
/// <para>In scripts without spaces between words (Han, kana, Thai, Lao, Khmer, Myanmar) a synonym matches anywhere
/// within a run of such letters. In Hangul, where particles follow a noun without a space, it matches at the beginning
/// of a run. Letters of other scripts end such a run, so <c>BTC</c> is found in <c>今日BTCを</c>.</para>
/// <para>The white space of a phrase matches any run of white space; other signs between its words must be the same in
/// the text. One instance may serve many threads, and no call allocates once the caller's list has room.</para>
/// </remarks>
public sealed class TopicMatcher
{
    // The topics that were seen in a post are remembered on the stack, 64 a number, up to this many numbers (8 KB).
    const int StackWords = 1024;

    static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");

    readonly PhraseIndex _phrases = new();
    readonly TagIndex _hashtags = new();
    readonly TagIndex _cashtags = new();
    readonly List<TopicMatch> _entries = []; // a synonym's number in the three indexes is its place here
    readonly int _topics;

    /// <summary>
    /// Reads the topics; their order gives the indexes in <see cref="TopicMatch"/>. There may be none.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A name is not 1 to 64 of <c>a-z 0-9 _ -</c> or is there twice, a topic has no synonyms, or a synonym is empty or
    /// can never match; the message names both.
    /// </exception>
    public TopicMatcher(IReadOnlyList<TopicDefinition> topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        _topics = topics.Count;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < topics.Count; i++)
        {
            var (name, synonyms) = topics[i];
            if (!IsName(name))
                throw new ArgumentException(
                    $"Topic name '{name}' (number {i + 1}) is not 1 to 64 of a-z, 0-9, '_' and '-'.",
                    nameof(topics));
            if (!names.Add(name))
                throw new ArgumentException($"Topic '{name}' is there twice.", nameof(topics));
            if (synonyms is null or { Count: 0 })
                throw new ArgumentException($"Topic '{name}' has no synonyms.", nameof(topics));
            for (var j = 0; j < synonyms.Count; j++)
            {
                _entries.Add(new(i, j));
                if (Add(synonyms[j]?.Trim() ?? "", _entries.Count - 1) is { } fault)
                    throw new ArgumentException($"Synonym '{synonyms[j]}' of topic '{name}' {fault}.", nameof(topics));
            }
        }
    }

    /// <summary>Lists the topics that a post names, each once, in the order of the matcher's topics.</summary>
    /// <param name="text">UTF-8; may be invalid.</param>
    /// <param name="entities">The text's entities in the order of their starts.</param>
    /// <param name="extraTags">
    /// Tags that the platform gives beside the text, in UTF-8, with or without <c>#</c>; they are read as if they stood
    /// behind the text. One that begins with <c>$</c> is a cashtag.
    /// </param>
    /// <param name="matches">Cleared first.</param>
    [SkipLocalsInit]
    public void Match(
        ReadOnlySpan<byte> text, ReadOnlySpan<Entity> entities,
        ReadOnlySpan<ReadOnlyMemory<byte>> extraTags, List<TopicMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        matches.Clear();
        var words = (_topics + 63) / 64;
        var rented = words <= StackWords ? null : ArrayPool<ulong>.Shared.Rent(words);
        var seen = rented is null ? stackalloc ulong[words] : rented.AsSpan(0, words);
        seen.Clear();
        Read(text, entities, seen, matches);
        foreach (var tag in extraTags)
        {
            var body = tag.Span;
            if (body.StartsWith("$"u8))
            {
                Report(_cashtags.Find(body[1..]), seen, matches);
            }
            else
            {
                body = WithoutHash(body);
                Report(_hashtags.Find(body), seen, matches);
            }
            Read(body, [], seen, matches);
        }
        if (rented is not null)
            ArrayPool<ulong>.Shared.Return(rented);
        if (matches.Count > 1)
            matches.Sort(static (a, b) => a.Topic.CompareTo(b.Topic));
    }

    // Matches are reported in the order of their starts and at one start the longest first, so the first report of a
    // topic is the one that stays. A tag begins one sign before the first word in it.
    [SkipLocalsInit]
    void Read(ReadOnlySpan<byte> text, ReadOnlySpan<Entity> entities, Span<ulong> seen, List<TopicMatch> matches)
    {
        var reader = new WordReader(text, entities, stackalloc byte[WordKey.MaxLength]);
        Span<PhraseHit> hits = stackalloc PhraseHit[PhraseIndex.MaxWords];
        var tag = 0;
        while (true)
        {
            var count = _phrases.FindNext(ref reader, text, hits);
            var before = count == 0 ? int.MaxValue : reader.Start;
            for (; tag < entities.Length && entities[tag].Start <= before; tag++)
                ReportTag(text, entities[tag], seen, matches);
            if (count == 0)
                return;
            while (count-- > 0)
                Report(_phrases.Entries(hits[count]), seen, matches);
        }
    }

    void ReportTag(ReadOnlySpan<byte> text, Entity entity, Span<ulong> seen, List<TopicMatch> matches)
    {
        if (entity.Kind is not (EntityKind.Hashtag or EntityKind.Cashtag))
            return;
        var start = Math.Clamp(entity.Start, 0, text.Length);
        var tag = text[start..Math.Clamp(entity.End, start, text.Length)];
        if (entity.Kind == EntityKind.Hashtag)
            Report(_hashtags.Find(WithoutHash(tag)), seen, matches);
        else if (tag.StartsWith("$"u8))
            Report(_cashtags.Find(tag[1..]), seen, matches);
    }

    void Report(ReadOnlySpan<int> entries, Span<ulong> seen, List<TopicMatch> matches)
    {
        foreach (var entry in entries)
        {
            var match = _entries[entry];
            ref var bits = ref seen[match.Topic >> 6];
            var bit = 1UL << (match.Topic & 63);
            if ((bits & bit) != 0)
                continue;
            bits |= bit;
            matches.Add(match);
        }
    }

    string? Add(string synonym, int entry) => synonym switch
    {
        ['#' or '＃', .. var tag] => tag.Contains('.', StringComparison.Ordinal)
            ? "has a '.', which no hashtag can have"
            : _hashtags.Add(tag, entry),
        ['$', .. var tag] => _cashtags.Add(tag, entry),
        _ => _phrases.Add(synonym, entry),
    };

    static ReadOnlySpan<byte> WithoutHash(ReadOnlySpan<byte> tag) =>
        tag.StartsWith("#"u8) ? tag[1..] : tag.StartsWith("＃"u8) ? tag[3..] : tag;

    static bool IsName(string? name) => name is { Length: > 0 and <= 64 }
        && !name.AsSpan().ContainsAnyExcept(NameLetters);
}
