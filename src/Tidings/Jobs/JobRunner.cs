using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli.Jobs.Listening;
using Tidings.Cli.Jobs.Listening.Jetstream;
using Tidings.Cli.Jobs.Recorder;
using Tidings.Cli.Jobs.Retaining;
using Tidings.Cli.Jobs.Working;
using Tidings.Cli.Logging;
using Tidings.Configuration;
using Tidings.Posts;
using Tidings.Sources.Live;
using Tidings.Storage;
using Tidings.Storage.Queues;

namespace Tidings.Cli.Jobs;

/// <summary>
/// Puts the jobs of a process together: each on a thread of its own, with its own connections. Where one fails for good
/// the others are stopped, and the failure ends the process.
/// </summary>
sealed class JobRunner(AppHost host, Settings settings) : IDisposable
{
    readonly ILogger _log = new HostLogger(host, settings.Options.Log);
    readonly SemaphoreSlim _storeTurn = new(1, 1);
    readonly ManualResetEventSlim _areHoursDirty = new();
    readonly AutoResetEvent _isStoreInTrouble = new(false);
    readonly BudgetKeeper _budget = new(
        settings.Options.Retention, host.Clock, new HostLogger(host, settings.Options.Log));
    readonly RequestPace _profilesPace = new(host.Clock, ProfileLookup.Spacing);
    readonly string _owner = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";
    bool _isQueueChecked;

    /// <summary>What the last worker did; null before it ends.</summary>
    public (IngestCounts Counts, WriteResult Written)? Worked { get; private set; }

    /// <summary>Listens until all sources have ended.</summary>
    public void Listen(CancellationToken stop) => Listen(Sources(), stop);

    void Listen(IReadOnlyList<IPostSource> sources, CancellationToken stop)
    {
        using var locks = new DisposableList(sources.Select(LockSource));
        using var queue = OpenQueue();
        using var job = new ListenJob(
            queue, settings.Options.QueueFull, sources, new(host.Clock, _log), host.Clock, _log);
        job.Run(stop);
    }

    /// <summary>Listens to live sources into a folder of recordings, until it is told to stop.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="follow">Runs the job it is given, and may look at the folder meanwhile.</param>
    /// <param name="stop">To stop listening.</param>
    /// <exception cref="UsageException">A source is a recording, or the folder cannot be recorded into.</exception>
    public void Record(string path, Action<RecordingFolder, Action> follow, CancellationToken stop)
    {
        if (settings.Options.Sources.FirstOrDefault(source => source.Kind == SourceKind.File) is { } recording)
            throw new UsageException(
                $"sources: '{recording.Name}' is of kind file, which is a recording already: copy it. Only live sources "
                + "are recorded: jetstream, x, mastodon.");
        var sources = Sources();
        using var folder = RecordingFolder.Open(path);
        using var job = new ListenJob(
            folder, QueueFullPolicy.Backpressure, sources, new(host.Clock, _log), host.Clock, _log);
        follow(folder, () => job.Run(stop));
    }

    /// <summary>Works the queue off, computes hours, or both.</summary>
    public void Work(bool untilEmpty, bool doesPosts, bool doesHours, CancellationToken stop)
    {
        using var isPostsDone = new ManualResetEventSlim(!doesPosts);
        using var areHoursDone = new ManualResetEventSlim(!doesHours);
        var jobs = new List<Action<CancellationToken>>();
        if (doesPosts)
            jobs.Add(token => WorkPosts(() => untilEmpty, isPostsDone, token));
        if (doesHours)
            jobs.Add(token => ComputeHours(() => untilEmpty && isPostsDone.IsSet, doesPosts, areHoursDone, token));
        jobs.Add(token => Retain(doesHours ? areHoursDone : isPostsDone, doesPosts, token));
        RunAll(jobs, stop);
    }

    /// <summary>All jobs in this process, until all sources have ended and everything is stored.</summary>
    public void Run(CancellationToken stop) => Run(Sources(), stop);

    /// <summary>All jobs in this process, with sources of the caller's.</summary>
    public void Run(IReadOnlyList<IPostSource> sources, CancellationToken stop)
    {
        using var isListeningDone = new ManualResetEventSlim();
        using var isPostsDone = new ManualResetEventSlim();
        using var areHoursDone = new ManualResetEventSlim();
        RunAll(
            [
                token =>
                {
                    Listen(sources, token);
                    isListeningDone.Set();
                },
                token => WorkPosts(() => isListeningDone.IsSet, isPostsDone, token),
                token => ComputeHours(() => isPostsDone.IsSet, hasWorker: true, areHoursDone, token),
                token => Retain(areHoursDone, hasWorker: true, token),
            ],
            stop);
    }

    void WorkPosts(Func<bool> endsWhenEmpty, ManualResetEventSlim isDone, CancellationToken stop)
    {
        using var queue = OpenQueue();
        using var store = new StoreLink(host, settings, appliesSettings: true, stop);
        using var job = new WorkJob(queue, settings, store, _storeTurn, host.Clock, _log)
        {
            OnStored = _areHoursDirty.Set,
            OnTrouble = trouble => _ = trouble is not null && _isStoreInTrouble.Set(),
            Budget = _budget,
            EndsWhenEmpty = endsWhenEmpty,
        };
        job.Run(stop);
        Worked = job.Worked;
        isDone.Set();
        _areHoursDirty.Set();
    }

    void Retain(ManualResetEventSlim areOthersDone, bool hasWorker, CancellationToken stop)
    {
        using var store = new StoreLink(host, settings, appliesSettings: false, stop);
        new RetentionJob(settings, store, _storeTurn, _budget, _owner, host.Clock, _log) { HasWorker = hasWorker }
            .Run(areOthersDone, _isStoreInTrouble, stop);
    }

    void ComputeHours(
        Func<bool> endsWhenDone, bool hasWorker, ManualResetEventSlim areDone, CancellationToken stop)
    {
        using var queue = OpenQueue();
        using var store = new StoreLink(host, settings, appliesSettings: !hasWorker, stop);
        // Of a store that is away the worker tells already.
        var persistence = new Persistence(host.Clock, hasWorker ? NullLogger.Instance : _log);
        new RollUpJob(queue, settings, store, _storeTurn, _areHoursDirty, persistence, host.Clock, _log)
        {
            EndsWhenDone = endsWhenDone,
        }.Run(stop);
        areDone.Set();
    }

    /// <summary>Runs jobs side by side to their ends; the first failure stops all.</summary>
    static void RunAll(List<Action<CancellationToken>> jobs, CancellationToken stop)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var failures = new List<Exception>();
        var tasks = jobs.Select(job => Task.Factory.StartNew(
            () =>
            {
                try
                {
                    job(all.Token);
                }
                catch (OperationCanceledException) when (all.IsCancellationRequested)
                {
                }
                catch (Exception error)
                {
                    lock (failures)
                        failures.Add(error);
                    all.Cancel();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(tasks, CancellationToken.None);
        if (failures.Count > 0)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures[0]);
    }

    /// <summary>The first look at the queue of a process reads all of it; the others trust that one.</summary>
    SqliteQueue OpenQueue()
    {
        lock (_log)
        {
            var queue = SqliteQueue.Open(host.PathOf(settings.QueuePath), new()
            {
                MaxBytes = settings.Options.QueueBytes,
                Check = !_isQueueChecked,
                Clock = host.Clock,
            });
            _isQueueChecked = true;
            return queue;
        }
    }

    IDisposable LockSource(IPostSource source) =>
        ListenLock.TryLockSource(host.PathOf(settings.QueuePath), source.Name)
        ?? throw new UsageException(
            $"The source '{source.Name}' is being listened to by another process with this queue. Stop that one first.");

    public void Dispose()
    {
        _storeTurn.Dispose();
        _areHoursDirty.Dispose();
        _isStoreInTrouble.Dispose();
    }

    List<IPostSource> Sources() => settings.Options.Sources.Count == 0
        ? throw new UsageException("sources: there is nothing to listen to. Name at least one source.")
        : [.. settings.Options.Sources.Select(Source)];

    IPostSource Source(SourceOptions options) => options.Kind switch
    {
        SourceKind.File => new FileSource(host, options, _log),
        SourceKind.Jetstream => JetstreamSource.Of(host, options, _log, _profilesPace),
        _ => throw new UsageException(
            $"sources: listening to '{options.Name}' is not in this version yet. Use a source of kind jetstream or file, for "
            + "example \"sources\": [\"jetstream\"]."),
    };
}
