using Tidings.Storage;
using Tidings.Storage.Queues;

namespace Tidings.Cli.Checkup;

/// <summary>What checks look at. Earlier checks open what later ones use.</summary>
sealed class Examination(AppHost host, Settings settings) : IDisposable
{
    public AppHost Host => host;

    public Settings Settings => settings;

    /// <summary>The store, once it could be opened.</summary>
    public IStore? Store { get; set; }

    /// <summary>The queue, once it could be opened.</summary>
    public SqliteQueue? Queue { get; set; }

    /// <summary>Those who work on the queue.</summary>
    public IReadOnlyList<QueueConsumer> Workers { get; set; } = [];

    /// <summary>The store, its path written out.</summary>
    public StoreUrl StoreUrl => host.StoreOf(settings.StoreUrl);

    public long Now => host.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public void Dispose()
    {
        Store?.Dispose();
        Queue?.Dispose();
    }
}
