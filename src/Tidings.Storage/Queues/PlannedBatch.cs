using Tidings.Queue;

namespace Tidings.Storage.Queues;

/// <summary>A batch of a repaired queue: a row of the old one, or a notice that stands for a lost one.</summary>
/// <param name="N">Its place in the old queue, or that of the batch before.</param>
/// <param name="Number">Its number in its session; tells the order at one place.</param>
/// <param name="Row">An intact row.</param>
/// <param name="Notice">A batch without records.</param>
sealed record PlannedBatch(long N, long Number, BatchRow? Row, PackedBatch? Notice);
