namespace Tidings.Configuration;

/// <summary>What happens when the queue has reached its size.</summary>
public enum QueueFullPolicy : byte
{
    /// <summary>Sources are read more slowly: nothing is lost as long as the upstream waits.</summary>
    Backpressure,

    /// <summary>New posts are refused, and a gap records it.</summary>
    DropNewest,
}
