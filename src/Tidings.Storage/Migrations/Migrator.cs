using System.Data;
using System.Globalization;
using Dapper;

namespace Tidings.Storage.Migrations;

/// <summary>
/// Applies the numbered scripts of a connection's database, each in a transaction of its own that holds the lock of the
/// schema from its first statement, so that two programs that start at once do it once.
/// </summary>
public sealed class Migrator
{
    readonly IDbConnection _connection;
    readonly TimeProvider _clock;
    readonly MigrationTarget _target;
    readonly IReadOnlyList<Migration> _migrations;
    readonly string[] _names;

    sealed record Applied
    {
        public int Version { get; init; }
        public string Checksum { get; init; } = "";
        public long AppliedAt { get; init; }
    }

    /// <summary>Applies what this program knows, or other migrations.</summary>
    /// <param name="connection">To SQLite or PostgreSQL; a closed one is opened for each step.</param>
    /// <param name="clock">Tells when a migration was applied.</param>
    /// <param name="migrations">Null for those in this assembly.</param>
    public Migrator(IDbConnection connection, TimeProvider clock, IReadOnlyList<Migration>? migrations = null)
        : this(MigrationTarget.Of(connection), connection, clock, migrations)
    {
    }

    internal Migrator(
        MigrationTarget target, IDbConnection connection, TimeProvider clock,
        IReadOnlyList<Migration>? migrations = null)
    {
        (_target, _connection, _clock) = (target, connection, clock);
        _migrations = migrations ?? Migration.All(_target.Sql.Name);
        _names = [.. _migrations.SelectMany(migration => migration.Names).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The newest version that this program knows.</summary>
    public int Newest => _migrations.Count == 0 ? 0 : _migrations[^1].Version;

    /// <summary>The schema's version; 0 for an empty database.</summary>
    /// <exception cref="StoreException">
    /// The schema is newer than this program, a landed script was changed, or the tables are another program's.
    /// </exception>
    public int Current()
    {
        var applied = ReadApplied();
        Verify(applied);
        return applied.Count == 0 ? 0 : applied[^1].Version;
    }

    /// <summary>Every known migration, and when it was applied.</summary>
    public IReadOnlyList<MigrationStatus> Status()
    {
        var applied = ReadApplied().ToDictionary(
            row => row.Version, row => DateTimeOffset.FromUnixTimeMilliseconds(row.AppliedAt));
        return
        [
            .. _migrations.Select(m => new MigrationStatus(
                m.Version, m.Name, applied.TryGetValue(m.Version, out var at) ? at : null)),
        ];
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

    /// <summary>Brings the schema to a version, and notes it in <c>meta</c>; returns the steps taken.</summary>
    /// <remarks>The way down to 0 begins with the partitions, a hundred in a transaction.</remarks>
    /// <exception cref="StoreException">
    /// The schema is newer than this program, a landed script was changed, tables are another program's, or in use.
    /// </exception>
    public int MigrateTo(int target)
    {
        var taken = 0;
        if (target == 0 && Plan(target).Count > 0)
            _target.DropParts(_names);
        while (Plan(target) is [var step, ..])
            if (Take(step.Migration, step.IsUp))
                taken++;
        return taken;
    }

    /// <summary>Takes one step; false where another program was quicker.</summary>
    bool Take(Migration migration, bool isUp)
    {
        var isTaken = false;
        _target.InStep(() =>
        {
            var applied = ReadApplied();
            Verify(applied);
            var current = applied.Count == 0 ? 0 : applied[^1].Version;
            if (isUp ? current >= migration.Version : current != migration.Version)
                return;
            if (isUp && applied.Count == 0)
                _connection.Execute($"""
                    CREATE TABLE IF NOT EXISTS {MigrationTarget.Ledger} (
                      version INTEGER NOT NULL PRIMARY KEY,
                      name TEXT NOT NULL,
                      checksum TEXT NOT NULL,
                      applied_at {_target.Sql.TimeType} NOT NULL
                    )
                    """);
            _target.Run(isUp ? migration.Up : migration.Down);
            Note(migration, isUp);
            isTaken = true;
        });
        return isTaken;
    }

    void Note(Migration migration, bool isUp)
    {
        if (isUp)
            _connection.Execute(
                $"""
                INSERT INTO {MigrationTarget.Ledger} (version, name, checksum, applied_at)
                VALUES (@Version, @Name, @Checksum, @At)
                """,
                new
                {
                    migration.Version,
                    migration.Name,
                    migration.Checksum,
                    At = _target.Sql.Time(_clock.GetUtcNow().ToUnixTimeMilliseconds()),
                });
        else
            _connection.Execute(
                $"DELETE FROM {MigrationTarget.Ledger} WHERE version = @Version", new { migration.Version });
        if (ReadApplied() is not [.., var newest])
            _connection.Execute($"DROP TABLE {MigrationTarget.Ledger}");
        else if (_names.Contains("meta")) // where other programs look for it
            _connection.Execute(
                """
                INSERT INTO meta (key, value) VALUES ('schema', @version)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                """,
                new { version = newest.Version.ToString(CultureInfo.InvariantCulture) });
    }

    List<Applied> ReadApplied() => _target.HasLedger(_names)
        ?
        [
            .. _connection.Query<Applied>($"""
                SELECT version AS Version, checksum AS Checksum, {_target.Sql.Milliseconds("applied_at")} AS AppliedAt
                FROM {MigrationTarget.Ledger}
                ORDER BY version
                """),
        ]
        : [];

    void Verify(List<Applied> applied)
    {
        foreach (var row in applied)
        {
            if (row.Version > Newest)
                throw new StoreException(
                    $"{_target.Name}: its schema has version {row.Version}, this program knows up to {Newest}. Use the newer program.");
            if (_migrations.FirstOrDefault(m => m.Version == row.Version) is { } known && known.Checksum != row.Checksum)
                throw new StoreException(
                    $"{_target.Name}: migration {row.Version} ({known.Name}) differs from the one that made this schema. "
                    + "Use the program that made it, or copy its data into a new store.");
        }
    }
}
