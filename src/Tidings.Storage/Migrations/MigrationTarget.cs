using System.Data;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tidings.Storage.Queries;

namespace Tidings.Storage.Migrations;

/// <summary>What a database does its own way while its schema is changed.</summary>
abstract class MigrationTarget(IDbConnection connection)
{
    /// <summary>The table in which applied migrations are noted.</summary>
    public const string Ledger = "schema_migration";

    /// <summary>The target behind a connection.</summary>
    public static MigrationTarget Of(IDbConnection connection) => connection switch
    {
        NpgsqlConnection postgres => new PostgresTarget(postgres),
        SqliteConnection sqlite => new SqliteTarget(sqlite),
        _ => throw new ArgumentException($"a {connection.GetType().Name} has no migrations", nameof(connection)),
    };

    /// <summary>The expressions of its SQL.</summary>
    public SqlDialect Sql { get; } = SqlDialect.Of(connection);

    /// <summary>What messages call it; without secrets.</summary>
    public abstract string Name { get; }

    /// <summary>Whether <see cref="Ledger"/> is there.</summary>
    /// <param name="names">What the migrations make.</param>
    /// <exception cref="StoreException">It is not, but things of these names are: another program's.</exception>
    public abstract bool HasLedger(IReadOnlyCollection<string> names);

    /// <summary>
    /// Runs a step as one transaction. It begins with the lock that all programs take before they change the schema.
    /// </summary>
    /// <exception cref="StoreException">Something is in use by another program for too long.</exception>
    public abstract void InStep(Action step);

    /// <summary>
    /// Drops the parts of tables that are more than one step could drop, in steps of their own. Only before everything
    /// is dropped anyway.
    /// </summary>
    /// <param name="names">What the migrations make.</param>
    /// <exception cref="StoreException">Something is in use by another program for too long.</exception>
    public virtual void DropParts(IReadOnlyCollection<string> names)
    {
    }

    /// <summary>Runs a whole script.</summary>
    public abstract void Run(string script);
}
