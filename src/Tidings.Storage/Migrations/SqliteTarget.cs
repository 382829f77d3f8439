using Dapper;
using Microsoft.Data.Sqlite;

namespace Tidings.Storage.Migrations;

/// <summary>The write lock of the file is the lock of its schema.</summary>
sealed class SqliteTarget(SqliteConnection connection) : MigrationTarget(connection)
{
    /// <inheritdoc/>
    public override string Name => connection.DataSource;

    /// <remarks>Another program's file was told by its application id before.</remarks>
    public override bool HasLedger(IReadOnlyCollection<string> names) => connection.ExecuteScalar<long>(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = @Ledger", new { Ledger }) > 0;

    /// <inheritdoc/>
    public override void InStep(Action step)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            step();
            connection.Execute("COMMIT");
        }
        catch
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) // a full disk has rolled back by itself
                connection.Execute("ROLLBACK");
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Run(string script) => connection.Execute(script);
}
