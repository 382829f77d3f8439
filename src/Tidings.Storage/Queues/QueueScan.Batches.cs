using System.Text;
using Tidings.Queue;

namespace Tidings.Storage.Queues;

sealed partial class QueueScan
{
    const string Rows = $"SELECT {BatchRow.Columns} FROM batch NOT INDEXED";

    List<ScannedBatch> ReadBatches()
    {
        var ids = new Dictionary<long, BatchId>();
        ReadIndex("session, number", "batch_name", row =>
            ids[row.GetInteger(2)] = new(Encoding.UTF8.GetString(row.GetText(0)), row.GetInteger(1)));
        var times = new Dictionary<long, long>();
        ReadIndex("received_from", "batch_received", row => times[row.GetInteger(1)] = row.GetInteger(0));
        var rows = ReadRows(ids.Keys);
        foreach (var n in ids.Keys)
            IsPartial |= rows.TryAdd(n, null);
        var batches = new List<ScannedBatch>(rows.Count);
        foreach (var (n, row) in rows)
            batches.Add(new()
            {
                N = n,
                Row = row,
                IsHeaderIntact = row is not null && row.IsIntact(_checksum),
                IsPayloadIntact = row is not null && PayloadOf(row) is not null,
                IndexedId = ids.TryGetValue(n, out var id) ? id : null,
                IndexedFrom = times.TryGetValue(n, out var from) ? from : null,
            });
        return batches;
    }

    /// <summary>Both ways, so that one bad page hides little. Such an index holds all that is asked of it.</summary>
    void ReadIndex(string columns, string index, Action<Sqlite.SqliteStatement> row)
    {
        var from = $"SELECT {columns}, n FROM batch INDEXED BY {index} ORDER BY";
        if (!Read($"{from} {columns}", row))
            Read($"{from} {columns.Replace(",", " DESC,", StringComparison.Ordinal)} DESC", row);
    }

    SortedDictionary<long, BatchRow?> ReadRows(IReadOnlyCollection<long> indexed)
    {
        var rows = new SortedDictionary<long, BatchRow?>();
        var (front, back) = (0L, long.MaxValue);
        var isWhole = Read($"{Rows} ORDER BY n", select =>
        {
            front = Math.Max(front, select.GetInteger(0));
            rows[select.GetInteger(0)] = BatchRow.Read(select);
        });
        if (isWhole)
            return rows;
        IsPartial = true;
        Read($"{Rows} WHERE n > ? ORDER BY n DESC", select =>
        {
            back = Math.Min(back, select.GetInteger(0));
            rows[select.GetInteger(0)] = BatchRow.Read(select);
        }, front);
        foreach (var n in Between(front, back, indexed))
            Read($"{Rows} WHERE n = ?", select => rows[n] = BatchRow.Read(select), n);
        return rows;
    }

    /// <summary>The places that were not seen from either end.</summary>
    IEnumerable<long> Between(long front, long back, IReadOnlyCollection<long> indexed)
    {
        if (back == long.MaxValue)
        {
            var last = front;
            Read("SELECT seq FROM sqlite_sequence WHERE name = 'batch'", row => last = row.GetInteger(0));
            back = Math.Max(last, indexed.DefaultIfEmpty(front).Max()) + 1;
        }
        return back - front <= MaxProbes
            ? Enumerable.Range(1, (int)Math.Max(0, back - front - 1)).Select(step => front + step)
            : indexed.Where(n => n > front && n < back);
    }
}
