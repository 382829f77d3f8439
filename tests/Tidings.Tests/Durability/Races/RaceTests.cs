using Tidings.Storage;
using Tidings.Tests.Storage;
using Tidings.Tests.Support;

namespace Tidings.Tests.Durability.Races;

/// <summary>Everything that writes hours, at the same time, on both databases: the hours equal a recount.</summary>
public sealed class RaceTests(ITestOutputHelper output)
{
    /// <summary>Rounds that share a database.</summary>
    const int Block = 100;

    [Fact]
    [Trait("Category", "Slow")]
    public void Hours_AllAtOnceOnSqlite_EqualTheRecount() => OnSqlite(200);

    [Fact]
    [Trait("Category", "Postgres")]
    [Trait("Category", "Slow")]
    public void Hours_AllAtOnceOnPostgres_EqualTheRecount() => OnPostgres(200);

    [Fact]
    [Trait("Category", "Long")]
    public void Hours_AllAtOnceOnSqliteForLong_EqualTheRecount() => OnSqlite(6_000);

    [Fact]
    [Trait("Category", "Postgres")]
    [Trait("Category", "Long")]
    public void Hours_AllAtOnceOnPostgresForLong_EqualTheRecount() => OnPostgres(3_000);

    void OnSqlite(int rounds)
    {
        using var folder = new TemporaryFolder();
        Run(rounds, block =>
        {
            using var race = new Race(StoreUrl.Parse($"sqlite:{folder.File($"{block}.db")}"));
            return Run(race, block);
        });
    }

    void OnPostgres(int rounds) => Run(rounds, block =>
    {
        using var database = PostgresServer.Current.NewDatabase();
        using var race = new Race(database.Store);
        return Run(race, block);
    });

    static (int Sealed, int Late) Run(Race race, int block)
    {
        if (race.Run(block * Block, Block) is { } violation)
            Assert.Fail(violation);
        return (race.SealedRounds, race.LatePosts);
    }

    void Run(int rounds, Func<int, (int Sealed, int Late)> run)
    {
        var (isSealed, late) = (0, 0);
        for (var block = 0; block < rounds / Block; block++)
        {
            var (count, posts) = run(block);
            (isSealed, late) = (isSealed + count, late + posts);
        }
        output.WriteLine($"{rounds} rounds; in {isSealed} the hour was sealed, {late} posts were late");
        Assert.InRange(isSealed, rounds / 10, rounds); // else the pruner has tried nothing
        Assert.InRange(late, 1, int.MaxValue);
    }
}
