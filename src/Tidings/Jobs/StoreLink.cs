using System.Data.Common;
using Tidings.Storage;

namespace Tidings.Cli.Jobs;

/// <summary>
/// A job's own connection to the store, made when it is first needed, and made anew after the store was away.
/// </summary>
sealed class StoreLink(AppHost host, Settings settings, bool appliesSettings, CancellationToken stop) : IDisposable
{
    /// <summary>Trying again is the job's; it must be able to stop in between.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    StoreSession? _session;
    IPostWriter? _writer;
    IPruner? _pruner;

    /// <exception cref="StoreException">The store is away, or unusable.</exception>
    public StoreSession Session => _session ??= StoreSession.Open(host, settings, stop, appliesSettings, Patience);

    /// <exception cref="StoreException">The store is away, or unusable.</exception>
    public IPostWriter Writer => _writer ??= Session.Store.CreateWriter(settings.IngestWithHash);

    /// <exception cref="StoreException">The store is away, or unusable.</exception>
    public IPruner Pruner => _pruner ??= Session.Store.CreatePruner(settings.Options.Filters);

    /// <summary>
    /// Runs a piece of work; after a failure the next one begins with a new connection, because nobody knows what became
    /// of this one.
    /// </summary>
    public T Use<T>(Func<StoreLink, T> work)
    {
        try
        {
            return Explained(work);
        }
        catch (StoreException error) when (error.Failure == StoreFailure.Away)
        {
            Dispose();
            throw;
        }
    }

    T Explained<T>(Func<StoreLink, T> work)
    {
        try
        {
            return work(this);
        }
        catch (DbException error) // a query outside of a transaction
        {
            throw Stores.Explain(error, host.StoreOf(settings.StoreUrl));
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _session?.Dispose();
        (_writer, _session, _pruner) = (null, null, null);
    }
}
