using System.Text.Json;
using System.Text.RegularExpressions;
using Tidings.Analysis;
using Tidings.Posts;

namespace Tidings.Benchmarks;

/// <summary>The stages of text analysis, each for one post of a list, and what they are compared with.</summary>
sealed partial class AnalysisStages(EnglishPosts posts, string lexicon)
{
    static readonly string[] Blacklist = ["giveaway", "free", "gift", "win", "alert"];

    readonly List<Entity> _entities = [];
    readonly List<TopicMatch> _matches = [];
    readonly byte[] _key = new byte[HashtagKey.MaxLength(2000)];

    /// <summary>Each gives a number that depends on the work, so that none of it can be left out.</summary>
    public IReadOnlyList<(string Name, Func<int, long> Work)> All =>
    [
        ("baseline: plain Utf8JsonReader pass over the records", ReadJson),
        ("entities, all four kinds", Extract),
        ("for comparison: entities by a naive Regex", i => NaiveEntities().Count(posts.Strings[i])),
        ("hashtag keys", Keys),
        ("happy, `[\":)\"]`", Happy([":)"])),
        ("happy, `preset:smileys`", Happy(["preset:smileys"])),
        ("happy, 4,000 emoji", Happy(HappyLists.Emoji)),
        ("happy, 4,000 emoticons that begin with signs", Happy(HappyLists.BeginningWithSigns)),
        ("happy, 4,000 emoticons that begin with letters", Happy(HappyLists.BeginningWithLetters)),
        ("happy, 4,000 words of small letters", Happy(HappyLists.SmallLetters)),
        ("topics, the five presets", Topics(TopicPresets.All)),
        ("topics, 10,000 synonyms", Topics([new("many", [.. Enumerable.Range(0, 10_000).Select(i => $"synonym{i}")])])),
        ("word list", Words(new(Blacklist))),
        ("text key", i => TextKey.Compute(posts.Texts[i], posts.Entities[i])),
        ("VADER", Score(new())),
        ("for comparison: VADER's lexicon by string.Split and a dictionary", ScoreNaively(new(lexicon))),
        ("language guess", i => LanguageGuesser.Guess(posts.Texts[i], posts.Entities[i]).Length),
        ("all together: entities, hashtags, happy, topics, word list, VADER, text key", Analyse()),
    ];

    long ReadJson(int i)
    {
        var reader = new Utf8JsonReader(posts.Lines[i]);
        var tokens = 0L;
        while (reader.Read())
            tokens++;
        return tokens;
    }

    long Extract(int i)
    {
        EntityExtractor.Extract(posts.Texts[i], EntityProfile.X, _entities);
        return _entities.Count;
    }

    long Keys(int i)
    {
        var length = 0L;
        foreach (var entity in posts.Entities[i])
            if (entity.Kind == EntityKind.Hashtag)
                length += HashtagKey.Normalize(entity.Of(posts.Texts[i]), _key);
        return length;
    }

    Func<int, long> Happy(string[] entries)
    {
        var matcher = new HappyMatcher(entries);
        return i => matcher.IsMatch(posts.Texts[i], posts.Entities[i]) ? 1 : 0;
    }

    Func<int, long> Topics(IReadOnlyList<TopicDefinition> topics)
    {
        var matcher = new TopicMatcher(topics);
        return i =>
        {
            matcher.Match(posts.Texts[i], posts.Entities[i], [], _matches);
            return _matches.Count;
        };
    }

    Func<int, long> Words(WordList words) => i => words.IsMatch(posts.Texts[i]) ? 1 : 0;

    Func<int, long> Score(VaderScorer scorer) => i => (long)(scorer.Score(posts.Texts[i]).Compound * 10_000);

    Func<int, long> ScoreNaively(NaiveVader scorer) => i => (long)(scorer.Score(posts.Strings[i]) * 10_000);

    Func<int, long> Analyse()
    {
        var analyzer = new PostAnalyzer(new() { Blacklist = Blacklist }, new VaderScorer());
        var post = new DecodedPost { Platform = Platform.X };
        return i =>
        {
            post.Text = posts.Texts[i];
            analyzer.Analyze(post);
            return analyzer.Hashtags.Length + (analyzer.IsHappy ? 1 : 0) + (analyzer.IsBlacklisted ? 1 : 0)
                + (long)(analyzer.Score().Compound * 10_000) + analyzer.TextKey();
        };
    }

    [GeneratedRegex(@"[#$@]\w+|https?://\S+")]
    private static partial Regex NaiveEntities();
}
