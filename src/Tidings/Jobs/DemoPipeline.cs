using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli.Jobs.Listening;
using Tidings.Cli.Jobs.Listening.Jetstream;
using Tidings.Configuration;
using Tidings.Simulators;
using Tidings.Storage;

namespace Tidings.Cli.Jobs;

/// <summary>
/// The bundled recording through everything that live posts go through: what is of Bluesky comes from a simulated server
/// on 127.0.0.1, the rest from files; then the queue, the workers and the hours.
/// </summary>
sealed class DemoPipeline(AppHost host, StoreUrl store)
{
    const string BlueskySample = "jetstream";

    /// <summary>A stream that ends is noticed by its silence where the numbers say nothing.</summary>
    static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);

    /// <summary>Runs it; the queue lives in a temporary folder for as long.</summary>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public ReplayResult Run(CancellationToken stop)
    {
        var started = host.Clock.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("tidings-demo-");
        var simulator = Simulate(stop);
        try
        {
            var settings = new Settings(new TidingsOptions
            {
                Store = new(store.ToString()),
                Queue = new($"sqlite:{Path.Combine(folder.FullName, "queue.db")}"),
                Log = new() { Level = LogVerbosity.Warning },
            });
            using var runner = new JobRunner(host, settings);
            runner.Run(Sources(simulator), stop);
            stop.ThrowIfCancellationRequested();
            var (counts, written) = runner.Worked!.Value;
            return new()
            {
                Counts = counts,
                Written = written,
                Hours = CountHours(),
                Bytes = 0,
                Elapsed = host.Clock.GetElapsedTime(started),
                Malformed = [],
                Damaged = [],
            };
        }
        finally
        {
            simulator.DisposeAsync().AsTask().GetAwaiter().GetResult();
            folder.Delete(recursive: true);
        }
    }

    static bool IsBluesky(Recording recording) =>
        Path.GetFileName(recording.Name).StartsWith(BlueskySample, StringComparison.Ordinal);

    JetstreamSimulator Simulate(CancellationToken stop)
    {
        var recording = Recording.Bundled.Single(IsBluesky);
        return JetstreamSimulator.StartAsync(
            JetstreamFeed.Of(recording.Name, () => Recording.Unpack(recording.Open())), new(), host.Clock, stop)
            .GetAwaiter().GetResult();
    }

    /// <summary>They are recordings: nobody listened to these hours.</summary>
    List<IPostSource> Sources(JetstreamSimulator simulator)
    {
        ILogger log = NullLogger.Instance;
        var options = new SourceOptions { Endpoint = new(simulator.Url.ToString()), Live = false, Collections = ["app.bsky.*"] };
        var bluesky = JetstreamSource.Of(host, options, log);
        var (known, since) = (-1L, host.Clock.GetTimestamp());
        var sources = new List<IPostSource>
        {
            new EndingSource(bluesky, IsDone, host.Clock),
        };
        foreach (var recording in Recording.Bundled.Where(recording => !IsBluesky(recording)))
            sources.Add(new FileSource(
                recording, new() { Kind = SourceKind.File, Name = recording.Name }, host.Clock, log));
        return sources;

        bool IsDone()
        {
            if (bluesky.Received != known)
                (known, since) = (bluesky.Received, host.Clock.GetTimestamp());
            // all was played, then served, then received: in this order
            return simulator.HasPlayedAll
                && ((simulator.Served >= simulator.Played && known >= simulator.Served)
                    || host.Clock.GetElapsedTime(since) > LongestSilence);
        }
    }

    int CountHours()
    {
        using var read = Stores.OpenExisting(host.StoreOf(store), host.Clock);
        return Storage.Queries.HourQueries.Count(read.Connection);
    }
}
