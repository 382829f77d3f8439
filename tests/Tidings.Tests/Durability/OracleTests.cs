using Tidings.Tests.Commands;

namespace Tidings.Tests.Durability;

/// <summary>The program against an independent recount of the raw recording.</summary>
public sealed class OracleTests
{
    [Fact]
    public void Replay_FewRecordings_EqualTheRecount() => ReplayAll(0, 4);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(1_000)]
    [InlineData(2_000)]
    [InlineData(3_000)]
    [InlineData(4_000)]
    public void Replay_ManyRecordings_EqualTheRecount(int firstSeed) => ReplayAll(firstSeed, 40);

    static void ReplayAll(int firstSeed, int count)
    {
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            var recording = new RawRecording(seed);
            Check(seed, recording, new Oracle(recording.Lines), recording.Deliver(new Random(seed)));
        }
    }

    static void Check(int seed, RawRecording recording, Oracle oracle, IReadOnlyList<int[]> pieces)
    {
        using var bench = new Workbench();
        // Three runs: what a later one brings must meet what an earlier one has stored.
        foreach (var part in pieces.Chunk(pieces.Count / 3 + 1))
        {
            var files = part.Select((_, i) => $"{i}.jsonl").ToArray();
            for (var i = 0; i < part.Length; i++)
                File.WriteAllBytes(bench.PathOf(files[i]), recording.Bytes(part[i]));
            var result = bench.Run(["replay", .. files, "--store", "sqlite:x.db"]);
            Assert.True(result.Status == 0, $"seed {seed}: {result.Error}");
        }
        var differences = Oracle.Compare(oracle.Rows, Oracle.Read(bench.PathOf("x.db")));
        Assert.True(differences.Length == 0, $"seed {seed}, - expected, + found:\n{differences}");
    }
}
