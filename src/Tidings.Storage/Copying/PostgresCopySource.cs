using System.Buffers.Binary;
using System.Text;
using Dapper;
using Npgsql;
using Tidings.Storage.Postgres;
using Tidings.Storage.Queries;

namespace Tidings.Storage.Copying;

/// <summary>
/// Reads a PostgreSQL store by binary COPY, in one transaction of the level REPEATABLE READ, READ ONLY.
/// </summary>
sealed class PostgresCopySource : CopySource
{
    readonly PostgresStore _store;
    readonly CopyBatch _batch = new();

    /// <summary>Takes a store that was opened for reading, and closes it at the end.</summary>
    public PostgresCopySource(PostgresStore store)
    {
        _store = store;
        try
        {
            // a large table takes longer than any query
            Connection.Execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0");
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    NpgsqlConnection Connection => (NpgsqlConnection)_store.Connection;

    public override long Count(CopyTable table) => Connection.ExecuteScalar<long>(
        $"SELECT count(*) FROM {table.Name}{table.Condition}", commandTimeout: 0);

    public override long LastNumber(CopyTable table)
    {
        var sequence = Connection.ExecuteScalar<string>(
            "SELECT pg_get_serial_sequence(@Name, @Numbered)", new { table.Name, table.Numbered });
        return Connection.ExecuteScalar<long>(
            $"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}");
    }

    public override IEnumerable<CopyBatch> Read(CopyTable table)
    {
        var columns = table.Columns.Select(column =>
            column.Kind == CopyKind.Json ? $"{column.Name}::text" : column.Name);
        using var rows = new CopyReader(Connection.BeginRawBinaryCopy(
            $"""
            COPY (SELECT {string.Join(", ", columns)} FROM {table.Name}{table.Condition}) TO STDOUT (FORMAT BINARY)
            """));
        _batch.Clear(table);
        while (rows.Step())
        {
            foreach (var column in table.Columns)
                Add(rows, column.Kind);
            if (!_batch.IsFull)
                continue;
            yield return _batch;
            _batch.Clear(table);
        }
        if (_batch.Rows > 0)
            yield return _batch;
    }

    void Add(CopyReader rows, CopyKind kind)
    {
        if (!rows.TryCell(out var cell))
            _batch.AddNull();
        else if (kind == CopyKind.Flag)
            _batch.Add(cell[0]);
        else if (kind == CopyKind.Time)
            _batch.Add(PostgresTime.OfWire(BinaryPrimitives.ReadInt64BigEndian(cell)));
        else if (kind is CopyKind.Integer or CopyKind.Real)
            _batch.Add(BinaryPrimitives.ReadInt64BigEndian(cell));
        else if (kind == CopyKind.Json)
            _batch.Add(Canonical(cell));
        else
            _batch.Add(cell);
    }

    /// <summary>As the program writes it, so that an hour that is computed again is seen to be equal.</summary>
    static ReadOnlySpan<byte> Canonical(ReadOnlySpan<byte> json) => json.Length == "{}".Length
        ? json
        : Encoding.UTF8.GetBytes(CanonicalJson.Counts(Encoding.UTF8.GetString(json)));

    public override void Dispose() => _store.Dispose();
}
