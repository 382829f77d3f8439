namespace Tidings.Queue;

/// <summary>
/// Carries received records from listening to working. What <see cref="Enqueue"/> accepted survives a crash and is
/// delivered at least once; it goes only when it is acknowledged.
/// </summary>
/// <remarks>One instance serves one thread; several instances and processes may share one queue.</remarks>
public interface IPostQueue : IDisposable
{
    /// <summary>
    /// Stores batches and the cursors that cover them in one transaction, on disk before this returns. A batch that is
    /// there already is taken as stored.
    /// </summary>
    /// <exception cref="QueueException">The queue cannot be written.</exception>
    EnqueueOutcome Enqueue(IReadOnlyList<PackedBatch> batches, IReadOnlyList<SourceCursor> cursors);

    /// <summary>How far a source was read; null where it never was.</summary>
    string? CursorOf(string source);

    /// <summary>The latest session of a source; null where there was none.</summary>
    ListenSession? LastSession(string source);

    /// <summary>
    /// Takes the oldest batches that nobody works on; they are delivered to nobody else while this instance lives and
    /// does not release them. Empty where there are none; at least one otherwise, whatever its size.
    /// </summary>
    /// <exception cref="QueueException">The queue cannot be read, or a batch in it is damaged.</exception>
    IReadOnlyList<PackedBatch> Claim(int maxBatches, long maxRecordBytes);

    /// <summary>Forgets batches whose content the store has committed.</summary>
    void Acknowledge(IReadOnlyList<BatchId> batches);

    /// <summary>Gives batches back, to be delivered again.</summary>
    void Release(IReadOnlyList<BatchId> batches);

    /// <summary>
    /// Says for whoever asks for the state of the queue what this consumer waits for; null when nothing keeps it.
    /// </summary>
    void Tell(string? trouble);

    /// <summary>What lies in it.</summary>
    QueueState State();
}
