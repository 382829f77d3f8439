using Tidings.Queue;
using Tidings.Storage.Queues;
using Tidings.Tests.Durability.Schedules;

namespace Tidings.Tests.Durability.Live;

/// <summary>A listener's queue that tells what lies in it, and at which the listener can die.</summary>
sealed class LiveQueue(SqliteQueue inner, Action<PackedBatch> stored) : IPostQueue
{
    volatile Death? _death;
    int _isDisposed;

    sealed record Death(bool AfterWrite);

    public SqliteQueue Inner => inner;

    /// <summary>The listener dies at its next write.</summary>
    /// <param name="afterWrite">Whether that write is done.</param>
    public void Die(bool afterWrite) => _death = new(afterWrite);

    public EnqueueOutcome Enqueue(IReadOnlyList<PackedBatch> batches, IReadOnlyList<SourceCursor> cursors)
    {
        var death = _death;
        if (death is { AfterWrite: false })
            throw new ScheduleCrashException();
        var outcome = inner.Enqueue(batches, cursors);
        if (outcome == EnqueueOutcome.Stored)
            foreach (var batch in batches)
                stored(batch);
        return death is null ? outcome : throw new ScheduleCrashException();
    }

    public string? CursorOf(string source) => inner.CursorOf(source);

    public ListenSession? LastSession(string source) => inner.LastSession(source);

    public IReadOnlyList<PackedBatch> Claim(int maxBatches, long maxRecordBytes) => inner.Claim(maxBatches, maxRecordBytes);

    public void Acknowledge(IReadOnlyList<BatchId> batches) => inner.Acknowledge(batches);

    public void Release(IReadOnlyList<BatchId> batches) => inner.Release(batches);

    public void Tell(string? trouble) => inner.Tell(trouble);

    public QueueState State() => inner.State();

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            inner.Dispose();
    }
}
