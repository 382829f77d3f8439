using Microsoft.Data.Sqlite;

namespace Tidings.Storage.Sqlite;

/// <summary>Prepares statements and closes them together.</summary>
class StatementSet(SqliteConnection connection) : IDisposable
{
    readonly List<SqliteStatement> _statements = [];

    /// <summary>Prepares one more; it lives as long as the set.</summary>
    protected SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(connection, sql);
        _statements.Add(statement);
        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Close();
    }
}
