using System.Globalization;
using Tidings.Tests.Support;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>A sample of the schedules with a PostgreSQL store. TIDINGS_SEED runs a single seed.</summary>
[Trait("Category", "Postgres")]
[Trait("Category", "Slow")]
public sealed class PostgresScheduleTests(ITestOutputHelper output)
{
    const int FirstSeed = 5_000;
    const int Seeds = 27;

    static readonly (string Kind, int Least)[] Faults =
    [
        ("store: CrashBeforeCommit", 5),
        ("store: CrashAfterCommit", 5),
        ("store: AnswerLost", 5),
        ("store: Cut", 5),
        ("store: ReadOnly", 5),
        ("store: Busy", 1),
        ("store: Refused", 1),
        ("queue: CrashBeforeCommit", 5),
        ("worker: crash while Stored", 1),
        ("roll-up: posts stored between look and computing", 1),
        ("pruner: hours sealed", 1),
        ("pruner: portions removed", 1),
    ];

    [Fact]
    public void Run_AnySchedule_EqualsTheRecount()
    {
        _ = PostgresServer.Current;
        var tally = new FaultTally();
        var seed = Environment.GetEnvironmentVariable("TIDINGS_SEED");
        var seeds = seed is null
            ? Enumerable.Range(FirstSeed, Seeds)
            : [int.Parse(seed, CultureInfo.InvariantCulture)];
        foreach (var one in seeds)
            if (Schedule.Run(one, tally, _ => new PostgresScheduleStore(one)) is { } violation)
                Assert.Fail(violation);
        output.WriteLine($"{Seeds} schedules from seed {FirstSeed}, struck:\n{tally}");
        if (seed is null)
            Assert.All(Faults, fault => Assert.True(
                tally[fault.Kind] >= fault.Least, $"{fault.Kind} struck {tally[fault.Kind]} times:\n{tally}"));
    }
}
