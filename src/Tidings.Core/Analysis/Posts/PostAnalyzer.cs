using System.Runtime.InteropServices;
using Tidings.Posts;

namespace Tidings.Analysis;

/// <summary>
/// Finds out what a post says: entities, hashtags, happiness, topics, and on demand its sentiment and text key.
/// </summary>
/// <remarks>One instance serves one thread; its results are valid until the next post. In the steady state it allocates
/// nothing.</remarks>
public sealed class PostAnalyzer
{
    /// <summary>
    /// The longest hashtag key that is kept, in bytes: a database key has its bounds, and no platform's posts reach
    /// this one.
    /// </summary>
    public const int MaxHashtagBytes = 1024;

    readonly HappyMatcher _happy;
    readonly TopicMatcher _topics;
    readonly WordList? _blacklist;
    readonly ISentimentScorer _scorer;
    readonly List<Entity> _entities = [];
    readonly List<PostHashtag> _hashtags = [];
    readonly List<TopicMatch> _matches = [];
    readonly List<TopicMatch> _keywordMatches = [];
    readonly HashtagSet _keys = new();
    ReadOnlyMemory<byte> _text;

    /// <summary>Prepares for the given lists.</summary>
    /// <exception cref="ArgumentException">An entry of a list cannot be used; the message names it.</exception>
    public PostAnalyzer(AnalysisOptions options, ISentimentScorer scorer)
    {
        _happy = new(options.Happy);
        _topics = new(options.Topics);
        _blacklist = options.Blacklist.Count > 0 ? new(options.Blacklist) : null;
        _scorer = scorer;
    }

    /// <summary>The entities of the text.</summary>
    public ReadOnlySpan<Entity> Entities => CollectionsMarshal.AsSpan(_entities);

    /// <summary>
    /// The hashtags, each key once, in the order of the text; then those that the platform states beside it.
    /// </summary>
    public ReadOnlySpan<PostHashtag> Hashtags => CollectionsMarshal.AsSpan(_hashtags);

    /// <summary>The topics that it names.</summary>
    public ReadOnlySpan<TopicMatch> Topics => CollectionsMarshal.AsSpan(_matches);

    /// <summary>True where it contains an entry of the happy list.</summary>
    public bool IsHappy { get; private set; }

    /// <summary>True where it has a hashtag or names a topic.</summary>
    public bool IsRelevant => _hashtags.Count > 0 || _matches.Count > 0;

    /// <summary>True where it contains a blacklisted word.</summary>
    public bool IsBlacklisted => _blacklist is not null && _blacklist.IsMatch(_text.Span);

    /// <summary>Analyses a post.</summary>
    public void Analyze(DecodedPost post)
    {
        _text = post.Text;
        var text = _text.Span;
        EntityExtractor.Extract(
            text, post.Platform == Platform.Bluesky ? EntityProfile.Bluesky : EntityProfile.X, _entities);
        CollectHashtags(post);
        IsHappy = _happy.IsMatch(text, Entities);
        _topics.Match(text, Entities, CollectionsMarshal.AsSpan(post.Tags), _matches);
        if (!post.Keyword.IsEmpty)
            AddKeyword(post.Keyword.Span);
    }

    /// <summary>The sentiment of the analysed post.</summary>
    public SentimentScore Score() => _scorer.Score(_text.Span);

    /// <summary>
    /// A guess at the language of the analysed post, for one whose platform names none; empty where it is not sure.
    /// </summary>
    public ReadOnlySpan<byte> GuessLanguage() => LanguageGuesser.Guess(_text.Span, Entities);

    /// <summary>Equal for copies of one text; 0 where nothing is left to compare.</summary>
    public long TextKey() => Analysis.TextKey.Compute(_text.Span, Entities);

    void CollectHashtags(DecodedPost post)
    {
        _hashtags.Clear();
        _keys.Clear();
        foreach (ref readonly var entity in CollectionsMarshal.AsSpan(_entities))
            if (entity.Kind == EntityKind.Hashtag)
                AddHashtag(WithoutSign(post.Text, entity));
        foreach (var tag in post.Tags)
            if (tag.Span[0] != '$') // a cashtag, which is no hashtag, comes the same way
                AddHashtag(tag);
    }

    static ReadOnlyMemory<byte> WithoutSign(ReadOnlyMemory<byte> text, Entity entity)
    {
        var sign = text.Span[entity.Start] == '#' ? 1 : 3; // the full-width sign has three bytes
        return text[(entity.Start + sign)..entity.End];
    }

    void AddHashtag(ReadOnlyMemory<byte> spelling)
    {
        if (spelling.Length <= MaxHashtagBytes && _keys.TryAdd(spelling.Span, out var key)
            && key.Length <= MaxHashtagBytes)
            _hashtags.Add(new(key, spelling));
    }

    /// <summary>
    /// The seed's rows say under which keyword they were found; their texts were cleaned and may have lost it.
    /// </summary>
    void AddKeyword(ReadOnlySpan<byte> keyword)
    {
        EntityExtractor.Extract(keyword, EntityProfile.X, _entities);
        _topics.Match(keyword, Entities, default, _keywordMatches);
        foreach (var match in _keywordMatches)
            if (!_matches.Exists(known => known.Topic == match.Topic))
                _matches.Add(match);
        EntityExtractor.Extract(_text.Span, EntityProfile.X, _entities);
    }
}
