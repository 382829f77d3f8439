using Microsoft.Extensions.Logging;
using Tidings.Cli.Logging;
using Tidings.Configuration;
using Tidings.Queue;

namespace Tidings.Cli.Jobs.Listening;

/// <summary>
/// Listens: each source is read on a thread of its own, the calling thread writes the queue. Records and the cursors that
/// cover them are stored in one transaction.
/// </summary>
sealed class ListenJob(
    IPostQueue queue, QueueFullPolicy onFull, IReadOnlyList<IPostSource> sources, Persistence persistence,
    TimeProvider clock, ILogger log) : IDisposable
{
    readonly QueueSender _sender = new(queue, onFull, persistence, clock, log);

    /// <summary>How long the writer sleeps at most: a fraction of a batch's age.</summary>
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a full queue is left alone.</summary>
    static readonly TimeSpan FullWait = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a source may take to stop; standard input may not stop at all.</summary>
    static readonly TimeSpan SourceStop = TimeSpan.FromSeconds(2);

    /// <summary>A clock that moves this far beside the time that passes has been set.</summary>
    static readonly TimeSpan ClockJump = TimeSpan.FromSeconds(2);

    readonly List<(BatchCutter Cutter, CutBatch Cut)> _ready = [];
    readonly ManualResetEventSlim _isAwake = new();
    readonly Dictionary<IPostSource, GapNotice> _missed = [];

    /// <summary>Listens until all sources end or it is told to stop; returns the records taken.</summary>
    /// <exception cref="QueueException">The queue is damaged.</exception>
    /// <exception cref="IOException">A source cannot be read.</exception>
    public long Run(CancellationToken stop)
    {
        CloseLastSessions(stop);
        var feeds = sources.Select(source => new SourceFeed(source, clock, _isAwake.Set)).ToList();
        using var owned = new DisposableList(feeds);
        TakeAndSend(feeds, stop); // sessions begin in the queue before a record comes
        using var stopSources = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var readers = sources.Select((source, i) => Start(source, feeds[i], stopSources.Token)).ToList();
        try
        {
            Write(feeds, readers, stop);
        }
        catch (Exception error) when (stop.IsCancellationRequested && IsGiveUp(error))
        {
            // the queue was away when it was told to stop; it gets one more chance below
        }
        finally
        {
            stopSources.Cancel();
        }
        // how each of them ended is looked at below, when everything they read is safe
        Task.WhenAll(readers).ContinueWith(static _ => { }, TaskScheduler.Default)
            .Wait(SourceStop, CancellationToken.None);
        Finish(feeds, stop);
        foreach (var reader in readers)
            if (reader.Exception?.InnerException is { } failure and not OperationCanceledException)
                throw failure;
        return feeds.Sum(feed => feed.Records);
    }

    static bool IsGiveUp(Exception error) => error is OperationCanceledException or QueueException { IsPassing: true };

    /// <summary>
    /// Sessions that did not end are closed, and what live ones missed since is a gap. What live ones missed in any case is
    /// what their sources may have yet. To be done before a source is read again.
    /// </summary>
    /// <exception cref="QueueException">The queue is damaged, or away while told to stop.</exception>
    public void CloseLastSessions(CancellationToken stop)
    {
        foreach (var source in sources)
            CloseLastSession(source, stop);
    }

    void CloseLastSession(IPostSource source, CancellationToken stop)
    {
        var last = persistence.Run("queue", () => queue.LastSession(source.Name), stop);
        if (last is null)
            return;
        List<SourceCursor> cursors = [];
        if (last.IsLive)
        {
            var cursor = persistence.Run("queue", () => queue.CursorOf(source.Name), stop);
            // at least an instant, also where the clock was set back: something may have been lost
            var until = Math.Max(Now(), last.HeardUntil + 1);
            var missed = _missed[source] = last.IsEnded
                ? new(last.HeardUntil, until, GapReason.Stopped)
                : new(source.MissingSince(cursor, last.HeardUntil), until, GapReason.UncleanStop);
            if (source.CursorWith(cursor, missed) is { } with)
                cursors.Add(new(source.Name, with));
        }
        if (last.IsEnded)
        {
            if (cursors.Count > 0)
                persistence.Run("queue", () => queue.Enqueue([], cursors), stop);
            return;
        }
        var header = new BatchHeader
        {
            Id = new(last.Name, last.LastNumber + 1),
            Source = source.Name,
            ReceivedFrom = last.HeardUntil,
            ReceivedTo = last.HeardUntil,
            EndsSession = true,
            Gaps = last.IsLive ? [_missed[source]] : [],
        };
        persistence.Run("queue", () => queue.Enqueue([new(header, default)], cursors), stop);
        if (last.IsLive)
            log.UncleanStop(source.Name, DateTimeOffset.FromUnixTimeMilliseconds(last.HeardUntil));
    }

    Task Start(IPostSource source, SourceFeed feed, CancellationToken stop)
    {
        var cursor = persistence.Run("queue", () => queue.CursorOf(source.Name), stop);
        var start = new SourceStart(
            cursor, source.IsLive && _missed.TryGetValue(source, out var missed) ? missed : null);
        return Task.Factory.StartNew(
            () =>
            {
                try
                {
                    source.Read(start, feed, stop);
                }
                finally
                {
                    _isAwake.Set();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    void Write(List<SourceFeed> feeds, List<Task> readers, CancellationToken stop)
    {
        var (wall, ticks) = (clock.GetUtcNow(), clock.GetTimestamp());
        while (!stop.IsCancellationRequested)
        {
            if (readers.Where((_, i) => sources[i].IsLive).Any(reader => reader.IsFaulted))
                return; // its silence must not count as listening
            var areDone = readers.TrueForAll(reader => reader.IsCompleted);
            var passed = clock.GetElapsedTime(ticks);
            var jump = clock.GetUtcNow() - wall - passed;
            if (jump.Duration() > ClockJump)
            {
                log.ClockJumped(jump);
                var until = (wall + passed).ToUnixTimeMilliseconds(); // what the clock skipped nobody listened to
                feeds.ForEach(feed => feed.EndSession(goesOn: true, Math.Min(until, Now())));
            }
            (wall, ticks) = (clock.GetUtcNow(), clock.GetTimestamp());
            if (TakeAndSend(feeds, stop) && areDone)
                return;
            if (_sender.IsFull)
                stop.WaitHandle.WaitOne(FullWait);
            else
                _isAwake.Wait(Tick, CancellationToken.None);
            _isAwake.Reset();
        }
    }

    /// <summary>
    /// Takes more only where nothing waits: while the queue is full the sources have to wait, and not the memory to grow.
    /// True where all is taken and lies in the queue.
    /// </summary>
    bool TakeAndSend(List<SourceFeed> feeds, CancellationToken stop)
    {
        var takes = _ready.Count == 0;
        if (takes)
            feeds.ForEach(feed => feed.TakeTo(_ready));
        Send(stop);
        return takes && _ready.Count == 0;
    }

    /// <summary>
    /// Ends the sessions. A queue that is full is waited for, unless it was told to stop. What does not get into the
    /// queue then is read again where the source can be resumed.
    /// </summary>
    void Finish(List<SourceFeed> feeds, CancellationToken stop)
    {
        foreach (var feed in feeds)
        {
            feed.EndSession(goesOn: false);
            feed.TakeTo(_ready);
        }
        _sender.TellLosses(_ready);
        try
        {
            Send(stop); // told to stop, it tries once and does not wait
            while (_ready.Count > 0 && !stop.WaitHandle.WaitOne(FullWait))
                Send(stop);
        }
        catch (QueueException error) when (error.IsPassing && stop.IsCancellationRequested)
        {
            log.QueueAway(error.Message);
        }
        if (_ready.Sum(ready => ready.Cut.Batch.Header.Records) is > 0 and var records)
            log.NotQueued(records);
    }

    void Send(CancellationToken stop) => _sender.Send(_ready, stop);

    public void Dispose() => _isAwake.Dispose();

    long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
