using Dapper;
using Npgsql;
using Tidings.Storage;
using Tidings.Storage.Migrations;
using Tidings.Storage.Postgres;
using Tidings.Tests.Support;

namespace Tidings.Tests.Storage.Postgres;

[Trait("Category", "Postgres")]
public sealed class PostgresMigratorTests : IDisposable
{
    static readonly IReadOnlyList<Migration> Two =
    [
        new(1, "one", "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);", "DROP TABLE a;"),
        new(2, "two", "ALTER TABLE a ADD COLUMN y INTEGER;", "ALTER TABLE a DROP COLUMN y;"),
    ];

    readonly PostgresConnections _connections = new();
    readonly ManualClock _clock = new();

    Migrator Known(NpgsqlConnection connection) => new(connection, _clock);

    Migrator OfTwo(NpgsqlConnection connection) => new(connection, _clock, Two);

    /// <summary>Everything that lies in a schema: relations with columns, indexes, views, constraints, functions.</summary>
    static string Schema(NpgsqlConnection connection, string schema = "public") => string.Join('\n', connection
        .Query<string>("""
            SELECT line FROM (
              SELECT c.oid, concat_ws(' ', 'relation', c.relkind, c.relname, c.reloptions, c.relispartition,
                a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, k.collname,
                pg_get_expr(d.adbin, d.adrelid)) AS line, n.nspname
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              LEFT JOIN pg_collation k ON k.oid = a.attcollation
              LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
              UNION ALL SELECT 0, concat_ws(' ', 'index', indexdef), schemaname FROM pg_indexes
              UNION ALL SELECT 0, concat_ws(' ', 'view', viewname, definition), schemaname FROM pg_views
              UNION ALL SELECT 0, concat_ws(' ', 'check', conname, pg_get_constraintdef(p.oid)), n.nspname
                FROM pg_constraint p JOIN pg_namespace n ON n.oid = p.connamespace
              UNION ALL SELECT 0, 'type ' || typname, n.nspname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
              UNION ALL SELECT 0, 'function ' || proname, n.nspname FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
            ) everything
            WHERE nspname = @schema
            ORDER BY line COLLATE "C"
            """, new { schema }));

    [Fact]
    public void MigrateTo_UpAndDown_LeavesNothingAndComesBack()
    {
        var connection = _connections.Connect();
        var migrator = Known(connection);
        Assert.Equal(0, migrator.Current());
        Assert.Equal(migrator.Newest, migrator.MigrateTo(migrator.Newest));
        Assert.Equal(0, migrator.MigrateTo(migrator.Newest));
        var full = Schema(connection);
        SampleRows.Fill(connection); // partitions too
        for (var version = migrator.Newest - 1; version >= 0; version--)
            Assert.Equal(1, migrator.MigrateTo(version));
        Assert.Equal("", Schema(connection));
        Assert.Equal(migrator.Newest, migrator.MigrateTo(migrator.Newest));
        Assert.Equal(full, Schema(connection));
    }

    [Fact]
    public void MigrateTo_OneUpAndDown_RestoresWhatWasThere()
    {
        var newest = Known(_connections.Connect()).Newest;
        for (var version = 1; version < newest; version++)
        {
            var connection = _connections.Connect();
            var migrator = Known(connection);
            migrator.MigrateTo(version);
            SampleRows.Fill(connection); // partitions too
            var before = Schema(connection);
            migrator.MigrateTo(version + 1);
            Assert.NotEqual(before, Schema(connection));
            migrator.MigrateTo(version);
            Assert.Equal(before, Schema(connection));
        }
    }

    [Fact]
    public void Migrations_OfBothDatabases_HaveTheSameVersionsAndNames() => Assert.Equal(
        Migration.All("sqlite").Select(migration => (migration.Version, migration.Name)),
        Migration.All("postgres").Select(migration => (migration.Version, migration.Name)));

    [Fact]
    public void Tables_AllTextColumns_AreOrderedByBytes()
    {
        var connection = _connections.Connect();
        Known(connection).MigrateTo(Known(connection).Newest);
        Assert.Empty(connection.Query<string>("""
            SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'
              AND table_name NOT IN ('schema_migration', 'hourly_counts', 'tweet_data', 'trade_data')
            """));
    }

    /// <summary>Of a fast load the server drops thousands of such requests, and writes a line for each.</summary>
    [Fact]
    public void MigrateTo_PartitionsOfAnEarlierVersionAndLaterOnes_AskForNoSummaries()
    {
        var connection = _connections.Connect();
        Known(connection).MigrateTo(3);
        SampleRows.Fill(connection);
        Assert.Equal(3, Asking());
        Known(connection).MigrateTo(4);
        using (var transaction = connection.BeginTransaction())
        {
            PostgresPartitions.Ensure(connection, [new(2026, 5, 9)], new(2026, 5, 9));
            transaction.Commit();
        }
        Assert.Equal(0, Asking());
        Assert.Equal(0, Summing());
        Known(connection).MigrateTo(3);
        Assert.Equal(4, Asking());
        Assert.Equal(4, Summing());

        int Asking() => connection.ExecuteScalar<int>(
            "SELECT count(*) FROM pg_class WHERE reloptions::text LIKE '%autosummarize=on%'");

        // The last one is that of the table itself.
        int Summing() => connection.ExecuteScalar<int>("""
            SELECT count(*) FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'brin'
            """);
    }

    /// <summary>One transaction would need about 20 locks for each day, and an ordinary server has some 7,000.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void MigrateTo_NothingFromHundredsOfDays_TakesFewLocksAtOnce()
    {
        var connection = _connections.Connect();
        Known(connection).MigrateTo(Known(connection).Newest);
        var first = new DateOnly(2026, 1, 1);
        for (var day = 0; day < 500; day += 50)
        {
            using var transaction = connection.BeginTransaction();
            PostgresPartitions.Ensure(connection, Enumerable.Range(day, 50).Select(first.AddDays), first);
            transaction.Commit();
        }
        connection.Execute("""
            CREATE TABLE mine (x int) PARTITION BY LIST (x); CREATE TABLE mine_1 PARTITION OF mine DEFAULT
            """);
        Assert.Equal(Known(connection).Newest, Known(connection).MigrateTo(0));
        Assert.Equal(
            ["mine", "mine_1"],
            connection.Query<string>(
                "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1"));
    }

    [Fact]
    public void PlanAndStatus_HalfApplied_SayWhatIsDoneAndWhen()
    {
        var connection = _connections.Connect();
        var migrator = OfTwo(connection);
        Assert.Equal([(1, true), (2, true)], migrator.Plan(2).Select(step => (step.Migration.Version, step.IsUp)));
        Assert.Equal("", Schema(connection));
        migrator.MigrateTo(1);
        Assert.Equal([new(1, "one", _clock.Now), new(2, "two", null)], migrator.Status());
        migrator.MigrateTo(2);
        Assert.Equal([(2, false), (1, false)], migrator.Plan(0).Select(step => (step.Migration.Version, step.IsUp)));
        Assert.Throws<StoreException>(() => migrator.Plan(3));
    }

    [Fact]
    public void MigrateTo_FailingScript_LeavesTheVersionBefore()
    {
        var connection = _connections.Connect();
        var failing = new Migrator(
            connection, _clock, [Two[0], new(2, "two", "CREATE TABLE b (x int); SELECT 1 / 0;", "")]);
        Assert.ThrowsAny<Exception>(() => failing.MigrateTo(2));
        Assert.Equal(1, failing.Current());
        Assert.DoesNotContain("relation r b", Schema(connection), StringComparison.Ordinal);
        Assert.Equal(1, OfTwo(connection).MigrateTo(2)); // and the connection goes on
    }

    [Fact]
    public void Current_NewerOrEdited_IsRefused()
    {
        var connection = _connections.Connect();
        OfTwo(connection).MigrateTo(2);
        var older = new Migrator(connection, _clock, [Two[0]]);
        Assert.Contains("Use the newer program", Refusal(() => older.MigrateTo(1)), StringComparison.Ordinal);
        var edited = new Migrator(connection, _clock, [new(1, "one", Two[0].Up + " ", Two[0].Down), Two[1]]);
        Assert.Contains("migration 1 (one) differs", Refusal(() => edited.MigrateTo(2)), StringComparison.Ordinal);
        Assert.Equal(2, OfTwo(connection).Current());
    }

    [Fact]
    public async Task MigrateTo_OthersLockTablesInAnotherOrder_BeginsAnewAndSucceeds()
    {
        var database = _connections.NewDatabase();
        var (connection, other, watch) =
            (_connections.Connect(database), _connections.Connect(database), _connections.Connect(database));
        OfTwo(connection).MigrateTo(2);
        // the server ends whose patience ends first: it has to be the migrator, however slow the machine is
        connection.Execute("CREATE TABLE b (x INTEGER); SET deadlock_timeout = '3s'");
        other.Execute("SET deadlock_timeout = '60s'");
        var migrator = new Migrator(connection, _clock, [.. Two, new(3, "three", """
            LOCK TABLE a IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE b IN ACCESS EXCLUSIVE MODE;
            """, "")]);
        other.Execute("BEGIN; SELECT count(*) FROM b");
        var migrating = Task.Factory.StartNew(
            () => migrator.MigrateTo(3),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(SpinWait.SpinUntil(
            () => watch.ExecuteScalar<bool>(
                "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE relation = 'b'::regclass AND NOT granted)"),
            TimeSpan.FromSeconds(30)));
        other.Execute("SELECT count(*) FROM a");
        other.Execute("COMMIT");
        Assert.Equal(1, await migrating);
        Assert.Equal(3, migrator.Current());
    }

    [Fact]
    public async Task MigrateTo_ManyProgramsAtOnce_ApplyOnce()
    {
        for (var round = 0; round < 3; round++)
        {
            var database = _connections.NewDatabase();
            NpgsqlConnection[] programs = [.. Enumerable.Range(0, 4).Select(_ => _connections.Connect(database))];
            using var start = new Barrier(programs.Length);
            var taken = await Task.WhenAll(programs.Select(program => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return Known(program).MigrateTo(Known(program).Newest);
                },
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            var newest = Known(programs[0]).Newest;
            Assert.Equal(newest, taken.Sum());
            Assert.Equal(
                Enumerable.Range(1, newest),
                programs[0].Query<int>("SELECT version FROM schema_migration ORDER BY version"));
        }
    }

    [Theory]
    [InlineData("CREATE TABLE post (x int)", "post")]
    [InlineData("CREATE VIEW tweet_data AS SELECT 1 AS x", "tweet_data")]
    [InlineData("CREATE TABLE schema_migration (version int, dirty boolean)", "schema_migration")]
    public void MigrateTo_TablesOfAnotherProgram_AreRefusedUntouched(string foreign, string name)
    {
        var connection = _connections.Connect();
        connection.Execute(foreign);
        var before = Schema(connection);
        var migrator = Known(connection);
        Assert.Contains(
            $"holds tables of another program ({name})", Refusal(() => migrator.MigrateTo(1)), StringComparison.Ordinal);
        Assert.Equal(before, Schema(connection));
    }

    [Fact]
    public void MigrateTo_OtherTablesBeside_AreLeftAlone()
    {
        var connection = _connections.Connect();
        connection.Execute("CREATE TABLE invoice (x int); CREATE TABLE schema_migrations (version text)");
        var before = Schema(connection);
        var migrator = Known(connection);
        migrator.MigrateTo(migrator.Newest);
        migrator.MigrateTo(0);
        Assert.Equal(before, Schema(connection));
    }

    [Fact]
    public void MigrateTo_SchemaOfTheSearchPath_TakesAll()
    {
        var database = _connections.NewDatabase();
        database.Execute($"""
            CREATE TABLE post (x int);
            CREATE SCHEMA "Own place";
            ALTER DATABASE {database.Name} SET search_path = missing, "Own place", public;
            """);
        var connection = _connections.Connect(database);
        var before = Schema(connection);
        Known(connection).MigrateTo(Known(connection).Newest);
        Assert.Equal(before, Schema(connection));
        Assert.Contains("hashtag_hour", Schema(connection, "Own place"), StringComparison.Ordinal);
        SampleRows.Fill(connection);
        Assert.NotEmpty(SampleRows.Rows(connection, "SELECT * FROM tweet_data"));
    }

    [Fact]
    public void MigrateTo_NoSchemaOnTheSearchPath_IsRefused()
    {
        var database = _connections.NewDatabase();
        database.Execute($"ALTER DATABASE {database.Name} SET search_path = missing");
        var migrator = Known(_connections.Connect(database));
        Assert.Contains(
            "no schema of the search path exists", Refusal(() => migrator.MigrateTo(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void MigrateTo_TableInUse_EndsAndSaysWhatToDo()
    {
        var database = _connections.NewDatabase();
        var connection = _connections.Connect(database);
        OfTwo(connection).MigrateTo(1);
        var reader = _connections.Connect(database);
        using (var reading = reader.BeginTransaction())
        {
            reader.Execute("SELECT * FROM a");
            var error = Assert.Throws<StoreException>(() => Impatient(connection).MigrateTo(2));
            Assert.Contains("pg_stat_activity", error.Message, StringComparison.Ordinal);
            Assert.True(error.IsPassing);
        }
        Assert.Equal(1, Impatient(connection).MigrateTo(2));
        Assert.Equal("0", connection.ExecuteScalar<string>("SHOW lock_timeout")); // nothing stays with the session
    }

    [Fact]
    public void MigrateTo_AnotherProgramHoldsTheLock_EndsAndSaysSo()
    {
        var database = _connections.NewDatabase();
        var connection = _connections.Connect(database);
        var other = _connections.Connect(database);
        var error = default(StoreException);
        new PostgresTarget(other).InStep(
            () => error = Assert.Throws<StoreException>(() => Impatient(connection).MigrateTo(1)));
        Assert.Contains("another program has been changing the schema", error!.Message, StringComparison.Ordinal);
        Assert.True(error.IsPassing);
        Assert.Equal(1, Impatient(connection).MigrateTo(1));
    }

    Migrator Impatient(NpgsqlConnection connection) => new(
        new PostgresTarget(connection)
        {
            LockPatience = TimeSpan.FromMilliseconds(50),
            TablePatience = TimeSpan.FromMilliseconds(50),
        },
        connection, _clock, Two);

    [Fact]
    public void MigrateTo_RoleWithoutTheRight_SaysWhoMay()
    {
        var database = _connections.NewDatabase();
        using var role = PostgresServer.Current.NewRole("CONNECTION LIMIT 1");
        var connection = _connections.Connect(database.UrlOf(role));
        var error = Assert.Throws<StoreException>(() => Known(connection).MigrateTo(1));
        Assert.Contains("GRANT CREATE ON SCHEMA", error.Message, StringComparison.Ordinal);
        Assert.Equal(StoreFailure.Away, error.Failure);
        database.Execute($"GRANT CREATE, USAGE ON SCHEMA public TO {role.Name}");
        Assert.Equal(1, Known(connection).MigrateTo(1));
    }

    static string Refusal(Action action) => Assert.Throws<StoreException>(action).Message;

    public void Dispose() => _connections.Dispose();
}
