namespace Tidings.Tests.Durability.Schedules;

/// <summary>What can befall a database that an actor uses.</summary>
interface ITroubles
{
    /// <summary>
    /// Begins a trouble that lasts until the answer is disposed of; null where none is to be made here.
    /// </summary>
    IDisposable? Begin(Trouble trouble);

    /// <summary>Whether an error is what the trouble looks like.</summary>
    bool IsCause(Trouble trouble, Exception error);

    /// <summary>Ends a connection from the other side.</summary>
    void Cut(object? connection);
}
