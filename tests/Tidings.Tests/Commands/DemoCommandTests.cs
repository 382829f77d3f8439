namespace Tidings.Tests.Commands;

/// <summary>The demo goes the way of live posts, and comes to what a replay comes to.</summary>
public sealed class DemoCommandTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Demo_ThroughTheSimulator_EqualsAReplayOfTheSameFiles()
    {
        var demo = _bench.Run("demo", "--no-serve");
        Assert.True(demo.Status == 0, demo.Error);
        var files = Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "samples"), "*.jsonl.gz");
        var replay = _bench.Run(["replay", .. files, "--store", "sqlite:replay.db"]);
        Assert.Equal(0, replay.Status);
        Assert.Equal(Tables.Dump(_bench.PathOf("replay.db")), Tables.Dump(_bench.PathOf("demo.db")));
        // the same records, posts and hours; only how long it took differs
        Assert.Equal(Counts(replay.Output), Counts(demo.Output));
        Assert.Empty(Directory.GetFiles(_bench.Folder, "*queue*"));
    }

    [Fact]
    public void Demo_Again_BeginsAnew()
    {
        Assert.Equal(0, _bench.Run("demo", "--no-serve").Status);
        var first = Tables.Dump(_bench.PathOf("demo.db"));
        Assert.Equal(0, _bench.Run("demo", "--no-serve").Status);
        Assert.Equal(first, Tables.Dump(_bench.PathOf("demo.db")));
    }

    static string Counts(string output) =>
        string.Join('\n', output.Split('\n').Where(line =>
            line.StartsWith("Read ", StringComparison.Ordinal) || line.StartsWith("Posts: ", StringComparison.Ordinal)));
}
