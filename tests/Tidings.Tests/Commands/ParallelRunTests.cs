namespace Tidings.Tests.Commands;

/// <summary>The program run whole several times at once in one process, as the tests do.</summary>
public sealed class ParallelRunTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Run_ManyAtOnce_EachReadsItsOwnArguments()
    {
        string[][] lines =
        [
            ["extract", "--profile", "bluesky", "#joy"],
            ["score", "--scorer", "vader", "good"],
            ["config", "show"],
            ["top", "--by", "happy", "--limit", "3"],
            ["export", "hashtags", "--format", "jsonl", "-o", "-"],
        ];
        var alone = Array.ConvertAll(lines, line => _bench.Run(line));
        using var start = new Barrier(8);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, worker =>
        {
            start.SignalAndWait(TimeSpan.FromSeconds(30));
            for (var i = 0; i < 30; i++)
            {
                var which = (worker + i) % lines.Length;
                Assert.Equal(alone[which], _bench.Run(lines[which]));
            }
        });
    }
}
