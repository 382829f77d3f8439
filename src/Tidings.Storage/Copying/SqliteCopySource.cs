using Dapper;
using Microsoft.Data.Sqlite;
using Tidings.Storage.Sqlite;

namespace Tidings.Storage.Copying;

/// <summary>Reads an SQLite store in one read transaction, beside which others go on writing.</summary>
sealed class SqliteCopySource : CopySource
{
    readonly SqliteStore _store;
    readonly CopyBatch _batch = new();

    /// <summary>Takes the store, and closes it at the end.</summary>
    public SqliteCopySource(SqliteStore store)
    {
        _store = store;
        try
        {
            Connection.Execute("BEGIN DEFERRED");
            Connection.ExecuteScalar<long>("SELECT count(*) FROM meta"); // only the first reading fixes the state
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    SqliteConnection Connection => _store.Connection;

    public override long Count(CopyTable table) =>
        Connection.ExecuteScalar<long>($"SELECT count(*) FROM {table.Name}{table.Condition}");

    public override long LastNumber(CopyTable table) => Connection.ExecuteScalar<long>(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = @name", new { name = table.Name });

    public override IEnumerable<CopyBatch> Read(CopyTable table)
    {
        var rows = new SqliteStatement(Connection, $"SELECT {table.ColumnList} FROM {table.Name}{table.Condition}");
        try
        {
            _batch.Clear(table);
            while (rows.Step())
            {
                for (var column = 0; column < table.Columns.Count; column++)
                    Add(rows, column, table.Columns[column].Kind);
                if (!_batch.IsFull)
                    continue;
                yield return _batch;
                _batch.Clear(table);
            }
            if (_batch.Rows > 0)
                yield return _batch;
        }
        finally
        {
            rows.Close();
        }
    }

    void Add(SqliteStatement rows, int column, CopyKind kind)
    {
        if (rows.IsNull(column))
            _batch.AddNull();
        else if (kind is CopyKind.Text or CopyKind.Json or CopyKind.Bytes)
            _batch.Add(rows.GetBlob(column));
        else if (kind == CopyKind.Real)
            _batch.Add(BitConverter.DoubleToInt64Bits(rows.GetReal(column)));
        else
            _batch.Add(rows.GetInteger(column));
    }

    public override void Dispose() => _store.Dispose();
}
