using Tidings.Queue;

namespace Tidings.Storage.Queues;

/// <summary>What a scan found of one batch: its row, its payload, and what the indexes know of it.</summary>
sealed record ScannedBatch
{
    /// <summary>Its place in the queue.</summary>
    public required long N { get; init; }

    /// <summary>Its row; null where that cannot be read.</summary>
    public BatchRow? Row { get; init; }

    public bool IsHeaderIntact { get; init; }

    public bool IsPayloadIntact { get; init; }

    /// <summary>Its name in the index.</summary>
    public BatchId? IndexedId { get; init; }

    /// <summary>When its first record was received, after the index.</summary>
    public long? IndexedFrom { get; init; }

    public bool IsIntact => IsHeaderIntact && IsPayloadIntact;
}
