using Dapper;
using Tidings.Storage;
using Tidings.Storage.Migrations;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage;

public sealed class MigratorTests : IDisposable
{
    static readonly IReadOnlyList<Migration> Two =
    [
        new(1, "one", "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);", "DROP TABLE a;"),
        new(2, "two", "ALTER TABLE a ADD COLUMN y INTEGER;", "ALTER TABLE a DROP COLUMN y;"),
    ];

    readonly TemporaryFolder _folder = new();
    readonly ManualClock _clock = new();

    SqliteStore Open() => SqliteStore.OpenOrCreate(_folder.Store(), _clock);

    static string Schema(SqliteStore store) => string.Join('\n', store.Connection.Query<string>(
        "SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'schema_migration' ORDER BY name"));

    [Fact]
    public void MigrateTo_UpAndDown_LeavesNothingAndComesBack()
    {
        using var store = Open();
        var migrator = new Migrator(store.Connection, _clock);
        Assert.Equal(0, migrator.Current());
        Assert.Equal(migrator.Newest, migrator.MigrateTo(migrator.Newest));
        var full = Schema(store);
        for (var version = migrator.Newest - 1; version >= 0; version--)
            Assert.Equal(1, migrator.MigrateTo(version));
        Assert.Equal("", Schema(store));
        Assert.Equal(migrator.Newest, migrator.MigrateTo(migrator.Newest));
        Assert.Equal(full, Schema(store));
        Assert.Equal(0, migrator.MigrateTo(migrator.Newest));
    }

    [Fact]
    public void Plan_AnyTarget_NamesTheStepsAndTakesNone()
    {
        using var store = Open();
        var migrator = new Migrator(store.Connection, _clock, Two);
        Assert.Equal([(1, true), (2, true)], migrator.Plan(2).Select(step => (step.Migration.Version, step.IsUp)));
        Assert.Equal("", Schema(store));
        migrator.MigrateTo(2);
        Assert.Equal([(2, false), (1, false)], migrator.Plan(0).Select(step => (step.Migration.Version, step.IsUp)));
        Assert.Empty(migrator.Plan(2));
        Assert.Equal(2, migrator.Current());
        Assert.Throws<StoreException>(() => migrator.Plan(3));
        Assert.Throws<StoreException>(() => migrator.Plan(-1));
    }

    [Fact]
    public void Status_HalfApplied_SaysWhen()
    {
        using var store = Open();
        var migrator = new Migrator(store.Connection, _clock, Two);
        migrator.MigrateTo(1);
        Assert.Equal([new(1, "one", _clock.Now), new(2, "two", null)], migrator.Status());
    }

    [Fact]
    public void MigrateTo_FailingScript_LeavesTheVersionBefore()
    {
        using var store = Open();
        var migrator = new Migrator(
            store.Connection, _clock, [Two[0], new(2, "two", "CREATE TABLE b (x); CREATE TABLE a (x);", "")]);
        Assert.ThrowsAny<Exception>(() => migrator.MigrateTo(2));
        Assert.Equal(1, migrator.Current());
        Assert.Equal("CREATE TABLE a (x INTEGER)", Schema(store));
        Assert.Equal(1, new Migrator(store.Connection, _clock, Two).MigrateTo(2)); // and the connection goes on
    }

    [Fact]
    public void Current_NewerSchema_IsRefused()
    {
        using var store = Open();
        new Migrator(store.Connection, _clock, Two).MigrateTo(2);
        var older = new Migrator(store.Connection, _clock, [Two[0]]);
        Assert.Contains("Use the newer program", Assert.Throws<StoreException>(() => older.Current()).Message,
            StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => older.MigrateTo(1));
    }

    [Fact]
    public void Current_EditedMigration_IsRefused()
    {
        using var store = Open();
        new Migrator(store.Connection, _clock, Two).MigrateTo(2);
        var edited = new Migrator(store.Connection, _clock, [new(1, "one", Two[0].Up + " ", Two[0].Down), Two[1]]);
        Assert.Contains("migration 1 (one) differs", Assert.Throws<StoreException>(() => edited.MigrateTo(2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenForWriting_ManyProgramsAtOnce_ApplyOnce()
    {
        for (var round = 0; round < 5; round++)
        {
            var url = _folder.Store($"shared{round}.db");
            using var start = new Barrier(4);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    using var store = SqliteStore.OpenForWriting(url, _clock);
                    store.SetMeta("opened", "yes");
                },
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            using var after = SqliteStore.OpenForReading(url, _clock);
            Assert.Equal([1, 2, 3, 4, 5], after.Connection.Query<int>("SELECT version FROM schema_migration"));
        }
    }

    public void Dispose() => _folder.Dispose();
}
