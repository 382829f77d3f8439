using System.Data;
using Tidings.Configuration;

namespace Tidings.Storage;

/// <summary>
/// Where posts and hours are kept. One instance serves one thread; jobs beside each other have one each.
/// </summary>
public interface IStore : IDisposable
{
    /// <summary>Where it is.</summary>
    StoreUrl Url { get; }

    /// <summary>An open connection, for the queries of a command; a job that runs for long uses <see cref="Read"/>.</summary>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    IDbConnection Connection { get; }

    /// <summary>Asks the database something, and gives the connection back.</summary>
    /// <exception cref="StoreException">The database refused, or cannot be reached.</exception>
    T Read<T>(Func<IDbConnection, T> query);

    /// <summary>
    /// Runs a piece of work as one transaction that no other writer's comes between. What it does on
    /// <see cref="Connection"/> belongs to it.
    /// </summary>
    /// <exception cref="StoreException">The database refused; nothing of the work is stored.</exception>
    void InTransaction(Action work);

    /// <summary>The value of a key in <c>meta</c>; null where there is none.</summary>
    string? GetMeta(string key);

    /// <summary>Sets a key in <c>meta</c>.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    void SetMeta(string key, string value);

    /// <summary>Writes posts with these settings.</summary>
    IPostWriter CreateWriter(IngestOptions options);

    /// <summary>Computes hours with these filters.</summary>
    IRollUp CreateRollUp(FilterOptions filter);

    /// <summary>Removes the posts of old hours, and computes them a last time with these filters.</summary>
    IPruner CreatePruner(FilterOptions filter);

    /// <summary>What the store takes up.</summary>
    IStoreSpace Space { get; }

    /// <summary>
    /// Called last in every transaction of this instance, before it is committed; what it throws takes the transaction
    /// back. Last, so that a lock that it takes comes behind all others. Null for nothing.
    /// </summary>
    Action? Guard { get; set; }

    /// <summary>Analyses stored posts again with these settings.</summary>
    IReanalysis CreateReanalysis(IngestOptions options);

    /// <summary>Brings the schema to a version and notes it in <c>meta</c>; returns the steps taken.</summary>
    int MigrateTo(int version);

    /// <summary>
    /// Ends the statement that another thread is running here; what it did is taken back. May be called from any
    /// thread.
    /// </summary>
    void Interrupt();
}
