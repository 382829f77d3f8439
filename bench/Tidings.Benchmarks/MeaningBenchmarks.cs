using System.Text;
using BenchmarkDotNet.Attributes;
using Tidings.Analysis;

namespace Tidings.Benchmarks;

/// <summary>What one post costs in happiness, topics, word list and text key; short lists against long ones.</summary>
[MemoryDiagnoser]
public class MeaningBenchmarks
{
    static readonly byte[] Post = Encoding.UTF8.GetBytes(
        "Just had the best morning walk along the river, sun is out and the coffee was great. Bitcoin can wait until Monday #weekend");

    static readonly Entity[] Entities = [new(EntityKind.Hashtag, Post.AsSpan().IndexOf((byte)'#'), Post.Length)];

    readonly HappyMatcher _happy = new([":)"]);
    readonly HappyMatcher _smileys = new(["preset:smileys"]);
    readonly HappyMatcher _happy4000 = new([.. Enumerable.Range(0, 4000).Select(i => $":{i:x}}})")]);
    readonly TopicMatcher _topics = new(TopicPresets.All);
    readonly TopicMatcher _topics10000 = new([new("many", [.. Enumerable.Range(0, 10_000).Select(i => $"synonym{i}")])]);
    readonly WordList _words = new(["giveaway", "free", "gift", "win", "alert"]);
    readonly List<TopicMatch> _matches = [];

    [Benchmark]
    public bool Happy() => _happy.IsMatch(Post, Entities);

    [Benchmark]
    public bool HappySmileys() => _smileys.IsMatch(Post, Entities);

    [Benchmark]
    public bool Happy4000Entries() => _happy4000.IsMatch(Post, Entities);

    [Benchmark]
    public void Topics() => _topics.Match(Post, Entities, [], _matches);

    [Benchmark]
    public void Topics10000Synonyms() => _topics10000.Match(Post, Entities, [], _matches);

    [Benchmark]
    public bool Words() => _words.IsMatch(Post);

    [Benchmark]
    public long Key() => TextKey.Compute(Post, Entities);

    [Benchmark(Baseline = true)]
    public bool AllFour()
    {
        Topics();
        return Happy() | Words() | Key() == 0;
    }
}
