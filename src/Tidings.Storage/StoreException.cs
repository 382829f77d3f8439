namespace Tidings.Storage;

/// <summary>A store that cannot be used as it is: missing, foreign, of another version, or with another key. The message says what to do.</summary>
public sealed class StoreException : Exception
{
    /// <summary>True where the store itself is in order and the same command may succeed later: a full disk, another writer.</summary>
    public bool IsPassing { get; init; }

    /// <summary>States what is wrong and the mending command.</summary>
    public StoreException(string message) : base(message)
    {
    }

    /// <summary>The same, with the database's own error.</summary>
    public StoreException(string message, Exception inner) : base(message, inner)
    {
    }
}
