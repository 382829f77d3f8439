namespace Tidings.Tests.Durability.Crashes;

/// <summary>What a random instant is counted from.</summary>
enum Trigger
{
    /// <summary>The start of the process.</summary>
    Start,

    /// <summary>The moment when its job runs.</summary>
    Ready,

    /// <summary>The first growth of the queue's log since it started.</summary>
    QueueGrows,

    /// <summary>The first growth of the store's log since it started.</summary>
    StoreGrows,
}
