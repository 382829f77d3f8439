namespace Tidings.Queue;

/// <summary>A queue that cannot be used as it is. The message names it and says what to do.</summary>
public sealed class QueueException : Exception
{
    /// <summary>States what is wrong and what to do.</summary>
    public QueueException(string message) : base(message)
    {
    }

    /// <summary>The same, with the cause.</summary>
    public QueueException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>The queue itself is in order and may work again later: a full disk, another writer.</summary>
    public bool IsPassing { get; init; }
}
