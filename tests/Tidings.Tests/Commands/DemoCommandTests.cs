namespace Tidings.Tests.Commands;

/// <summary>The demo goes the way of live posts, and comes to what a replay comes to.</summary>
public sealed class DemoCommandTests : IDisposable
{
    static readonly string[] Exports = ["hashtags", "topics"];

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
        Assert.Equal(Hours("replay.db"), Hours("demo.db"));
        Assert.Empty(Directory.GetFiles(_bench.Folder, "*queue*"));
    }

    [Fact]
    public void Demo_Again_BeginsAnew()
    {
        Assert.Equal(0, _bench.Run("demo", "--no-serve").Status);
        var first = Hours("demo.db");
        Assert.Equal(0, _bench.Run("demo", "--no-serve").Status);
        Assert.Equal(first, Hours("demo.db"));
    }

    /// <summary>Without the authors: the demo has a key of its own.</summary>
    string Hours(string store) => string.Concat(Exports.Select(table =>
    {
        var export = _bench.Run("export", table, "--format", "csv", "-o", "-", "--store", "sqlite:" + store);
        Assert.True(export.Status == 0, export.Error);
        Assert.InRange(export.Output.Length, 1_000, int.MaxValue);
        return export.Output;
    }));
}
