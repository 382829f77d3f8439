namespace Tidings.Queue;

/// <summary>What lies in a queue.</summary>
public sealed record QueueState
{
    /// <summary>Batches waiting or being worked on.</summary>
    public long Batches { get; init; }

    /// <summary>Those among them that somebody works on.</summary>
    public long Claimed { get; init; }

    /// <summary>Records in all batches.</summary>
    public long Records { get; init; }

    /// <summary>Bytes that count against the bound.</summary>
    public long Bytes { get; init; }

    /// <summary>When the oldest record was received, unix milliseconds; null where the queue is empty.</summary>
    public long? OldestReceivedAt { get; init; }
}
