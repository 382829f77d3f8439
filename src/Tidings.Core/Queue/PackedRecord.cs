namespace Tidings.Queue;

/// <summary>One record out of a batch.</summary>
/// <param name="Bytes">As the source sent it.</param>
/// <param name="ReceivedAt">When, unix milliseconds.</param>
/// <param name="IsTooLong">It was too long to keep; its bytes are gone.</param>
/// <param name="Ordinal">Equal rows of a seed export before it in its file; else 0.</param>
public readonly record struct PackedRecord(ReadOnlyMemory<byte> Bytes, long ReceivedAt, bool IsTooLong, int Ordinal);
