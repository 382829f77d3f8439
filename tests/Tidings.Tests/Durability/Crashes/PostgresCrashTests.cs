using System.Collections.Concurrent;
using System.Globalization;
using Tidings.Tests.Support;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>
/// The real program with a store on a PostgreSQL server, under seeded faults, against a recount. <c>TIDINGS_SEED</c>
/// runs one seed.
/// </summary>
[Trait("Category", "Postgres")]
public sealed class PostgresCrashTests(ITestOutputHelper output)
{
    static readonly string[] Faults =
    [
        "kill@", "lost@store", "sigkill", "sigterm", "StoreBusy", "StoreAway", "StoreReadOnly", "StoreCut",
        "record delivered again",
    ];

    /// <summary>Each life has one, in turn; what only the queue knows is tried elsewhere.</summary>
    static readonly string[] Themes =
    [
        "store-away", "kill@store.before-commit", "sigkill", "store-read-only", "kill@store.after-commit",
        "lost@store.after-commit", "store-cut", "sigterm", "kill@rollup.computed", "store-busy",
        "kill@work.after-store", "close",
    ];

    [Fact]
    [Trait("Category", "Slow")]
    public void Schedules_Short_EqualTheRecount() => Run(6, atOnce: 3, Faults);

    [Fact]
    [Trait("Category", "Long")]
    public void Schedules_Long_EqualTheRecount() => Run(120, atOnce: 3, [.. Faults, "hour closed"]);

    void Run(int count, int atOnce, IReadOnlyList<string> faults)
    {
        _ = PostgresServer.Current;
        var seed = Environment.GetEnvironmentVariable("TIDINGS_SEED");
        var seeds = seed is null
            ? Enumerable.Range(0, count)
            : [int.Parse(seed, NumberStyles.None, CultureInfo.InvariantCulture)];
        var tally = new FaultTally();
        var failures = new ConcurrentQueue<string>();
        Parallel.ForEach(
            seeds,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = atOnce,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            one =>
            {
                using var run = new CrashRun(new(one, Themes), tally, _ => new PostgresCrashStore(one));
                if (run.Run() is { } failure)
                    failures.Enqueue(failure);
            });
        output.WriteLine(tally.ToString());
        Assert.True(failures.IsEmpty, $"{failures.Count} schedules failed\n\n{string.Join("\n\n", failures.Take(5))}");
        if (seed is null)
            Assert.All(faults, fault => Assert.True(tally.StruckOf(fault) > 0, $"{fault} never struck:\n{tally}"));
    }
}
