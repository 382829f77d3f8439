using System.Globalization;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>
/// The real program under seeded schedules of faults, against a recount of what was delivered. <c>TIDINGS_SEED</c> runs
/// one seed, <c>TIDINGS_KEEP=1</c> keeps the folders of those that fail.
/// </summary>
public sealed class CrashTests
{
    static readonly string[] MainFaults =
    [
        "kill@", "lost@store", "lost@queue", "full@", "clock@", "sigkill", "sigterm", "StoreBusy", "QueueBusy",
        "StoreAway", "Tear", "Flip", "record delivered again", "record delivered out of order",
    ];

    static readonly string[] OtherFaults =
    [
        "full (a write was refused)", "sigterm twice", "FlipPayload", "FlipAnywhere", "ZeroPage", "kill@repair.written",
        "kill@repair.kept", "kill@rollup.closing", "records lost by damage", "hour closed",
    ];

    [Fact]
    [Trait("Category", "Slow")]
    public void Schedules_Short_EqualTheRecount() => Run(24, atOnce: 3, MainFaults);

    [Fact]
    [Trait("Category", "Long")]
    public void Schedules_Long_EqualTheRecount() => Run(
        520, atOnce: 4,
        [
            .. MainFaults, .. OtherFaults,
            .. CrashSchedule.Themes.Where(theme => theme.Contains('@', StringComparison.Ordinal)),
        ]);

    static void Run(int count, int atOnce, IReadOnlyList<string> faults)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "its signals are not ours");
        var seed = Environment.GetEnvironmentVariable("TIDINGS_SEED");
        var seeds = seed is null
            ? Enumerable.Range(0, count)
            : [int.Parse(seed, NumberStyles.None, CultureInfo.InvariantCulture)];
        var tally = new FaultTally();
        var done = 0;
        var failures = new System.Collections.Concurrent.ConcurrentQueue<string>();
        Parallel.ForEach(
            seeds,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = atOnce,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            one =>
            {
                using var run = new CrashRun(new(one), tally);
                if (run.Run() is { } failure)
                    failures.Enqueue(failure);
                lock (failures)
                    Report(
                        $"{++done} of {count} schedules, {failures.Count} failed\n{tally}\n\n"
                        + $"{string.Join("\n\n", failures)}\n");
            });
        TestContext.Current.TestOutputHelper?.WriteLine(tally.ToString());
        Assert.True(failures.IsEmpty, $"{failures.Count} schedules failed\n\n{string.Join("\n\n", failures.Take(5))}");
        if (seed is null)
            Assert.All(faults, fault => Assert.True(tally.StruckOf(fault) > 0, $"{fault} never struck:\n{tally}"));
    }

    /// <summary>After each schedule, so that a long run that is interrupted was not in vain.</summary>
    static void Report(string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(SharedData.RepositoryRoot, "artifacts", "test-results"));
        File.WriteAllText(Path.Combine(folder.FullName, "crash-faults.txt"), text);
    }
}
