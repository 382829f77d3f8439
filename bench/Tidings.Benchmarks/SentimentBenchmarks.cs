using System.Text;
using BenchmarkDotNet.Attributes;
using Tidings.Analysis;

namespace Tidings.Benchmarks;

/// <summary>How long does VADER take for a post, and how much more for emoji, for other scripts and for a "but"?</summary>
[MemoryDiagnoser]
public class SentimentBenchmarks
{
    readonly VaderScorer _scorer = new();
    readonly byte[] _english = Encoding.UTF8.GetBytes(
        "Really happy with how the new release turned out, even if the docs are not great yet https://example.org/a1");
    readonly byte[] _contrast = Encoding.UTF8.GetBytes(
        "The talk was good, the room was AWFUL and the coffee so bad, but I would love to come back next year anyway!");
    readonly byte[] _emoji = Encoding.UTF8.GetBytes(
        "Won the first match of the season 😀🎉 what a lovely evening ❤ see you all next week 😂😂 #football");
    readonly byte[] _japanese = Encoding.UTF8.GetBytes("今日はとても良い天気で、公園を散歩しました。明日も晴れるといいですね。");

    [Benchmark(Baseline = true)]
    public SentimentScore English() => _scorer.Score(_english);

    [Benchmark]
    public SentimentScore Contrast() => _scorer.Score(_contrast);

    [Benchmark]
    public SentimentScore Emoji() => _scorer.Score(_emoji);

    [Benchmark]
    public SentimentScore Japanese() => _scorer.Score(_japanese);
}
