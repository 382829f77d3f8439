namespace Tidings.Tests.Durability.Crashes;

/// <summary>What happens around the processes of a life while they live.</summary>
enum Disturbance
{
    None,

    /// <summary>Another program holds the store's write lock for a while.</summary>
    StoreBusy,

    /// <summary>Another program holds the queue's write lock for a while.</summary>
    QueueBusy,

    /// <summary>The store's folder is missing at the start, and comes back.</summary>
    StoreAway,

    /// <summary>The store's file is read-only at the start, and writable again later.</summary>
    StoreReadOnly,
}
