namespace Tidings.Tests.Durability.Crashes;

/// <summary>What happens around the processes of a life while they live.</summary>
enum Disturbance
{
    None,

    /// <summary>Another program holds the store's write lock for a while.</summary>
    StoreBusy,

    /// <summary>Another program holds the queue's write lock for a while.</summary>
    QueueBusy,

    /// <summary>The store cannot be reached at the start, and comes back.</summary>
    StoreAway,

    /// <summary>The store's takes nothing new at the start, and does again later.</summary>
    StoreReadOnly,

    /// <summary>The store is a server, and ends all connections, several times.</summary>
    StoreCut,
}
