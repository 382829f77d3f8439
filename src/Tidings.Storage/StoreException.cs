namespace Tidings.Storage;

/// <summary>
/// A store that cannot be used as it is: missing, foreign, of another version, or with another key. The message says
/// what to do.
/// </summary>
public sealed class StoreException : Exception
{
    /// <summary>What can be done about it. Default <see cref="StoreFailure.Unusable"/>.</summary>
    public StoreFailure Failure { get; init; }

    /// <summary>
    /// True where the store itself is in order and the same command may succeed later: a full disk, another writer.
    /// </summary>
    public bool IsPassing => Failure == StoreFailure.Passing;

    /// <summary>True where a job that runs for long had better wait than end.</summary>
    public bool MayReturn => Failure is StoreFailure.Passing or StoreFailure.Away;

    /// <summary>True where the content of the batch is at fault, and the store is not.</summary>
    public bool IsRefusal => Failure == StoreFailure.Refused;

    /// <summary>States what is wrong and the mending command.</summary>
    public StoreException(string message) : base(message)
    {
    }

    /// <summary>The same, with the database's own error.</summary>
    public StoreException(string message, Exception inner) : base(message, inner)
    {
    }
}
