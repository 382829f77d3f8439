namespace Tidings.Queue;

/// <summary>A batch on its way into the queue.</summary>
/// <param name="Batch">The batch, without a number yet.</param>
/// <param name="Cursor">Where reading the source goes on behind it; null where it cannot be resumed.</param>
public readonly record struct CutBatch(PackedBatch Batch, string? Cursor);
