using Tidings.Cli.Output;
using Tidings.Posts;
using Tidings.Storage;

namespace Tidings.Cli.Jobs;

/// <summary>
/// A store opened for writing with the settings in force: schema, author key and configuration hash are in order.
/// </summary>
sealed class StoreSession : IDisposable
{
    const string HashKey = "configuration";
    const string FiltersKey = "filters";
    const string ScorerKey = "scorer";
    const string PendingKey = "reanalysis";

    /// <summary>For fewer hours, opening the store once more is not worth its while.</summary>
    const int ManyHours = 8;

    readonly Settings _settings;
    readonly TimeProvider _clock;

    StoreSession(IStore store, AuthorKey authorKey, Settings settings, TimeProvider clock)
    {
        (Store, AuthorKey, _settings, _clock) = (store, authorKey, settings, clock);
        RollUp = store.CreateRollUp(settings.Options.Filters);
    }

    public IStore Store { get; }

    public AuthorKey AuthorKey { get; }

    public IRollUp RollUp { get; }

    /// <summary>
    /// Opens the store of the settings; analyses stored posts again where the settings changed since they were stored.
    /// </summary>
    /// <param name="host">The world.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="cancellationToken">Stops an analysis.</param>
    /// <param name="appliesSettings">False where another job of the process does that.</param>
    /// <param name="patience">See <see cref="Stores.OpenForWriting"/>.</param>
    public static StoreSession Open(
        AppHost host, Settings settings, CancellationToken cancellationToken, bool appliesSettings = true,
        TimeSpan? patience = null)
    {
        var url = host.StoreOf(settings.StoreUrl);
        var store = Stores.OpenForWriting(url, host.Clock, patience);
        try
        {
            var session = new StoreSession(store, AuthorKeyFile.Open(host, store, settings.Options.Privacy), settings, host.Clock);
            if (appliesSettings)
                session.ApplySettings(host, settings, cancellationToken);
            return session;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The new hash comes first: from then on jobs with the old settings are refused, and nothing that they analysed can
    /// come in behind the new analysis. A crash in between leaves the note that it is to be done.
    /// </summary>
    void ApplySettings(AppHost host, Settings settings, CancellationToken cancellationToken)
    {
        var known = Store.GetMeta(HashKey);
        var isChanged = known is not null && known != settings.Hash;
        if (known == settings.Hash && Store.GetMeta(PendingKey) is null or "")
            return;
        TakeOver(settings, isPending: known is not null);
        if (known is null)
            return;
        host.Error.WriteLine(isChanged
            ? "The settings changed since this store was filled: its posts are analysed again."
            : "The last analysis of this store's posts was not finished: they are analysed again.");
        Reanalyze(settings, null, cancellationToken);
    }

    /// <summary>
    /// Analyses the stored texts with the settings in force, whatever was in force before; returns the posts.
    /// </summary>
    public int Rebuild(Settings settings, StepProgress progress, CancellationToken cancellationToken)
    {
        TakeOver(settings, isPending: true);
        progress.Start("analysing posts");
        return Reanalyze(settings, progress, cancellationToken);
    }

    /// <summary>
    /// Computes the hours that changed, and adds up their days; returns how many hours. A server computes two at a time;
    /// a file lets in one after the other.
    /// </summary>
    /// <param name="progress">Told after each hour how many are done, of how many.</param>
    /// <param name="cancellationToken">Stops between two hours.</param>
    /// <exception cref="StoreException">The database refused; the hours computed before stay.</exception>
    public int ComputeHours(Action<int, int>? progress, CancellationToken cancellationToken)
    {
        var hours = RollUp.DirtyHours();
        using var second = Store.Url.IsFile || hours.Count < ManyHours ? null : TryOpenAgain();
        IReadOnlyList<IRollUp> rollUps = second is null ? [RollUp]
            : [RollUp, second.CreateRollUp(_settings.Options.Filters)];
        DirtyHours.ComputeDirty(rollUps, hours, progress, cancellationToken);
        RollUp.ComputeDirtyDays(cancellationToken);
        RollUp.Flush();
        return hours.Count;
    }

    IStore? TryOpenAgain()
    {
        try
        {
            return Stores.OpenForWriting(Store.Url, _clock);
        }
        catch (StoreException error) when (error.MayReturn)
        {
            return null; // it goes without
        }
    }

    void TakeOver(Settings settings, bool isPending)
    {
        if (isPending)
            Store.SetMeta(PendingKey, settings.Hash);
        Store.SetMeta(FiltersKey, settings.FiltersJson);
        Store.SetMeta(ScorerKey, settings.Scorer.Name);
        Store.SetMeta(HashKey, settings.Hash);
    }

    /// <summary>True where the posts in it were analysed with these settings, all of them.</summary>
    public static bool IsInForce(IStore store, Settings settings) =>
        store.GetMeta(HashKey) == settings.Hash && store.GetMeta(PendingKey) is null or "";

    /// <summary>True where some settings have been in force.</summary>
    public static bool IsFilled(IStore store) => store.GetMeta(HashKey) is not null;

    int Reanalyze(Settings settings, StepProgress? progress, CancellationToken cancellationToken)
    {
        var posts = Store.CreateReanalysis(settings.Ingest).Run(
            settings.CreateAnalyzer(), cancellationToken, progress: progress is null ? null : progress.Report);
        RollUp.MarkAll("settings");
        Store.SetMeta(PendingKey, "");
        return posts;
    }

    public void Dispose() => Store.Dispose();
}
