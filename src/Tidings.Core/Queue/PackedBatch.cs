namespace Tidings.Queue;

/// <summary>A batch as the queue carries it.</summary>
/// <param name="Header">What is known of it.</param>
/// <param name="Payload">Its records as <see cref="RecordPacker"/> packs them; empty for a heartbeat.</param>
public readonly record struct PackedBatch(BatchHeader Header, ReadOnlyMemory<byte> Payload);
