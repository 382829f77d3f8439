namespace Tidings.Queue;

/// <summary>A batch on its way into the queue.</summary>
/// <param name="Batch">The batch, without a number yet.</param>
/// <param name="Cursor">Where reading the source goes on behind it; null where it cannot be resumed.</param>
/// <param name="ReachesBackTo">
/// Since when its records may have been sent, unix milliseconds, where that is before they were received: what a source
/// makes good. Null where they are as young as the batch.
/// </param>
public readonly record struct CutBatch(PackedBatch Batch, string? Cursor, long? ReachesBackTo = null);
