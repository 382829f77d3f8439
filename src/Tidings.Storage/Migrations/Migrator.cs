using Dapper;
using Microsoft.Data.Sqlite;

namespace Tidings.Storage.Migrations;

/// <summary>
/// Applies the numbered scripts, each in a transaction of its own that holds the write lock from its first statement, so that two programs
/// that start at once do it once.
/// </summary>
public sealed class Migrator(SqliteConnection connection, TimeProvider clock, IReadOnlyList<Migration>? migrations = null)
{
    readonly IReadOnlyList<Migration> _migrations = migrations ?? Migration.All("sqlite");

    sealed record Applied(long Version, string Checksum, long AppliedAt);

    /// <summary>The newest version that this program knows.</summary>
    public int Newest => _migrations.Count == 0 ? 0 : _migrations[^1].Version;

    /// <summary>The schema's version; 0 for an empty database.</summary>
    /// <exception cref="StoreException">The schema is newer than this program, or a landed script was changed.</exception>
    public int Current()
    {
        var applied = ReadApplied();
        Verify(applied);
        return applied.Count == 0 ? 0 : (int)applied[^1].Version;
    }

    /// <summary>Every known migration, and when it was applied.</summary>
    public IReadOnlyList<MigrationStatus> Status()
    {
        var applied = ReadApplied().ToDictionary(row => row.Version, row => DateTimeOffset.FromUnixTimeMilliseconds(row.AppliedAt));
        return [.. _migrations.Select(m => new MigrationStatus(m.Version, m.Name, applied.TryGetValue(m.Version, out var at) ? at : null))];
    }

    /// <summary>The steps that lead to a version, without taking them: up in order, or down in reverse.</summary>
    public IReadOnlyList<(Migration Migration, bool IsUp)> Plan(int target)
    {
        if (target < 0 || target > Newest)
            throw new StoreException($"There is no schema version {target}; this program knows 0 to {Newest}.");
        var current = Current();
        return current <= target
            ? [.. _migrations.Where(m => m.Version > current && m.Version <= target).Select(m => (m, true))]
            : [.. _migrations.Where(m => m.Version > target && m.Version <= current).Reverse().Select(m => (m, false))];
    }

    /// <summary>Brings the schema to a version; returns the steps taken.</summary>
    public int MigrateTo(int target)
    {
        var taken = 0;
        while (Plan(target) is [var step, ..])
        {
            Take(step.Migration, step.IsUp);
            taken++;
        }
        return taken;
    }

    void Take(Migration migration, bool isUp)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            connection.Execute("""
                CREATE TABLE IF NOT EXISTS schema_migration (
                  version INTEGER NOT NULL PRIMARY KEY,
                  name TEXT NOT NULL,
                  checksum TEXT NOT NULL,
                  applied_at INTEGER NOT NULL
                )
                """);
            var isApplied = connection.ExecuteScalar<long>(
                "SELECT count(*) FROM schema_migration WHERE version = @Version", new { migration.Version }) > 0;
            if (isApplied != isUp) // another program may have been quicker
            {
                connection.Execute(isUp ? migration.Up : migration.Down);
                if (isUp)
                    connection.Execute(
                        "INSERT INTO schema_migration (version, name, checksum, applied_at) VALUES (@Version, @Name, @Checksum, @At)",
                        new { migration.Version, migration.Name, migration.Checksum, At = clock.GetUtcNow().ToUnixTimeMilliseconds() });
                else
                    connection.Execute("DELETE FROM schema_migration WHERE version = @Version", new { migration.Version });
            }
            connection.Execute("COMMIT");
        }
        catch
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) // a full disk has rolled back by itself
                connection.Execute("ROLLBACK");
            throw;
        }
    }

    List<Applied> ReadApplied()
    {
        var exists = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'") > 0;
        return exists
            ? [.. connection.Query<Applied>("SELECT version AS Version, checksum AS Checksum, applied_at AS AppliedAt FROM schema_migration ORDER BY version")]
            : [];
    }

    void Verify(List<Applied> applied)
    {
        foreach (var row in applied)
        {
            if (row.Version > Newest)
                throw new StoreException(
                    $"{connection.DataSource}: its schema has version {row.Version}, this program knows up to {Newest}. Use the newer program.");
            if (_migrations.FirstOrDefault(m => m.Version == row.Version) is { } known && known.Checksum != row.Checksum)
                throw new StoreException(
                    $"{connection.DataSource}: migration {row.Version} ({known.Name}) differs from the one that made this schema. "
                    + "Use the program that made it, or copy its data into a new store.");
        }
    }
}
