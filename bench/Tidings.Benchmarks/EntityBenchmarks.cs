using System.Text;
using BenchmarkDotNet.Attributes;
using Tidings.Analysis;

namespace Tidings.Benchmarks;

/// <summary>How long the entities of one post take; the posts are made up.</summary>
[MemoryDiagnoser]
public class EntityBenchmarks
{
    readonly List<Entity> _entities = [];
    byte[] _text = [];

    [Params(
        "Nothing to see here, only a plain sentence. Or two of them, with commas and a full stop.",
        "Bought some $BTC today, thanks @ann! #bitcoin #hodl https://t.co/Ab12Cd34Ef",
        "今日はとても良い天気です。散歩に行きました #散歩 #天気 https://t.co/Ab12Cd34Ef")]
    public string Post { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _text = Encoding.UTF8.GetBytes(Post);

    [Benchmark]
    public int Extract()
    {
        EntityExtractor.Extract(_text, EntityProfile.X, _entities);
        return _entities.Count;
    }

    [Benchmark]
    public int Key()
    {
        Span<byte> destination = stackalloc byte[HashtagKey.MaxLength(16)];
        return HashtagKey.Normalize("#BitCoin"u8, destination);
    }
}
