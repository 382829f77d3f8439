using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tidings.Cli.Jobs.Retaining;
using Tidings.Cli.Logging;
using Tidings.Faults;
using Tidings.Posts;
using Tidings.Queue;
using Tidings.Storage;

namespace Tidings.Cli.Jobs.Working;

/// <summary>
/// Works the queue off: one thread claims batches and acknowledges them, some analyse them, the calling thread stores
/// them in the order of the claims. A batch is acknowledged only after the store has committed it.
/// </summary>
sealed class WorkJob : IDisposable
{
    /// <summary>Batches and bytes of records in one transaction at most; fewer where fewer wait.</summary>
    const int UnitBatches = 64;

    const long UnitBytes = 8 << 20;

    /// <summary>A post in a record of many takes hardly less.</summary>
    const int LeastPostBytes = 250;

    /// <summary>How long another worker's part of a recording is waited for.</summary>
    static readonly TimeSpan EarlierWait = TimeSpan.FromSeconds(20);

    static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(25);

    readonly IPostQueue _queue;
    readonly Settings _settings;
    readonly StoreLink _store;
    readonly SemaphoreSlim _storeTurn;
    readonly Persistence _queueTrouble;
    readonly Persistence _storing;
    readonly Persistence _opening;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly int _threads = Math.Clamp(Environment.ProcessorCount, 1, 4);
    readonly BlockingCollection<WorkUnit> _empty = [];
    readonly BlockingCollection<WorkUnit> _toAnalyze = [];
    readonly BlockingCollection<WorkUnit> _inOrder = [];
    readonly List<WorkUnit> _units = [];
    readonly List<Analyst> _analysts = [];
    readonly ConcurrentQueue<BatchId> _stored = new();
    readonly ConcurrentQueue<string?> _troubles = new();
    int _inHand;

    /// <param name="queue">Its own view of the queue.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="store">Its own connection.</param>
    /// <param name="storeTurn">Held while writing, so that the jobs of a process do not wait for each other's
    /// locks.</param>
    /// <param name="clock">For waits.</param>
    /// <param name="log">Takes messages.</param>
    public WorkJob(
        IPostQueue queue, Settings settings, StoreLink store, SemaphoreSlim storeTurn, TimeProvider clock, ILogger log)
    {
        (_queue, _settings, _store, _storeTurn, _clock, _log) = (queue, settings, store, storeTurn, clock, log);
        _queueTrouble = new(clock, log);
        _storing = new(clock, log, Tell);
        _opening = new(clock, log, TellNow); // no other thread has the queue yet
        for (var i = 0; i < _threads + 3; i++) // one being claimed, one being stored, one between
        {
            _units.Add(new());
            _empty.Add(_units[i]);
        }
    }

    /// <summary>Asked for room before each transaction.</summary>
    public BudgetKeeper? Budget { get; init; }

    /// <summary>Called when the store is found in trouble, and with null when it is over.</summary>
    public Action<string?>? OnTrouble { get; init; }

    /// <summary>Called after each commit that changed posts.</summary>
    public Action? OnStored { get; init; }

    /// <summary>What was found, and what the store did with it; empty before the end.</summary>
    public (IngestCounts Counts, WriteResult Written) Worked { get; private set; } = (new(), default);

    /// <summary>Whether the end of the queue is the end of the job; asked each time the queue is found empty.</summary>
    public Func<bool> EndsWhenEmpty { get; init; } = static () => false;

    /// <summary>Works until it is told to stop, or until the queue is empty where that is the end.</summary>
    /// <exception cref="StoreException">The store is unusable.</exception>
    /// <exception cref="QueueException">The queue is damaged.</exception>
    public void Run(CancellationToken stop)
    {
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (OpenStore(stop) is not { } authorKey)
            return;
        var writer = new UnitWriter(new(_settings, authorKey.Copy()), _log);
        List<Task> tasks = [Start(() => Claim(halt.Token))];
        for (var i = 0; i < _threads; i++)
        {
            var analyst = new Analyst(_settings, authorKey.Copy());
            _analysts.Add(analyst);
            tasks.Add(Start(() => Analyze(analyst)));
        }
        try
        {
            foreach (var unit in _inOrder.GetConsumingEnumerable(CancellationToken.None))
            {
                unit.WaitForAnalysis(CancellationToken.None);
                Finish(writer, unit, stop);
            }
            Task.WaitAll(tasks, CancellationToken.None);
            AcknowledgeLast(stop);
        }
        catch (AggregateException error) when (error.InnerException is QueueException or StoreException)
        {
            throw error.InnerException;
        }
        finally
        {
            halt.Cancel();
            Task.WhenAll(tasks).ContinueWith(static _ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
            Report(writer);
        }
    }

    /// <summary>Waits for the store; null where it was told to stop before it came.</summary>
    AuthorKey? OpenStore(CancellationToken stop)
    {
        try
        {
            return _opening.Run("store", () => _store.Use(link => link.Session.AuthorKey), stop);
        }
        catch (Exception error) when (
            stop.IsCancellationRequested && (error is OperationCanceledException || Persistence.Passes(error)))
        {
            return null;
        }
    }

    static Task Start(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    void Claim(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                TellTroubles();
                AcknowledgeStored(stop);
                var isLast = Volatile.Read(ref _inHand) == 0 && _stored.IsEmpty && EndsWhenEmpty();
                var batches = _queueTrouble.Run("queue", () => _queue.Claim(UnitBatches, UnitBytes), stop);
                if (batches.Count > 0)
                    foreach (var part in Parts(batches))
                        Pass(part, stop);
                else if (isLast)
                    return;
                else
                    stop.WaitHandle.WaitOne(IdleWait);
            }
        }
        catch (Exception error) when (
            stop.IsCancellationRequested && (error is OperationCanceledException || Persistence.Passes(error)))
        {
        }
        finally
        {
            _toAnalyze.CompleteAdding();
            _inOrder.CompleteAdding();
        }
    }

    /// <summary>Cuts what was claimed, so that a unit is small against a budget; a batch stays whole.</summary>
    IEnumerable<IReadOnlyList<PackedBatch>> Parts(IReadOnlyList<PackedBatch> batches)
    {
        var most = Budget?.UnitRecords ?? long.MaxValue;
        var part = new List<PackedBatch>();
        var records = 0L;
        foreach (var batch in batches)
        {
            // One record may be a whole file of posts; its bytes tell.
            var size = Math.Max(batch.Header.Records, batch.Header.RecordBytes / LeastPostBytes);
            if (part.Count > 0 && records + size > most)
            {
                yield return part;
                (part, records) = ([], 0);
            }
            part.Add(batch);
            records += size;
        }
        yield return part;
    }

    void Pass(IReadOnlyList<PackedBatch> batches, CancellationToken stop)
    {
        FaultPoints.Reach("work.claimed");
        WorkUnit? unit; // what was claimed and is not passed on is freed with the queue's instance
        while (!_empty.TryTake(out unit, (int)IdleWait.TotalMilliseconds, stop))
        {
            TellTroubles(); // the store keeps the others waiting: somebody should know
            AcknowledgeStored(stop);
        }
        Interlocked.Increment(ref _inHand);
        unit.Start(batches);
        _toAnalyze.Add(unit, CancellationToken.None);
        _inOrder.Add(unit, CancellationToken.None);
    }

    void Analyze(Analyst analyst)
    {
        foreach (var unit in _toAnalyze.GetConsumingEnumerable(CancellationToken.None))
            unit.Analyze(analyst);
    }

    void Finish(UnitWriter writer, WorkUnit unit, CancellationToken stop)
    {
        try
        {
            AwaitEarlier(unit, stop);
            _storing.Run("store", () => Store(writer, unit, stop), stop);
        }
        catch (Exception error) when (
            stop.IsCancellationRequested && (error is OperationCanceledException || Persistence.Passes(error)))
        {
            return; // told to stop while the store is away or full: the queue keeps it
        }
        foreach (var batch in unit.Batches)
            _stored.Enqueue(batch.Header.Id);
        Interlocked.Decrement(ref _inHand); // after that: who sees nothing in hand sees all that is to acknowledge
        _empty.Add(unit, CancellationToken.None);
        OnStored?.Invoke();
    }

    /// <summary>
    /// With a budget, what comes later in a recording must not push out the hours of what another worker is still
    /// storing: it waits until that is done, or until the other seems to hang.
    /// </summary>
    void AwaitEarlier(WorkUnit unit, CancellationToken stop)
    {
        if (Budget is not { IsSet: true })
            return;
        var started = _clock.GetTimestamp();
        foreach (var first in unit.Headers.Where(header => header.ListeningSince is null)
            .GroupBy(header => header.Id.Session).Select(session => session.Min(header => header.Id.Number)
                is var number and > 1 ? new BatchId(session.Key, number - 1) : default(BatchId?)))
            while (first is { } before && !stop.IsCancellationRequested && _clock.GetElapsedTime(started) < EarlierWait
                && !_storing.Run("store", () => _store.Use(link => link.Writer.IsStored(before)), stop))
                stop.WaitHandle.WaitOne(IdleWait);
    }

    bool Store(UnitWriter writer, WorkUnit unit, CancellationToken stop)
    {
        _storeTurn.Run(() => _store.Use(link =>
        {
            MakeRoom(link, unit, stop);
            var kept = writer.Written.Kept;
            writer.Write(link.Writer, unit);
            Budget?.Stored(writer.Written.Kept - kept);
            return true;
        }), CancellationToken.None);
        return true;
    }

    void MakeRoom(StoreLink link, WorkUnit unit, CancellationToken stop)
    {
        if (Budget is not { IsSet: true } budget)
            return;
        budget.Saw(unit);
        var remover = new PostRemover(link.Session.Store, link.Pruner) { UseOf = budget.UseOf };
        budget.Keep(remover, coming: unit.Rows.Posts.Length, isExact: false, stop);
    }

    void AcknowledgeStored(CancellationToken stop)
    {
        var ids = new List<BatchId>();
        while (_stored.TryDequeue(out var id))
            ids.Add(id);
        if (ids.Count == 0)
            return;
        FaultPoints.Reach("work.before-acknowledge");
        _queueTrouble.Run("queue", () => Acknowledge(ids), stop);
        FaultPoints.Reach("work.after-acknowledge");
    }

    /// <summary>The claiming thread has ended. Told to stop, it tries once: what stays is delivered again, and known.</summary>
    void AcknowledgeLast(CancellationToken stop)
    {
        try
        {
            AcknowledgeStored(stop);
            TellTroubles();
        }
        catch (QueueException error) when (stop.IsCancellationRequested && error.IsPassing)
        {
        }
    }

    bool Acknowledge(List<BatchId> ids)
    {
        _queue.Acknowledge(ids);
        return true;
    }

    void Tell(string? trouble)
    {
        _troubles.Enqueue(trouble);
        OnTrouble?.Invoke(trouble);
    }

    void TellTroubles()
    {
        while (_troubles.TryDequeue(out var trouble))
            TellNow(trouble);
    }

    /// <summary>A queue that cannot be told has its own trouble, which is told where it is met.</summary>
    void TellNow(string? trouble)
    {
        try
        {
            _queue.Tell(trouble);
        }
        catch (QueueException error) when (error.IsPassing)
        {
        }
    }

    void Report(UnitWriter writer)
    {
        var counts = new IngestCounts();
        _analysts.ForEach(analyst => counts.Add(analyst.Counts));
        var written = writer.Written;
        written = written with { Irrelevant = written.Irrelevant + counts.Irrelevant };
        Worked = (counts, written);
        _log.Worked(
            counts.Read, counts.Posts, written.Kept, written.Updated, written.Repeated, written.Irrelevant, written.Late,
            written.RefusedDeleted, counts.Deletes, counts.Malformed, writer.DeadLetters);
    }

    public void Dispose()
    {
        _empty.Dispose();
        _toAnalyze.Dispose();
        _inOrder.Dispose();
        _units.ForEach(unit => unit.Dispose());
    }
}
