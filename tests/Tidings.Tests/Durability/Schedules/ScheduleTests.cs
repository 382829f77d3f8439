using System.Globalization;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>
/// Seeded interleavings of everything that a process does at the same time, against the recount. TIDINGS_SEED runs a
/// single seed.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ScheduleTests(ITestOutputHelper output)
{
    const int Seeds = 52;

    /// <summary>
    /// Each fault, and how often it has to strike in a range of seeds at least. One that never does proves nothing.
    /// </summary>
    static readonly (string Kind, int Least)[] Faults =
    [
        ("store: CrashBeforeCommit", 10),
        ("store: CrashAfterCommit", 5),
        ("store: AnswerLost", 10),
        ("store: Full", 1),
        ("store: ReadOnly", 10),
        ("store: Busy", 1),
        ("queue: CrashBeforeCommit", 10),
        ("queue: CrashAfterCommit", 10),
        ("queue: AnswerLost", 10),
        ("queue: Full", 3),
        ("queue: ReadOnly", 10),
        ("queue: Busy", 10),
        ("queue full: refused", 10),
        ("lines lost in a gap", 10),
        ("listener: crash", 10),
        ("listener: stopped with batches in hand", 1),
        ("worker: crash while Claimed", 1),
        ("worker: crash while Analyzed", 3),
        ("worker: crash while Stored", 3),
        ("worker: stopped with batches in hand", 1),
        ("worker: claim expired, delivered to another", 1),
        ("worker: late posts for sealed hours", 3),
        ("roll-up: posts stored between look and computing", 10),
        ("pruner: hours sealed", 5),
        ("pruner: portions removed", 5),
        ("clock: set forward", 5),
        ("clock: set back", 5),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Run_AnySchedule_EqualsTheRecount(int range)
    {
        if (Environment.GetEnvironmentVariable("TIDINGS_SEED") is { } seed)
        {
            Assert.SkipWhen(range > 0, "one seed is asked for");
            Assert.Null(Schedule.Run(int.Parse(seed, CultureInfo.InvariantCulture), new()));
            return;
        }
        var tally = new FaultTally();
        for (var i = range * Seeds; i < (range + 1) * Seeds; i++)
            if (Schedule.Run(i, tally) is { } violation)
                Assert.Fail(violation);
        output.WriteLine($"{Seeds} schedules, seeds {range * Seeds} to {(range + 1) * Seeds - 1}, struck:\n{tally}");
        Assert.All(Faults, fault => Assert.True(
            tally[fault.Kind] >= fault.Least, $"{fault.Kind} struck {tally[fault.Kind]} times"));
    }
}
