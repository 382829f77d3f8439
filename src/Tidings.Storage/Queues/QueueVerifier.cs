using Microsoft.Data.Sqlite;
using Tidings.Queue;

namespace Tidings.Storage.Queues;

/// <summary>Looks at every byte of a queue.</summary>
public static class QueueVerifier
{
    /// <summary>
    /// Tells what is intact and what is not; the queue may be in use. Damage is in the report, and never an exception.
    /// </summary>
    /// <exception cref="QueueException">
    /// There is no such file, it cannot be read now, or it is not one of ours.
    /// </exception>
    public static QueueReport Verify(string path)
    {
        if (!File.Exists(path))
            throw new QueueException($"There is no queue at {path}.");
        try
        {
            using var connection = QueueDatabase.OpenToRead(path);
            if (!QueueDatabase.IsOurs(connection, path))
                return new(); // nothing was ever written to it
            return InOneView(connection);
        }
        catch (SqliteException error)
        {
            var explained = QueueErrors.Explain(error, path);
            return explained.IsPassing ? throw explained : new() { Faults = [error.Message] };
        }
    }

    /// <summary>The same for a queue that is being opened.</summary>
    /// <exception cref="QueueException">It is damaged, or cannot be read now.</exception>
    internal static void Check(QueueDatabase database)
    {
        QueueReport report;
        try
        {
            report = InOneView(database.Connection);
        }
        catch (SqliteException error)
        {
            throw QueueErrors.Explain(error, database.Path);
        }
        if (report.IsClean)
            return;
        var found = report.Damaged.Select(batch => batch.ToString())
            .Concat(report.DamagedCursors.Select(source => $"the cursor of source '{source}'"))
            .Concat(report.Faults)
            .ToList();
        throw QueueErrors.Damaged(
            database.Path, found[0] + (found.Count > 1 ? $", and {found.Count - 1} more" : ""));
    }

    internal static QueueReport Report(QueueScan scan) => new()
    {
        IntactBatches = scan.Batches.Count(batch => batch.IsIntact),
        IntactRecords = scan.Batches.Where(batch => batch.IsIntact).Sum(batch => (long)batch.Row!.Header.Records),
        Damaged = [.. scan.Batches.Where(batch => !batch.IsIntact).Select(Describe)],
        DamagedCursors = scan.DamagedCursors,
        Faults = scan.Faults,
    };

    /// <summary>What an intact header says is sure; of a damaged one only what the index says too.</summary>
    static DamagedBatch Describe(ScannedBatch batch)
    {
        var header = batch.Row?.Header;
        var id = batch.IsHeaderIntact ? header!.Id : batch.IndexedId;
        return new()
        {
            Session = id?.Session,
            Number = id?.Number,
            Source = batch.IsHeaderIntact ? header!.Source : null,
            ReceivedFrom = batch.IsHeaderIntact ? header!.ReceivedFrom : batch.IndexedFrom,
            ReceivedTo = batch.IsHeaderIntact ? header!.ReceivedTo : null,
        };
    }

    /// <summary>What is written meanwhile is not seen in halves.</summary>
    static QueueReport InOneView(SqliteConnection connection)
    {
        using var view = connection.BeginTransaction(deferred: true);
        var scan = new QueueScan(connection);
        return scan.Error is { } error && QueueErrors.Explain(error, "").IsPassing ? throw error : Report(scan);
    }
}
