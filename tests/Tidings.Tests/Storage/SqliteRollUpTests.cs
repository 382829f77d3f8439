using Dapper;
using Tidings.Configuration;
using Tidings.Hours;
using Tidings.Storage;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage;

public sealed class SqliteRollUpTests
{
    /// <summary>Followers up to which weights are compared; nobody has as many.</summary>
    const double MostFollowers = 20e9;

    /// <summary>
    /// The weight grows with the followers, so it is equal everywhere if it is equal on both sides of each step.
    /// </summary>
    [Fact]
    public void Weight_AroundEachStep_EqualsTheDatabases()
    {
        using var host = new SqliteStoreHost();
        var followers = new List<long> { 0, 1, 2 };
        for (var step = 10_000.5; Math.Pow(10, step / 10_000) < MostFollowers; step++)
        {
            var near = (long)Math.Pow(10, step / 10_000) - 10;
            followers.AddRange(Enumerable.Range(-1, 4).Select(away => Math.Max(near + away, 0)));
        }
        var found = host.Store.Connection.Query<(long Followers, long Weight)>(
            "SELECT value, CAST(round(log10(10 + value) * 10000) AS INTEGER) FROM json_each(@all)",
            new { all = System.Text.Json.JsonSerializer.Serialize(followers) });
        Assert.DoesNotContain(found, row => FollowerWeight.Of(row.Followers) != row.Weight);
    }

    /// <summary>
    /// Whether posts are read in the order of time, or looked up because the bounds are small, the hours are the same.
    /// </summary>
    [Fact]
    public void Compute_AnyBounds_GivesTheSameHours()
    {
        using var host = new SqliteStoreHost();
        for (var seed = 1; seed <= 40; seed++)
        {
            var generator = new EventGenerator(seed);
            var filter = new FilterOptions { Copies = (CopyPolicy)(seed % 3), MinFollowers = seed % 2 == 0 ? 0 : 500 };
            var events = generator.Make();
            host.Clear();
            foreach (var batch in generator.Deliver(events))
                host.Write(batch);
            var random = new Random(seed);
            string? expected = null;
            foreach (var bounds in new RollUpBounds[]
                     {
                         new(), new() { IdentityBytes = 0 }, new() { Texts = 1 + random.Next(3) },
                         new() { Pairs = 0, Texts = 1 + random.Next(3) },
                     })
            {
                host.Store.Connection.Execute("DELETE FROM topic_hour; DELETE FROM hashtag_hour");
                var rollUp = new SqliteRollUp(host.Store, filter, TimeProvider.System) { Bounds = bounds };
                rollUp.MarkAll("test");
                rollUp.ComputeDirty(cancellationToken: TestContext.Current.CancellationToken);
                var tables = host.Tables();
                Assert.True(tables == (expected ??= tables), $"seed {seed}, {bounds}\n{expected}\nfound\n{tables}");
            }
            Assert.Equal(Truth.Tables(events, filter), expected);
        }
    }

    [Fact]
    public void Compute_FewPostsWithATopicAmongMany_CountsThem()
    {
        using var host = new SqliteStoreHost();
        host.Write([.. Enumerable.Range(0, 100).Select(i => new PostVersion
        {
            Id = $"{100 + i}",
            PostedAt = Some.Hour + i,
            Hashtags = ["tag"],
            Topics = i % 50 == 7 ? [0, 2] : [],
        })]);
        host.Compute();
        Assert.Equal(["ada|2", "btc|2"], host.Rows("SELECT topic, accepted FROM topic_hour ORDER BY topic"));
    }

    [Fact]
    public void Compute_NeighbouringHours_CountOnlyTheirOwn()
    {
        using var host = new SqliteStoreHost();
        const long end = Some.Hour + HourUtc.Milliseconds;
        long[] times = [Some.Hour - 1, Some.Hour, end - 1, end];
        host.Write([.. times.Select((at, i) => new PostVersion { Id = $"{i}", PostedAt = at, Topics = [0] })]);
        host.Compute();
        Assert.Equal(
            [$"{Some.Hour - HourUtc.Milliseconds}|1", $"{Some.Hour}|2", $"{end}|1"],
            host.Rows("SELECT hour, posts FROM topic_hour ORDER BY hour"));
    }
}
