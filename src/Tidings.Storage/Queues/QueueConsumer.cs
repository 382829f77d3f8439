namespace Tidings.Storage.Queues;

/// <summary>Somebody who works on the batches of a queue.</summary>
public sealed record QueueConsumer
{
    /// <summary>Its name: the number of its process and a random part.</summary>
    public required string Owner { get; init; }

    /// <summary>False where its process is gone without saying so.</summary>
    public required bool IsAlive { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long StartedAt { get; init; }

    /// <summary>What keeps it from working; null where nothing does.</summary>
    public string? Trouble { get; init; }

    /// <summary>Since when, unix milliseconds.</summary>
    public long? TroubleSince { get; init; }
}
