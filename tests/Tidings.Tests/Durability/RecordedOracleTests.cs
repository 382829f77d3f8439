using Tidings.Tests.Commands;

namespace Tidings.Tests.Durability;

/// <summary>Whole recordings against the recount.</summary>
public sealed class RecordedOracleTests
{
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("x jetstream mastodon", "hashtag_hour")]
    [InlineData("x mastodon", "")]
    public void Replay_BundledSamples_EqualTheRecount(string names, string table) =>
        Check([.. names.Split(' ').Select(Sample)], table);

    [Fact]
    [Trait("Category", "Slow")]
    public void Replay_AllBundledSamples_EqualTheRecountOfTopics() =>
        Check([Sample("x"), Sample("jetstream"), Sample("mastodon")], "");

    static string Sample(string name) => Path.Combine(SharedData.RepositoryRoot, "samples", $"{name}.jsonl.gz");

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("twitter_v1/statuses_sample_2019-07-03_0629-0637.jsonl.gz")]
    public void Replay_RealRecording_EqualsTheRecountOfHashtags(string name) =>
        Check([SharedData.Path(name)], "hashtag_hour");

    static void Check(string[] files, string table)
    {
        using var bench = new Workbench();
        Assert.Equal(0, bench.Run(["replay", .. files, "--store", "sqlite:x.db"]).Status);
        var expected = new Oracle([.. files.SelectMany(Oracle.Lines)]).Rows.Where(IsCompared).ToList();
        var found = Oracle.Read(bench.PathOf("x.db")).Where(IsCompared).ToList();
        Assert.NotEmpty(expected);
        var differences = Oracle.Compare(expected, found);
        Assert.True(differences.Length == 0, $"- expected, + found:\n{differences}");

        bool IsCompared(string row) => row.StartsWith(table, StringComparison.Ordinal);
    }
}
