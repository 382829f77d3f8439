using System.Text;
using Tidings.Queue;

namespace Tidings.Storage.Queues;

public sealed partial class SqliteQueue
{
    /// <summary>Space beyond the bound for batches without records, so that heartbeats and gaps get through.</summary>
    const long Reserve = 1 << 20;

    /// <inheritdoc/>
    public EnqueueOutcome Enqueue(IReadOnlyList<PackedBatch> batches, IReadOnlyList<SourceCursor> cursors)
    {
        var outcome = EnqueueOutcome.Full;
        _database.InTransaction(() =>
        {
            if (!HasSpace(batches))
                return;
            WriteBatches(batches);
            WriteSessions(batches);
            foreach (var cursor in cursors)
                CursorRow.Write(Sql.UpsertCursor, cursor, _checksum);
            outcome = EnqueueOutcome.Stored;
        });
        return outcome;
    }

    bool HasSpace(IReadOnlyList<PackedBatch> batches)
    {
        if (batches.Count == 0)
            return true;
        var used = UsedBytes();
        var added = 0L;
        foreach (var batch in batches)
            added += BytesOf(batch.Payload.Length);
        if (used + added <= _options.MaxBytes || (used == 0 && batches.Count == 1))
            return true; // one that is greater than the bound would wait for ever
        // Near the bound it matters that those that are there already (sent again after a crash) take no space.
        (added, var records) = (0L, 0);
        foreach (var batch in batches)
        {
            if (Find(batch.Header.Id) is not null)
                continue;
            added += BytesOf(batch.Payload.Length);
            records += batch.Header.IsNotice ? 0 : 1;
        }
        // A single batch that is larger than the whole bound would never get through.
        return added == 0 || (used == 0 && records == 1)
            || used + added <= _options.MaxBytes + (records == 0 ? Reserve : 0);
    }

    void WriteBatches(IReadOnlyList<PackedBatch> batches)
    {
        var (count, records, bytes) = (0L, 0L, 0L);
        foreach (var batch in batches)
        {
            BatchRow.Of(batch, _checksum).Bind(Sql.InsertBatch);
            if (Sql.InsertBatch.Run() == 0)
                continue; // it is there already
            if (!batch.Payload.IsEmpty)
                Sql.InsertPayload.Integer(1, Sql.InsertBatch.LastRowId).Blob(2, batch.Payload.Span).Run();
            count++;
            records += batch.Header.Records;
            bytes += BytesOf(batch.Payload.Length);
        }
        if (count > 0)
            Sql.AddTotals.Integer(1, count).Integer(2, records).Integer(3, bytes).Run();
    }

    void WriteSessions(IReadOnlyList<PackedBatch> batches)
    {
        var sessions = new Dictionary<string, SessionRow>(StringComparer.Ordinal);
        foreach (var (header, _) in batches)
        {
            var session = sessions.TryGetValue(header.Id.Session, out var known) ? known : FindOrBegin(header);
            sessions[header.Id.Session] = session.With(header);
        }
        foreach (var session in sessions.Values)
            session.Write(Sql.UpsertSession, _checksum);

        SessionRow FindOrBegin(BatchHeader header)
        {
            var select = Sql.SelectSession.Text(1, Encoding.UTF8.GetBytes(header.Id.Session));
            var found = select.Step() ? SessionRow.Read(select) : null;
            select.Reset();
            if (found is not null)
                return found.IsIntact(_checksum)
                    ? found
                    : throw QueueErrors.Damaged(Path, $"the row of session {found.Name}");
            Sql.SelectNextSeq.Step();
            var unwritten = sessions.Values.Select(begun => begun.Seq).DefaultIfEmpty().Max();
            var seq = Math.Max(Sql.SelectNextSeq.GetInteger(0), unwritten + 1);
            Sql.SelectNextSeq.Reset();
            return new() { Name = header.Id.Session, Source = header.Source, Seq = seq };
        }
    }

    long UsedBytes()
    {
        var used = Sql.SelectTotals.Step() ? Sql.SelectTotals.GetInteger(2) : (long?)null;
        Sql.SelectTotals.Reset();
        return used ?? throw QueueErrors.Damaged(Path, "its totals are gone");
    }

    /// <summary>Place, records and payload's length of a batch; null where it is not there.</summary>
    (long N, long Records, long PayloadBytes)? Find(BatchId id)
    {
        var select = Sql.SelectByName.Text(1, Encoding.UTF8.GetBytes(id.Session)).Integer(2, id.Number);
        (long, long, long)? found = select.Step()
            ? (select.GetInteger(0), select.GetInteger(1), select.GetInteger(2))
            : null;
        select.Reset();
        return found;
    }

    static long BytesOf(long payload) => payload + BatchRow.Overhead;
}
