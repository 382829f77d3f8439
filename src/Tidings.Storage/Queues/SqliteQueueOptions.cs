namespace Tidings.Storage.Queues;

/// <summary>How an embedded queue is used.</summary>
public sealed record SqliteQueueOptions
{
    /// <summary>
    /// Most bytes of waiting batches (packed, and 256 more for each); beyond, the queue is full. An
    /// empty one takes any batch. Default 2 GB.
    /// </summary>
    public long MaxBytes { get; init; } = 2_000_000_000;

    /// <summary>
    /// Reads the whole file when it is opened, so that damage is found before work begins. Default true; commands that
    /// only ask for the state do without.
    /// </summary>
    public bool Check { get; init; } = true;

    /// <summary>Tells the time of claims. Default the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
