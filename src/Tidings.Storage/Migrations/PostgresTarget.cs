using System.Data;
using Dapper;
using Npgsql;
using Tidings.Storage.Postgres;

namespace Tidings.Storage.Migrations;

/// <summary>
/// The schema is the first of the search path that exists. Nothing outlives a transaction, so that a pooler of
/// transactions may stand between.
/// </summary>
sealed class PostgresTarget(NpgsqlConnection connection) : MigrationTarget(connection)
{
    /// <summary>"TDNG" and "MIGR" in ASCII: a number of which no other program will think.</summary>
    const long LockKey = 0x54444E47_4D494752;

    /// <summary>How long a step may take, in seconds: an index of a large table takes minutes.</summary>
    const int StepSeconds = 3600;

    /// <summary>A step that lost against others is taken again at once, so often in all.</summary>
    const int Attempts = 10;

    /// <summary>Partitions that one transaction drops: with indexes and long texts about ten locks each.</summary>
    const int PartsAtOnce = 100;

    sealed record Relation
    {
        public string Name { get; init; } = "";
        public bool IsLedger { get; init; }
    }

    /// <summary>How long to wait for another program that changes the schema too.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long to wait for a table. Meanwhile all who come later wait behind this program, so it is short.
    /// </summary>
    public TimeSpan TablePatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override string Name => $"postgres://{connection.Host}:{connection.Port}/{connection.Database}";

    /// <remarks>One statement, and so one view: another program of ours may be making the tables right now.</remarks>
    public override bool HasLedger(IReadOnlyCollection<string> names)
    {
        var found = connection.Query<Relation>($"""
            SELECT c.relname::text AS Name, c.relname = '{Ledger}' AND c.relkind = 'r' AND (
                SELECT count(*) FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = c.oid AND a.attname IN ('version', 'name', 'checksum', 'applied_at')) = 4 AS IsLedger
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND c.relname = ANY(@names)
            ORDER BY 1
            """, new { names = names.Append(Ledger).ToArray() }).AsList();
        if (found.Any(relation => relation.IsLedger))
            return true;
        if (found.Count > 0)
            throw Foreign(string.Join(", ", found.Select(relation => relation.Name).Take(5)));
        return false;
    }

    StoreException Foreign(string what, Exception? inner = null)
    {
        var message = $"{Name} holds tables of another program ({what}); they stay untouched. Name another database with "
            + "--store, or give the program a schema of its own: CREATE SCHEMA tidings; "
            + "ALTER ROLE … SET search_path = tidings.";
        return inner is null ? new(message) : new(message, inner);
    }

    /// <inheritdoc/>
    public override void InStep(Action step)
    {
        var wasOpen = connection.State == ConnectionState.Open;
        if (!wasOpen)
            connection.Open();
        try
        {
            for (var attempt = 1; !TryStep(step, attempt < Attempts); attempt++)
            {
            }
        }
        finally
        {
            if (!wasOpen)
                connection.Close();
        }
    }

    /// <summary>
    /// False where others who locked the same tables in another order won, and it may begin anew: the server ends one of
    /// those who wait for each other.
    /// </summary>
    bool TryStep(Action step, bool mayTryAgain)
    {
        try
        {
            using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
            SetPatience(LockPatience);
            Lock();
            SetPatience(TablePatience);
            Take(step);
            transaction.Commit();
            return true;
        }
        catch (NpgsqlException error) when (mayTryAgain && PostgresErrors.IsTransientConflict(error))
        {
            return false;
        }
    }

    /// <summary>In a statement of its own: what comes after sees what was committed while this one waited.</summary>
    void Lock()
    {
        try
        {
            connection.Execute("SELECT pg_advisory_xact_lock(@LockKey)", new { LockKey }, commandTimeout: StepSeconds);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StoreException(
                $"{Name}: another program has been changing the schema for more than "
                    + $"{LockPatience.TotalSeconds:0} seconds. Wait for it, and run the same command again.", error)
            {
                Failure = StoreFailure.Passing,
            };
        }
    }

    void Take(Action step)
    {
        try
        {
            if (connection.ExecuteScalar<string?>("SELECT current_schema()::text") is null)
                throw new StoreException(
                    $"{Name}: no schema of the search path exists. Make one: CREATE SCHEMA tidings; "
                        + "ALTER ROLE … SET search_path = tidings.");
            step();
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StoreException(
                $"{Name}: a table that the migration changes has been in use by another program for more than "
                    + $"{TablePatience.TotalSeconds:0} seconds. See who it is (SELECT pid, application_name, query FROM "
                    + "pg_stat_activity), end that query, and run 'tidings migrate' again.", error)
            {
                Failure = StoreFailure.Passing,
            };
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DuplicateTable)
        {
            throw Foreign(error.MessageText, error);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StoreException(
                $"{Name}: the role may not change the schema ({error.MessageText}). Let the owner of the tables run "
                    + "'tidings migrate', or grant it: GRANT CREATE ON SCHEMA … TO ….", error)
            {
                Failure = StoreFailure.Away,
            };
        }
    }

    /// <remarks>
    /// A transaction locks all that it drops, tables and indexes one by one, and a server has room for some thousands
    /// of locks (max_locks_per_transaction). Years of days are more.
    /// </remarks>
    public override void DropParts(IReadOnlyCollection<string> names)
    {
        for (var isMoreLeft = true; isMoreLeft;)
            InStep(() => isMoreLeft = HasLedger(names) && TryDropParts(names));
    }

    bool TryDropParts(IReadOnlyCollection<string> names)
    {
        var parts = connection.Query<string>("""
            SELECT i.inhrelid::regclass::text
            FROM pg_catalog.pg_inherits i
            JOIN pg_catalog.pg_class c ON c.oid = i.inhparent AND c.relkind = 'p'
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND c.relname = ANY(@names)
            ORDER BY i.inhrelid
            LIMIT @PartsAtOnce
            """, new { names = names.ToArray(), PartsAtOnce }).AsList();
        if (parts.Count > 0)
            connection.Execute($"DROP TABLE {string.Join(", ", parts)}");
        return parts.Count > 0;
    }

    /// <inheritdoc/>
    public override void Run(string script) => connection.Execute(script, commandTimeout: StepSeconds);

    void SetPatience(TimeSpan patience) => connection.Execute($"""
        SET LOCAL lock_timeout = {(long)patience.TotalMilliseconds};
        SET LOCAL statement_timeout = '{StepSeconds}s';
        """);
}
