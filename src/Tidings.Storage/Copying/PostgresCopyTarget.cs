using Dapper;
using Npgsql;
using Tidings.Storage.Postgres;

namespace Tidings.Storage.Copying;

/// <summary>Fills a PostgreSQL store by binary COPY.</summary>
sealed class PostgresCopyTarget(PostgresStore store) : CopyTarget
{
    CopyTable? _table;
    CopyBuffer? _buffer;

    public override IStore Store => store;

    public override void Write(CopyBatch batch)
    {
        if (_table != batch.Table)
        {
            _table = batch.Table;
            _buffer = new(
                (short)_table.Columns.Count, $"COPY {_table.Name} ({_table.ColumnList}) FROM STDIN (FORMAT BINARY)");
        }
        store.Transact(connection =>
        {
            Fill(_buffer!, batch);
            connection.Execute(PostgresLocks.Writers);
            PostgresWriter.ForgetLast(connection);
            EnsurePartitions(connection, batch);
            _buffer!.Send(connection);
        });
    }

    static void Fill(CopyBuffer buffer, CopyBatch batch)
    {
        buffer.Clear();
        for (var row = 0; row < batch.Rows; row++)
        {
            buffer.Row();
            for (var column = 0; column < batch.Table.Columns.Count; column++)
                Add(buffer, batch, row, column);
        }
    }

    static void Add(CopyBuffer buffer, CopyBatch batch, int row, int column)
    {
        if (batch.IsNull(row, column))
            buffer.Missing();
        else
            switch (batch.Table.Columns[column].Kind)
            {
                case CopyKind.Text or CopyKind.Bytes: buffer.Text(batch.Bytes(row, column)); break;
                case CopyKind.Json: buffer.Json(batch.Bytes(row, column)); break;
                case CopyKind.Real: buffer.Real(batch.Real(row, column)); break;
                case CopyKind.Flag: buffer.Flag(batch.Integer(row, column) != 0); break;
                case CopyKind.Time: buffer.Time(batch.Integer(row, column)); break;
                default: buffer.Long(batch.Integer(row, column)); break;
            }
    }

    void EnsurePartitions(NpgsqlConnection connection, CopyBatch batch)
    {
        if (batch.Table.PartitionedBy < 0)
            return;
        var days = new HashSet<DateOnly>();
        for (var row = 0; row < batch.Rows; row++)
            days.Add(PostgresPartitions.DayOf(batch.Integer(row, batch.Table.PartitionedBy)));
        PostgresPartitions.Ensure(connection, days.Order(), PostgresPartitions.DayOf(store.Now));
    }

    public override void SetLastNumber(CopyTable table, long last) => store.Transact(connection =>
        connection.Execute(
            $"""
            SELECT setval(pg_get_serial_sequence(@Name, @Numbered), greatest(@last, max({table.Numbered})))
            FROM {table.Name} HAVING greatest(@last, max({table.Numbered})) > 0
            """,
            new { table.Name, table.Numbered, last }));

    /// <summary>By itself the server counts parts of tables only, and those a minute later.</summary>
    public override void Analyze() => store.Transact(connection => connection.Execute(
        $"ANALYZE {string.Join(", ", CopyTables.All.Select(table => table.Name))}", commandTimeout: 0));

    public override void Dispose() => store.Dispose();
}
