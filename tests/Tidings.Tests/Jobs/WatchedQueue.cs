using Tidings.Queue;

namespace Tidings.Tests.Jobs;

/// <summary>A queue that tells when batches are acknowledged, before they are.</summary>
sealed class WatchedQueue(IPostQueue queue, Action<IReadOnlyList<BatchId>> onAcknowledge) : IPostQueue
{
    public EnqueueOutcome Enqueue(IReadOnlyList<PackedBatch> batches, IReadOnlyList<SourceCursor> cursors) =>
        queue.Enqueue(batches, cursors);

    public string? CursorOf(string source) => queue.CursorOf(source);

    public ListenSession? LastSession(string source) => queue.LastSession(source);

    public IReadOnlyList<PackedBatch> Claim(int maxBatches, long maxRecordBytes) =>
        queue.Claim(maxBatches, maxRecordBytes);

    public void Acknowledge(IReadOnlyList<BatchId> batches)
    {
        onAcknowledge(batches);
        queue.Acknowledge(batches);
    }

    public void Release(IReadOnlyList<BatchId> batches) => queue.Release(batches);

    public void Tell(string? trouble) => queue.Tell(trouble);

    public QueueState State() => queue.State();

    public void Dispose() => queue.Dispose();
}
