using Dapper;
using Tidings.Queue;
using Tidings.Storage.Queues;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>A listener's queue that notes which batches lie in the file in the end, whatever the answer was.</summary>
sealed class WatchedQueue(SqliteQueue inner, ScheduleWorld world) : IPostQueue
{
    public SqliteQueue Inner => inner;

    public EnqueueOutcome Enqueue(IReadOnlyList<PackedBatch> batches, IReadOnlyList<SourceCursor> cursors)
    {
        var outcome = EnqueueOutcome.Full;
        try
        {
            outcome = inner.Enqueue(batches, cursors);
            if (outcome == EnqueueOutcome.Full)
                world.Tally.Add("queue full: refused");
            return outcome;
        }
        finally
        {
            foreach (var batch in batches)
                if (outcome == EnqueueOutcome.Stored || IsThere(batch.Header.Id))
                    world.Enqueued(batch);
        }
    }

    bool IsThere(BatchId id) => world.QueueReader.ExecuteScalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM batch WHERE session = @Session AND number = @Number)", new { id.Session, id.Number });

    public string? CursorOf(string source) => inner.CursorOf(source);

    public ListenSession? LastSession(string source) => inner.LastSession(source);

    public IReadOnlyList<PackedBatch> Claim(int maxBatches, long maxRecordBytes) => inner.Claim(maxBatches, maxRecordBytes);

    public void Acknowledge(IReadOnlyList<BatchId> batches) => inner.Acknowledge(batches);

    public void Release(IReadOnlyList<BatchId> batches) => inner.Release(batches);

    public void Tell(string? trouble) => inner.Tell(trouble);

    public QueueState State() => inner.State();

    public void Dispose() => inner.Dispose();
}
