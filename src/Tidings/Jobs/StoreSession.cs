using Tidings.Posts;
using Tidings.Storage.Sqlite;

namespace Tidings.Cli.Jobs;

/// <summary>
/// A store opened for writing with the settings in force: schema, author key and configuration hash are in order.
/// </summary>
sealed class StoreSession : IDisposable
{
    const string HashKey = "configuration";
    const string FiltersKey = "filters";
    const string ScorerKey = "scorer";

    StoreSession(SqliteStore store, AuthorKey authorKey, Settings settings, TimeProvider clock) =>
        (Store, AuthorKey, RollUp) = (store, authorKey, new(store, settings.Options.Filters, clock));

    public SqliteStore Store { get; }

    public AuthorKey AuthorKey { get; }

    public SqliteRollUp RollUp { get; }

    /// <summary>
    /// Opens the store of the settings; analyses stored posts again where the settings changed since they were stored.
    /// </summary>
    public static StoreSession Open(AppHost host, Settings settings, CancellationToken cancellationToken)
    {
        var store = SqliteStore.OpenForWriting(host.StoreOf(settings.StoreUrl), host.Clock);
        try
        {
            var session = new StoreSession(
                store, AuthorKeyFile.Open(store, settings.Options.Privacy), settings, host.Clock);
            session.ApplySettings(host, settings, cancellationToken);
            return session;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    void ApplySettings(AppHost host, Settings settings, CancellationToken cancellationToken)
    {
        var known = Store.GetMeta(HashKey);
        if (known == settings.Hash)
            return;
        if (known is not null)
        {
            host.Error.WriteLine("The settings changed since this store was filled: its posts are analysed again.");
            new SqliteReanalysis(Store, settings.Ingest).Run(settings.CreateAnalyzer(), cancellationToken);
            RollUp.MarkAll("settings");
        }
        Store.SetMeta(FiltersKey, settings.FiltersJson);
        Store.SetMeta(ScorerKey, settings.Scorer.Name);
        Store.SetMeta(HashKey, settings.Hash); // last: a crash before this line repeats the analysis
    }

    public void Dispose() => Store.Dispose();
}
