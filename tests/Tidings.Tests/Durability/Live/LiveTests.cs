using System.Globalization;
using Tidings.Tests.Durability.Crashes;

namespace Tidings.Tests.Durability.Live;

/// <summary>
/// Listening while everything fails, against the recount. <c>TIDINGS_SEED</c> runs a single seed.
/// </summary>
public sealed class LiveTests
{
    const int Seeds = 48;

    /// <summary>Schedules wait more than they work.</summary>
    const int AtOnce = 6;

    /// <summary>Each has to strike in these seeds: one that never does proves nothing.</summary>
    static readonly string[] Faults =
    [
        "disconnect", "close", "stall", "slow-close", "duplicate", "reorder", "flood", "garbage", "clock-skew",
        "http-400", "http-403", "http-429", "http-500", "http-503", "refuse", "Stop", "Crash", "Restart",
        "(events that nobody had any more)", "(outages made good)",
    ];

    /// <summary>The same of those with processes.</summary>
    static readonly string[] FaultsOfProcesses =
    [
        "disconnect", "close", "stall", "slow-close", "duplicate", "reorder", "flood", "garbage", "http-503", "refuse",
        "sigkill", "Restart", "kill@listen.read", "(events that nobody had any more)", "(outages made good)",
    ];

    [Fact]
    [Trait("Category", "Slow")]
    public Task Run_AnySchedule_EqualsTheRecount() => RunAsync(LiveSchedule.RunAsync, Seeds, AtOnce, Faults);

    [Fact]
    [Trait("Category", "Slow")]
    public Task Processes_Short_EqualTheRecount() =>
        RunAsync(LiveProcessRun.RunAsync, 4, 2, ["(rows compared)", "(outages made good)"]);

    [Fact]
    [Trait("Category", "Long")]
    public Task Processes_Long_EqualTheRecount() => RunAsync(LiveProcessRun.RunAsync, 30, 3, FaultsOfProcesses);

    static async Task RunAsync(
        Func<int, FaultTally, Task<string?>> run, int count, int atOnce, IReadOnlyList<string> faults)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "its signals are not ours");
        var asked = Environment.GetEnvironmentVariable("TIDINGS_SEED");
        var seeds = asked is null
            ? Enumerable.Range(0, count)
            : [int.Parse(asked, NumberStyles.None, CultureInfo.InvariantCulture)];
        var tally = new FaultTally();
        var failures = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            seeds,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = atOnce,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            async (seed, _) =>
            {
                if (await run(seed, tally) is { } failure)
                    failures.Enqueue(failure);
            });
        TestContext.Current.TestOutputHelper?.WriteLine(tally.ToString());
        Assert.True(failures.IsEmpty, $"{failures.Count} schedules failed\n\n{string.Join("\n\n", failures.Take(5))}");
        if (asked is null)
            Assert.All(faults, fault => Assert.True(tally.Struck(fault) > 0, $"{fault} never struck:\n{tally}"));
    }
}
