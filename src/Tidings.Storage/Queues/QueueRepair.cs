using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Tidings.Faults;
using Tidings.Queue;

namespace Tidings.Storage.Queues;

/// <summary>Saves what can be saved of a damaged queue into a new file that takes the damaged one's name.</summary>
public static class QueueRepair
{
    const int BatchesPerTransaction = 64;

    /// <summary>
    /// Repairs a queue that nobody uses. The damaged file stays beside it as <c>PATH.damaged-yyyyMMddHHmmss</c>, and so
    /// does its log. A queue in which nothing is wrong is left as it is.
    /// </summary>
    /// <exception cref="QueueException">
    /// There is no such file, it is in use, it is none of ours, or the new file cannot be written.
    /// </exception>
    public static RepairReport Repair(string path, TimeProvider clock)
    {
        if (!File.Exists(path) && !File.Exists(QueuePresence.RepairedFile(path)))
            throw new QueueException($"There is no queue at {path}.");
        try
        {
            using var alone = QueuePresence.EnterAlone(path);
            if (File.Exists(QueuePresence.RepairedFile(path))) // a repair was interrupted between two renames
            {
                var kept = Exchange(path, clock);
                return new() { Saved = QueueVerifier.Verify(path).IntactBatches, KeptAs = kept };
            }
            var report = Save(path, clock);
            return report.KeptAs is null ? report : report with { KeptAs = Exchange(path, clock) };
        }
        catch (SqliteException error)
        {
            throw QueueErrors.Explain(error, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw QueueErrors.Refused(path, error);
        }
    }

    /// <summary>Writes the new file. <see cref="RepairReport.KeptAs"/> is empty until the exchange.</summary>
    static RepairReport Save(string path, TimeProvider clock)
    {
        var making = path + ".repairing";
        foreach (var file in new[] { making, making + "-wal", making + "-shm", QueuePresence.FileOf(making) })
            File.Delete(file);
        RepairReport report;
        using (var connection = QueueDatabase.OpenToRead(path))
        {
            var scan = IsReadable(connection, path) ? new QueueScan(connection) : null;
            if (scan is not null && QueueVerifier.Report(scan).IsClean)
                return new() { Saved = scan.Batches.Count };
            var plan = scan is null ? null : new RepairPlan(scan, clock.GetUtcNow().ToUnixTimeMilliseconds());
            var lost = new List<DamagedBatch>(plan?.Lost ?? []);
            report = new()
            {
                Saved = Write(making, scan, plan, clock),
                Lost = lost,
                LostCursors = scan?.DamagedCursors ?? [],
                Faults = scan?.Faults ?? ["the file has no readable list of tables"],
                IsNothingReadable = scan is null || scan.IsNothingReadable,
                KeptAs = "",
            };
        }
        File.Delete(QueuePresence.FileOf(making));
        using (var made = File.OpenHandle(making, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(made);
        FaultPoints.Reach("repair.written");
        File.Move(making, QueuePresence.RepairedFile(path));
        return report;
    }

    /// <summary>Whether at least the list of tables is there. Another program's file is refused.</summary>
    static bool IsReadable(SqliteConnection connection, string path)
    {
        try
        {
            return QueueDatabase.IsOurs(connection, path)
                && connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master") > 0;
        }
        catch (SqliteException error) when (QueueErrors.IsDamage(error))
        {
            return false;
        }
    }

    static int Write(string making, QueueScan? scan, RepairPlan? plan, TimeProvider clock)
    {
        var options = new SqliteQueueOptions { MaxBytes = long.MaxValue / 2, Check = false, Clock = clock };
        using var queue = SqliteQueue.Open(making, options);
        if (scan is null || plan is null)
            return 0;
        queue.Restore(plan.Sessions);
        queue.Enqueue(
            [], [.. scan.Cursors.Where(scan.IsIntact).Select(cursor => new SourceCursor(cursor.Source, cursor.Value))]);
        var saved = 0;
        foreach (var portion in plan.Batches.Chunk(BatchesPerTransaction))
        {
            queue.Enqueue([.. portion.Select(batch => batch.Notice ?? Read(scan, batch.Row!))], []);
            saved += portion.Count(batch => batch.Notice is null);
        }
        return saved;
    }

    static PackedBatch Read(QueueScan scan, BatchRow row) => new(
        row.Header,
        scan.PayloadOf(row) ?? throw new QueueException(
            $"Batch {row.Header.Id} could be read a moment ago and cannot any more: the disk is failing. "
            + "Copy the queue to another disk, then run 'tidings queue repair' there."));

    /// <summary>
    /// Gives the new file the old one's name. From the moment on when the finished file is there until it has the name,
    /// nobody opens the queue, and a repeated repair goes on from where this one was interrupted.
    /// </summary>
    static string Exchange(string path, TimeProvider clock)
    {
        var time = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var kept = $"{path}.damaged-{time}";
        for (var i = 2; File.Exists(kept) || File.Exists(kept + "-wal"); i++)
            kept = string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{time}-{i}");
        if (File.Exists(path))
            File.Move(path, kept);
        FaultPoints.Reach("repair.kept");
        if (File.Exists(path + "-wal"))
            File.Move(path + "-wal", kept + "-wal"); // a log under the new file's name would be read into it
        File.Delete(path + "-shm");
        File.Move(QueuePresence.RepairedFile(path), path);
        return kept;
    }
}
