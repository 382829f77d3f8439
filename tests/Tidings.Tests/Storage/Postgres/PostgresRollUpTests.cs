using Dapper;
using Tidings.Configuration;
using Tidings.Posts;
using Tidings.Storage;
using Tidings.Storage.Postgres;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>What only PostgreSQL's way of computing hours could get wrong: how posts are read, and who waits for whom.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresRollUpTests : IDisposable
{
    static readonly HourUtc Hour = HourUtc.OfUnixMilliseconds(Some.Hour);
    static readonly TimeSpan Impatient = TimeSpan.FromMilliseconds(200);

    readonly PostgresStoreHost _host = new();

    void WriteOne(string id = "100") => _host.Write([new PostVersion { Id = id, Hashtags = ["joy"], Topics = [0] }]);

    /// <summary>A store that gives up soon where it has to wait.</summary>
    PostgresStore OpenImpatient() => PostgresStore.OpenForWriting(_host.Store.Url, TimeProvider.System, Impatient);

    /// <summary>Does something while another connection holds a lock.</summary>
    void While(string theLock, Action work)
    {
        using var other = PostgresPool.Of(_host.Store.Url.Postgres!).Open();
        using var transaction = other.BeginTransaction();
        other.Execute(theLock);
        work();
    }

    /// <summary>
    /// A server that shows a mark may tell of the partition of its posts an instant later. Found by 6,000 rounds of
    /// <see cref="Durability.Races.RaceTests"/>: the hour was computed without the partition, and then sealed.
    /// </summary>
    [Fact]
    public void Compute_WhileAPartitionIsBeingMade_WaitsBetweenMarksAndPosts()
    {
        WriteOne();
        While(PostgresLocks.Partitions, () =>
        {
            using var store = OpenImpatient();
            var rollUp = new PostgresRollUp(store, new());
            Assert.True(Assert.Throws<StoreException>(() => rollUp.ComputeIfDirty(Hour)).MayReturn);
            Assert.Equal([Hour], rollUp.DirtyHours());
        });
        Assert.Equal(1, new PostgresRollUp(_host.Store, new()).ComputeIfDirty(Hour)?.Posts);
        // It holds nobody up: the lock is back before the counting.
        using var other = PostgresPool.Of(_host.Store.Url.Postgres!).Open();
        using var transaction = other.BeginTransaction();
        other.Execute(PostgresLocks.WaitForPartitions);
        using var third = PostgresPool.Of(_host.Store.Url.Postgres!).Open();
        using var maker = third.BeginTransaction();
        Assert.True(third.ExecuteScalar<bool>("SELECT pg_try_advisory_xact_lock(1413762562, 0)"));
    }

    [Fact]
    public void Write_DayWithoutAPartition_HoldsTheLockOfPartitions()
    {
        WriteOne();
        While(PostgresLocks.Partitions, () =>
        {
            using var store = OpenImpatient();
            using var writer = store.CreateWriter(new());
            writer.Write(Some.Batch([new PostVersion { Id = "101", Hashtags = ["joy"] }]), []); // there is room
            Assert.Throws<StoreException>(() => writer.Write(
                Some.Batch([new PostVersion { Id = "102", Hashtags = ["joy"], PostedAt = Some.Hour - 151 * Some.Day }]),
                []));
        });
        Assert.Equal(["100", "101"], _host.Rows("SELECT id FROM post ORDER BY id"));
    }

    [Fact]
    public void Compute_AnyBoundsAndCopies_EqualsTheTruth()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var generator = new EventGenerator(seed);
            var filter = new FilterOptions { Copies = (CopyPolicy)(seed % 3), MinFollowers = seed % 2 == 0 ? 0 : 500 };
            var events = generator.Make();
            _host.Clear();
            foreach (var batch in generator.Deliver(events))
                _host.Write(batch);
            foreach (var bounds in new RollUpBounds[] { new(), new() { Texts = 1 + seed % 3 } })
            {
                _host.Connection.Execute("DELETE FROM topic_hour; DELETE FROM hashtag_hour");
                var rollUp = new PostgresRollUp(_host.Store, filter) { Bounds = bounds };
                rollUp.MarkAll("test");
                rollUp.ComputeDirty(cancellationToken: TestContext.Current.CancellationToken);
                var (expected, found) = (Truth.Tables(events, filter), _host.Tables());
                Assert.True(found == expected, $"seed {seed}, {bounds}\n{expected}\nfound\n{found}");
            }
        }
    }

    [Fact]
    public void ComputeDirty_TwoHoursAtATime_EqualsTheTruth()
    {
        using var second = PostgresStore.OpenForWriting(_host.Store.Url, TimeProvider.System, TimeSpan.FromSeconds(10));
        var filter = new FilterOptions();
        var (told, most) = (0, 0);
        for (var seed = 101; seed <= 106; seed++)
        {
            var generator = new EventGenerator(seed);
            var events = generator.Make();
            _host.Clear();
            foreach (var batch in generator.Deliver(events))
                _host.Write(batch);
            var rollUps = new IRollUp[] { new PostgresRollUp(_host.Store, filter), new PostgresRollUp(second, filter) };
            var hours = rollUps[0].DirtyHours();
            told = 0;
            Assert.Equal(hours.Count, DirtyHours.ComputeDirty(
                rollUps, hours, (done, of) => Assert.Equal((++told, hours.Count), (done, of)),
                TestContext.Current.CancellationToken));
            Assert.Equal(hours.Count, told);
            most = Math.Max(most, hours.Count);
            var (expected, found) = (Truth.Tables(events, filter), _host.Tables());
            Assert.True(found == expected, $"seed {seed}\n{expected}\nfound\n{found}");
        }
        Assert.InRange(most, 3, int.MaxValue);
    }

    /// <summary>Computes the hours of as many posts with a second store that can do nothing.</summary>
    void ComputeWithASecond(int hours, StoreFailure failure)
    {
        using var second = PostgresStore.OpenForWriting(_host.Store.Url, TimeProvider.System, TimeSpan.FromSeconds(10));
        second.Guard = () => throw new StoreException("gone") { Failure = failure };
        _host.Write([.. Enumerable.Range(0, hours).Select(i => new PostVersion
        {
            Id = $"{i}",
            PostedAt = Some.Hour + i * HourUtc.Milliseconds,
            Hashtags = ["tag"],
        })]);
        var rollUp = new PostgresRollUp(_host.Store, new());
        DirtyHours.ComputeDirty(
            [rollUp, new PostgresRollUp(second, new())], rollUp.DirtyHours(), null,
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public void ComputeDirty_OneOfTwoStoresUnusable_StopsAndTells()
    {
        Assert.Equal("gone", Assert.Throws<StoreException>(() =>
            ComputeWithASecond(200, StoreFailure.Unusable)).Message);
        Assert.InRange(new PostgresRollUp(_host.Store, new()).DirtyHours().Count, 1, 200);
    }

    [Fact]
    public void ComputeDirty_OneOfTwoStoresInPassingTrouble_GoesOnWithTheOther()
    {
        ComputeWithASecond(200, StoreFailure.Passing);
        Assert.Empty(new PostgresRollUp(_host.Store, new()).DirtyHours());
        Assert.Equal(["200"], _host.Rows("SELECT count(*) FROM hashtag_hour"));
    }

    [Fact]
    public void Compute_FewPostsWithATopicAmongMany_CountsThem()
    {
        _host.Write([.. Enumerable.Range(0, 100).Select(i => new PostVersion
        {
            Id = $"{100 + i}",
            PostedAt = Some.Hour + i,
            Hashtags = ["tag"],
            Topics = i % 50 == 7 ? [0, 2] : [],
        })]);
        _host.Compute();
        Assert.Equal(["ada|2", "btc|2"], _host.Rows("SELECT topic, accepted FROM topic_hour ORDER BY topic"));
    }

    /// <summary>Posts of topics are looked up while few of an hour have one, and read with all of it else.</summary>
    [Fact]
    public void Compute_LookedUpOrReadWithTheHour_CountsTheSame()
    {
        const int few = 8, many = 2 * few * PostgresRollUp.LookupCost;
        _host.Write([.. Enumerable.Range(0, many).Select(i => new PostVersion
        {
            Id = $"{100 + i}",
            Platform = i % 2 == 0 ? Platform.X : Platform.Mastodon,
            PostedAt = Some.Hour + i * 10,
            Hashtags = ["tag"],
            Topics = i % (2 * PostgresRollUp.LookupCost) == 7 ? [i % 3] : [],
            Followers = i % 5 * 300,
            Languages = i % 7 == 0 ? "de" : "en",
            TextKey = 1 + i % 64,
            Compound = i * 37 % 20_001 - 10_000,
        })]);
        var rollUp = new PostgresRollUp(_host.Store, new());
        Assert.Equal(many, rollUp.Compute(Hour).Posts);
        var lookedUp = Topics();
        Assert.Equal(1, _host.Connection.Execute("DELETE FROM topic_hour WHERE topic = 'btc'")); // it has to come back
        _host.Connection.Execute("""
            DELETE FROM post p
            WHERE NOT EXISTS (SELECT FROM post_topic t WHERE t.platform = p.platform AND t.id = p.id)
            """);
        Assert.Equal(few, rollUp.Compute(Hour).Posts);
        Assert.Equal(lookedUp, Topics());
        Assert.Equal([$"{few}"], _host.Rows("SELECT sum(posts) FROM topic_hour"));

        IReadOnlyList<string> Topics() => _host.Rows("SELECT * FROM topic_hour ORDER BY topic");
    }

    [Fact]
    public void Compute_NeighbouringHours_CountOnlyTheirOwn()
    {
        const long end = Some.Hour + HourUtc.Milliseconds;
        long[] times = [Some.Hour - 1, Some.Hour, end - 1, end];
        _host.Write([.. times.Select((at, i) => new PostVersion { Id = $"{i}", PostedAt = at, Topics = [0] })]);
        _host.Compute();
        Assert.Equal(
            [$"{Some.Hour - HourUtc.Milliseconds}|1", $"{Some.Hour}|2", $"{end}|1"],
            _host.Rows("SELECT hour, posts FROM topic_hour ORDER BY hour"));
    }

    [Fact]
    public void Compute_SameRowsAgain_WritesNone()
    {
        WriteOne();
        Assert.True(_host.Compute(Hour).IsChanged);
        var before = Versions();
        Assert.False(_host.Compute(Hour).IsChanged);
        Assert.Equal(before, Versions());
        WriteOne("101");
        Assert.True(_host.Compute(Hour).IsChanged);
        Assert.NotEqual(before, Versions());
    }

    /// <summary>Which transactions wrote the rows, and which locked those of hashtags, of which there are many.</summary>
    IReadOnlyList<string> Versions() => _host.Rows(
        "SELECT xmin::text, xmax::text FROM hashtag_hour UNION ALL SELECT xmin::text, '' FROM topic_hour");

    [Fact]
    public void Compute_WritersAtWork_DoesNotWait()
    {
        WriteOne();
        using var store = OpenImpatient();
        While(PostgresLocks.Writers, () => Assert.NotNull(new PostgresRollUp(store, new()).ComputeIfDirty(Hour)));
    }

    [Fact]
    public void Compute_AnotherAtTheHour_WaitsAndLeavesTheMark()
    {
        WriteOne();
        using var store = OpenImpatient();
        While(PostgresLocks.Hour(Hour), () =>
            Assert.Throws<StoreException>(() => new PostgresRollUp(store, new()).ComputeIfDirty(Hour)));
        Assert.Equal([Some.Hour], _host.Marks());
        While(PostgresLocks.Hour(Hour.Next), () =>
            Assert.NotNull(new PostgresRollUp(store, new()).ComputeIfDirty(Hour)));
    }

    [Fact]
    public void Compute_PostCommittedAfterTheMarksWereTaken_LeavesAMark()
    {
        WriteOne();
        using var writer = _host.Store.CreateWriter(new() { Topics = Some.Topics });
        using var other = PostgresPool.Of(_host.Store.Url.Postgres!).Open();
        using (var transaction = other.BeginTransaction())
        {
            other.Execute(
                "INSERT INTO dirty_hour (hour, why) VALUES (@hour, 'test')", new { hour = PostgresTime.Of(Some.Hour) });
            _host.Compute(Hour);
            transaction.Commit();
        }
        Assert.Equal([Some.Hour], _host.Marks());
    }

    [Fact]
    public void Seal_WritersAtWork_Waits()
    {
        WriteOne();
        _host.Compute();
        using var store = OpenImpatient();
        While(PostgresLocks.Writers, () =>
            Assert.Throws<StoreException>(() => store.CreatePruner(new()).Seal(Hour)));
        Assert.Equal(["closed"], _host.Rows("SELECT state FROM hour"));
        Assert.True(store.CreatePruner(new()).Seal(Hour));
    }

    [Fact]
    public void Compute_DatabaseRefuses_MarksStayForTheNextTry()
    {
        WriteOne();
        _host.Connection.Execute("ALTER TABLE topic_hour ADD CHECK (posts > 1)");
        Assert.Throws<StoreException>(() => _host.ComputeIfDirty(Hour));
        Assert.Equal([Some.Hour], _host.Marks());
        WriteOne("101");
        Assert.NotNull(_host.ComputeIfDirty(Hour));
        Assert.Empty(_host.Marks());
    }

    public void Dispose() => _host.Dispose();
}
