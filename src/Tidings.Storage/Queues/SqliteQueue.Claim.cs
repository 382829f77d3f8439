using System.Diagnostics;
using System.Text;
using Tidings.Queue;

namespace Tidings.Storage.Queues;

public sealed partial class SqliteQueue
{
    /// <summary>A claim of this age is free for others: its process hangs.</summary>
    const long StaleMilliseconds = 600_000;

    /// <summary>How long an owner counts as alive after it was seen alive.</summary>
    static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, long> _seenAlive = new(StringComparer.Ordinal);

    /// <summary>Places that a claim took without an answer: nobody has them, though they may be ours in the file.</summary>
    readonly List<long> _unanswered = [];

    /// <inheritdoc/>
    public IReadOnlyList<PackedBatch> Claim(int maxBatches, long maxRecordBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatches, 1);
        var owner = Encoding.UTF8.GetBytes(Join());
        var claimed = new List<PackedBatch>();
        _database.Explained(() =>
        {
            var now = Now;
            var dead = FindDead(owner);
            // Looking takes no lock; whoever has nothing to do disturbs nobody.
            if (dead.Count == 0 && _unanswered.Count == 0 && !HasFree() && !HasStale(owner, now))
                return;
            _database.InTransaction(() =>
            {
                foreach (var gone in dead)
                {
                    Sql.FreeOwner.Text(1, gone).Run();
                    Sql.DeleteConsumer.Text(1, gone).Run();
                }
                foreach (var n in _unanswered)
                    Sql.FreeOwn.Integer(1, n).Text(2, owner).Run();
                Sql.FreeStale.Text(1, owner).Integer(2, now - StaleMilliseconds).Integer(3, now + StaleMilliseconds)
                    .Run();
                foreach (var row in Free(maxBatches, maxRecordBytes))
                {
                    claimed.Add(new(row.Header, PayloadOf(row)));
                    Sql.Take.Text(1, owner).Integer(2, now).Integer(3, row.N).Run();
                    _unanswered.Add(row.N!.Value); // until the commit is known
                }
            });
            _unanswered.Clear();
        });
        return claimed;
    }

    List<BatchRow> Free(int maxBatches, long maxRecordBytes)
    {
        var rows = new List<BatchRow>();
        var bytes = 0L;
        var select = Sql.SelectFree.Integer(1, maxBatches);
        while (select.Step())
        {
            var row = BatchRow.Read(select);
            bytes += row.Header.RecordBytes;
            if (rows.Count > 0 && bytes > maxRecordBytes)
                break; // and none behind it: the oldest go first
            rows.Add(row);
        }
        select.Reset();
        return rows;
    }

    byte[] PayloadOf(BatchRow row)
    {
        byte[] payload = [];
        if (row.PayloadBytes != 0)
        {
            var select = Sql.SelectPayload.Integer(1, row.N);
            payload = select.Step() ? select.GetBlob(0).ToArray() : [];
            select.Reset();
        }
        return row.IsIntact(_checksum) && row.IsIntact(payload)
            ? payload
            : throw QueueErrors.Damaged(Path, $"batch {row.Header.Id} of source '{row.Header.Source}'");
    }

    /// <summary>Owners whose process is gone, however it went.</summary>
    List<byte[]> FindDead(byte[] owner)
    {
        var others = new List<byte[]>();
        var select = Sql.SelectOwners.Text(1, owner);
        while (select.Step())
            others.Add(select.GetText(0).ToArray());
        select.Reset();
        others.RemoveAll(other => IsAlive(Encoding.UTF8.GetString(other)));
        return others;
    }

    bool IsAlive(string owner)
    {
        var file = ConsumerFile(owner);
        if (File.Exists(file)
            && _seenAlive.TryGetValue(owner, out var seen) && Stopwatch.GetElapsedTime(seen) < Trust)
            return true;
        var isAlive = LockFile.IsHeldOrSweep(file);
        if (isAlive)
            _seenAlive[owner] = Stopwatch.GetTimestamp();
        else
            _seenAlive.Remove(owner);
        return isAlive;
    }

    bool HasFree()
    {
        var has = Sql.HasFree.Step();
        Sql.HasFree.Reset();
        return has;
    }

    bool HasStale(byte[] owner, long now)
    {
        var select = Sql.HasStale.Text(1, owner).Integer(2, now - StaleMilliseconds)
            .Integer(3, now + StaleMilliseconds);
        var has = select.Step();
        select.Reset();
        return has;
    }
}
