using Tidings.Queue;

namespace Tidings.Tests.Jobs;

/// <summary>A queue that counts what is asked of it, before it does it.</summary>
sealed class WatchedQueue(IPostQueue queue) : IPostQueue
{
    int _claims;
    int _acknowledged;

    public int Claims => Volatile.Read(ref _claims);

    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public EnqueueOutcome Enqueue(IReadOnlyList<PackedBatch> batches, IReadOnlyList<SourceCursor> cursors) =>
        queue.Enqueue(batches, cursors);

    public string? CursorOf(string source) => queue.CursorOf(source);

    public ListenSession? LastSession(string source) => queue.LastSession(source);

    public IReadOnlyList<PackedBatch> Claim(int maxBatches, long maxRecordBytes)
    {
        Interlocked.Increment(ref _claims);
        return queue.Claim(maxBatches, maxRecordBytes);
    }

    public void Acknowledge(IReadOnlyList<BatchId> batches)
    {
        Interlocked.Add(ref _acknowledged, batches.Count);
        queue.Acknowledge(batches);
    }

    public void Release(IReadOnlyList<BatchId> batches) => queue.Release(batches);

    public void Tell(string? trouble) => queue.Tell(trouble);

    public QueueState State() => queue.State();

    public void Dispose() => queue.Dispose();
}
