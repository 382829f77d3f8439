using Tidings.Queue;

namespace Tidings.Tests.Jobs.Listening;

/// <summary>A queue that answers as it is told, call by call, and keeps what it took.</summary>
sealed class ScriptedQueue(Func<int, EnqueueOutcome> answer) : IPostQueue
{
    int _calls;

    public List<PackedBatch> Taken { get; } = [];

    /// <summary>Takes the batches, but its caller is told that it did not.</summary>
    public int AnswerLostAt { get; init; } = -1;

    public EnqueueOutcome Enqueue(IReadOnlyList<PackedBatch> batches, IReadOnlyList<SourceCursor> cursors)
    {
        var outcome = answer(_calls);
        if (outcome == EnqueueOutcome.Stored)
            Taken.AddRange(batches);
        return _calls++ == AnswerLostAt ? throw new QueueException("lost") { IsPassing = true } : outcome;
    }

    public string? CursorOf(string source) => null;

    public ListenSession? LastSession(string source) => null;

    public IReadOnlyList<PackedBatch> Claim(int maxBatches, long maxRecordBytes) => [];

    public void Acknowledge(IReadOnlyList<BatchId> batches)
    {
    }

    public void Release(IReadOnlyList<BatchId> batches)
    {
    }

    public void Tell(string? trouble)
    {
    }

    public QueueState State() => new();

    public void Dispose()
    {
    }
}
