using Tidings.Storage;
using Tidings.Storage.Postgres;
using Tidings.Tests.Support;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>The lease and the space of a PostgreSQL store.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresRetentionTests : LeaseContract
{
    readonly PostgresDatabase _database = PostgresServer.Current.NewDatabase();

    private protected override IStore Open() => Stores.OpenForWriting(_database.Store, Clock);

    [Fact]
    public void Space_HoursOfRecordings_AreSealedAndTheirPartitionsGivenBack()
    {
        using var store = Open();
        using var writer = store.CreateWriter(new() { Topics = Some.Topics });
        writer.Write(Some.Batch([.. Enumerable.Range(0, 20).Select(id => new PostVersion
        {
            Id = $"{id}",
            Version = id,
            Hashtags = ["joy"],
            PostedAt = Some.Hour + id / 10 * Some.Day,
        })]), []);
        var (space, pruner) = (store.Space, store.CreatePruner(new()));
        Assert.Equal(20, space.CountPosts());
        Assert.Equal(HourStage.New, space.NextHour(new(0))!.Stage);
        Assert.True(pruner.Seal(space.NextHour(new(0))!.Hour));
        var first = space.NextHour(new(0))!;
        Assert.Equal((Some.Hour, 10L, HourStage.Sealed), (first.Start, first.Rows, first.Stage));
        Assert.Equal(Some.Hour + Some.Day, space.NextHour(first.Hour.Next)!.Start);
        Assert.Equal(Some.Hour + 1_000, space.LastReceivedIn(first.Hour));
        var before = space.TotalBytes();
        while (pruner.Empty(first.Hour, 3).IsMoreLeft)
        {
        }
        Clock.Now += TimeSpan.FromDays(2); // the day is over: nothing comes into it
        space.GiveBack(mayBlock: false, TestContext.Current.CancellationToken);
        Assert.Equal(10, space.CountPosts());
        Assert.InRange(space.UsedBytes(), 1, before - 1);
        Assert.Equal(0, _database.Read<long>("SELECT count(*) FROM pg_class WHERE relname LIKE 'post_p20260501%'"));
    }

    const string Indexed = "SELECT count(*) FROM pg_class WHERE relname LIKE 'post_p%_tweet_date'";

    static void Write(IPostWriter writer, int round, long postedAt = Some.Hour) =>
        writer.Write(Some.Batch([.. Enumerable.Range(0, 1_000).Select(id => new PostVersion
        {
            Id = $"{round}/{id}",
            PostedAt = postedAt,
            Hashtags = ["joy"],
            Text = new string('x', 1_000),
        })]), []);

    [Fact]
    public void GiveBack_PartitionsWhoseDaysAreOver_AreIndexedByTweetDateOneAtATime()
    {
        using var store = Open();
        using var writer = store.CreateWriter(new() { Topics = Some.Topics });
        for (var day = 0; day < 3; day++)
            Write(writer, day, Some.Hour - day * Some.Day);
        for (var indexed = 0; indexed <= 2; indexed++)
        {
            Assert.Equal(indexed, _database.Read<long>(Indexed));
            store.Space.GiveBack(mayBlock: false, TestContext.Current.CancellationToken);
        }
        Assert.Equal(2, _database.Read<long>(Indexed)); // late posts may come for yesterday
        Clock.Now += TimeSpan.FromDays(1);
        store.Space.GiveBack(mayBlock: false, TestContext.Current.CancellationToken);
        Assert.Equal(3, _database.Read<long>(Indexed));
        var definition = _database.Read<string>(
            "SELECT pg_get_indexdef('post_p20260501_20260502_tweet_date'::regclass)");
        Assert.Contains(" USING brin (date_trunc('second'::text, ", definition, StringComparison.Ordinal);
    }

    [Fact]
    public void GiveBack_PostsThatVacuumHasNotSeen_AreSummedUp()
    {
        using var store = Open();
        using var writer = store.CreateWriter(new() { Topics = Some.Topics });
        Clock.Now += TimeSpan.FromDays(1);
        Write(writer, 0);
        _database.Execute("ALTER TABLE post_p20260501_20260502 SET (autovacuum_enabled = off)");
        for (var round = 1; round < 4; round++)
        {
            Write(writer, round);
            store.Space.GiveBack(mayBlock: false, TestContext.Current.CancellationToken);
            Assert.Equal(0, _database.Read<int>("""
                SELECT brin_summarize_new_values('post_p20260501_20260502_tweet_date'::regclass)
                """)); // how many it still had to sum up
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        PostgresPool.Forget(_database.Store.Postgres!);
        _database.Dispose();
    }
}
