using System.Text;
using Microsoft.Data.Sqlite;
using Tidings.Queue;

namespace Tidings.Storage.Queues;

public sealed partial class SqliteQueue
{
    /// <summary>Fewer free pages (of 4 kB) are kept: the next batches need them.</summary>
    const long KeepPages = 1_000;

    /// <inheritdoc/>
    /// <remarks>
    /// Also where another has claimed the batch since: what the store holds needs no second delivery.
    /// </remarks>
    public void Acknowledge(IReadOnlyList<BatchId> batches)
    {
        if (batches.Count == 0)
            return;
        _database.InTransaction(() =>
        {
            var (count, records, bytes) = (0L, 0L, 0L);
            foreach (var id in batches)
            {
                if (Find(id) is not { } found)
                    continue;
                Sql.DeletePayload.Integer(1, found.N).Run();
                Sql.DeleteBatch.Integer(1, found.N).Run();
                count++;
                records += found.Records;
                bytes += BytesOf(found.PayloadBytes);
            }
            if (count == 0)
                return;
            Sql.AddTotals.Integer(1, -count).Integer(2, -records).Integer(3, -bytes).Run();
            Sql.ForgetSessions.Run();
        });
        GiveBack();
    }

    /// <inheritdoc/>
    /// <remarks>Only those that this instance holds; another's claim stands.</remarks>
    public void Release(IReadOnlyList<BatchId> batches)
    {
        if (batches.Count == 0 || _owner is null)
            return;
        var owner = Encoding.UTF8.GetBytes(_owner);
        _database.InTransaction(() =>
        {
            foreach (var id in batches)
                Sql.ReleaseOwn.Text(1, Encoding.UTF8.GetBytes(id.Session)).Integer(2, id.Number).Text(3, owner).Run();
        });
    }

    /// <summary>
    /// Shortens a file that is mostly empty, a little at a time; while it is not, moving pages would cost more than the
    /// space is worth.
    /// </summary>
    void GiveBack()
    {
        try
        {
            var free = Number(Sql.FreePages);
            if (free <= KeepPages || free * 2 < Number(Sql.Pages))
                return;
            while (Sql.Vacuum.Step())
            {
                // each step frees a page
            }
            Sql.Vacuum.Reset();
        }
        catch (SqliteException error)
        {
            var explained = QueueErrors.Explain(error, Path);
            if (!explained.IsPassing) // else the next time will do: the batches are acknowledged
                throw explained;
        }
    }

    static long Number(Storage.Sqlite.SqliteStatement pragma)
    {
        pragma.Step();
        var number = pragma.GetInteger(0);
        pragma.Reset();
        return number;
    }
}
