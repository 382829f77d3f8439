using Tidings.Tests.Commands;

namespace Tidings.Tests.Durability;

/// <summary>The program against an independent recount of the raw recording.</summary>
public sealed class OracleTests
{
    [Fact]
    public void Replay_FewRecordings_EqualTheRecount() => ReplayAll(0, 3, seed => new());

    /// <summary>Small ones fail with few lines to look at, and begin with all sorts of lines.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(10_000, 100)]
    public void Replay_SmallRecordings_EqualTheRecount(int firstSeed, int count) =>
        ReplayAll(
            firstSeed, count,
            seed => new() { Lines = 4 + seed % 60, Hours = 1 + seed % 3, Broken = 3 + seed % 20 });

    /// <summary>One platform after the other, its posts in one or two hours: everything meets.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(20_000, 30)]
    public void Replay_OnePlatform_EqualsTheRecount(int firstSeed, int count) =>
        ReplayAll(firstSeed, count, seed => new()
        {
            X = seed % 3 == 0 ? 30 : 0,
            Bluesky = seed % 3 == 1 ? 30 : 0,
            Accounts = seed % 3 == 1 ? 6 : 0,
            Mastodon = seed % 3 == 2 ? 30 : 0,
            Hours = 1 + seed % 2,
        });

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(1_000)]
    [InlineData(2_000)]
    [InlineData(3_000)]
    [InlineData(4_000)]
    public void Replay_ManyRecordings_EqualTheRecount(int firstSeed) =>
        ReplayAll(firstSeed, 40, seed => new() { Hours = 2 + seed % 4 });

    /// <summary>The comparison can fail: a program whose settings differ a little is found out.</summary>
    [Theory]
    [InlineData("FILTERS__MINFOLLOWERS", "501")]
    [InlineData("FILTERS__MINACCOUNTAGEDAYS", "61")]
    [InlineData("FILTERS__LANGUAGES", """["en","de"]""")]
    [InlineData("FILTERS__BLACKLIST", """["free"]""")]
    [InlineData("FILTERS__COPIES", "keep-first")]
    [InlineData("FILTERS__REPOSTS", "keep")]
    [InlineData("FILTERS__INCLUDENEUTRAL", "true")]
    [InlineData("HAPPY", """[":))"]""")]
    public void Replay_OtherSettings_DifferFromTheRecount(string key, string value)
    {
        var recording = new RawRecording(0);
        using var bench = new Workbench();
        bench.Environment["TIDINGS__" + key] = value;
        Assert.NotEqual("", Differences(bench, 0, recording, [[.. Enumerable.Range(0, recording.Lines.Count)]]));
    }

    static void ReplayAll(int firstSeed, int count, Func<int, RawRecordingOptions> options)
    {
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            var recording = new RawRecording(seed, options(seed));
            using var bench = new Workbench();
            var differences = Differences(bench, seed, recording, recording.Deliver(new Random(seed)));
            Assert.True(differences.Length == 0, $"seed {seed}, - expected, + found:\n{differences}");
        }
    }

    static string Differences(Workbench bench, int seed, RawRecording recording, IReadOnlyList<int[]> pieces)
    {
        // Three runs: what a later one brings must meet what an earlier one has stored.
        foreach (var part in pieces.Chunk(pieces.Count / 3 + 1))
        {
            var files = part.Select((_, i) => $"{i}.jsonl").ToArray();
            for (var i = 0; i < part.Length; i++)
                File.WriteAllBytes(bench.PathOf(files[i]), recording.Bytes(part[i]));
            var result = bench.Run(["replay", .. files, "--store", "sqlite:x.db"]);
            Assert.True(result.Status == 0, $"seed {seed}: {result.Error}");
        }
        return Oracle.Compare(new Oracle(recording.Lines).Rows, Oracle.Read(bench.PathOf("x.db")));
    }
}
