using Dapper;
using Microsoft.Data.Sqlite;
using Tidings.Storage.Sqlite;

namespace Tidings.Storage.Copying;

/// <summary>Fills an SQLite store.</summary>
sealed class SqliteCopyTarget(SqliteStore store) : CopyTarget
{
    CopyTable? _table;
    SqliteStatement? _insert;

    public override IStore Store => store;

    SqliteConnection Connection => store.Connection;

    public override void Write(CopyBatch batch)
    {
        if (_table != batch.Table)
        {
            _insert?.Close();
            _table = batch.Table;
            var values = string.Join(", ", _table.Columns.Select((_, column) => $"?{column + 1}"));
            _insert = new(Connection, $"INSERT INTO {_table.Name} ({_table.ColumnList}) VALUES ({values})");
        }
        store.InTransaction(() =>
        {
            for (var row = 0; row < batch.Rows; row++)
            {
                for (var column = 0; column < _table.Columns.Count; column++)
                    Bind(batch, row, column);
                _insert!.Run();
            }
        });
    }

    void Bind(CopyBatch batch, int row, int column)
    {
        var (insert, place) = (_insert!, column + 1);
        if (batch.IsNull(row, column))
            insert.Integer(place, null);
        else
            switch (batch.Table.Columns[column].Kind)
            {
                case CopyKind.Text or CopyKind.Json: insert.Text(place, batch.Bytes(row, column)); break;
                case CopyKind.Bytes: insert.Blob(place, batch.Bytes(row, column)); break;
                case CopyKind.Real: insert.Real(place, batch.Real(row, column)); break;
                default: insert.Integer(place, batch.Integer(row, column)); break;
            }
    }

    public override void SetLastNumber(CopyTable table, long last) => store.InTransaction(() =>
    {
        var sequence = new { name = table.Name, last };
        if (Connection.Execute("UPDATE sqlite_sequence SET seq = max(seq, @last) WHERE name = @name", sequence) == 0)
            Connection.Execute("INSERT INTO sqlite_sequence (name, seq) VALUES (@name, @last)", sequence);
    });

    public override void Analyze() => Connection.Execute("PRAGMA optimize");

    public override void Dispose()
    {
        _insert?.Close();
        store.Dispose();
    }
}
