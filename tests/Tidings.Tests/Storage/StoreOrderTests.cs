using Tidings.Configuration;

namespace Tidings.Tests.Storage;

/// <summary>
/// The promise on which all others rest: the tables are a function of what was delivered, not of the order, the batches
/// or how often hours were computed in between, and that function is the one that the design describes.
/// </summary>
public sealed class StoreOrderTests
{
    const int Rounds = 250;
    const int OrdersPerRound = 3;

    [Fact]
    public void Tables_AnyOrderAndBatches_EqualTheRecount()
    {
        using var host = new SqliteStoreHost();
        for (var seed = 1; seed <= Rounds; seed++)
            Check(host, seed);
    }

    static void Check(StoreHost host, int seed)
    {
        var generator = new EventGenerator(seed);
        var events = generator.Make();
        var filter = Filter(seed);
        var expected = Truth.Tables(events, filter);
        for (var order = 0; order < OrdersPerRound; order++)
        {
            var deliveries = generator.Deliver(events);
            host.Clear();
            foreach (var batch in deliveries)
            {
                host.Write(batch);
                if (generator.Coin())
                    host.Compute(filter);
            }
            host.Compute(filter);
            var found = host.Tables();
            if (found != expected)
                Assert.Fail($"""
                    seed {seed}, order {order}
                    delivered:
                      {string.Join("\n  ", deliveries.Select(batch => string.Join("\n  ", batch) + "\n  --"))}
                    expected:
                    {expected}
                    found:
                    {found}
                    """);
        }
    }

    static FilterOptions Filter(int seed) => new()
    {
        Reposts = seed % 2 == 0 ? RepostPolicy.Drop : RepostPolicy.Keep,
        Copies = (CopyPolicy)(seed % 3),
        Languages = (seed % 4) switch { 0 => [], 1 => ["en"], 2 => ["de", "fr"], _ => ["en", "de"] },
        MinFollowers = seed % 5 == 0 ? 0 : 500,
        MinAccountAgeDays = seed % 7 == 0 ? 0 : 60,
        IncludeNeutral = seed % 11 == 0,
    };
}
