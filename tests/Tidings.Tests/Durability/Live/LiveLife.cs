using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli.Jobs.Listening;
using Tidings.Cli.Jobs.Listening.Jetstream;
using Tidings.Configuration;
using Tidings.Storage.Queues;
using Tidings.Tests.Durability.Schedules;
using Tidings.Tests.Jobs.Listening.Jetstream;

namespace Tidings.Tests.Durability.Live;

/// <summary>One run of the listener, from its start to its stop or death.</summary>
sealed class LiveLife : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    readonly CancellationTokenSource _stop = new();
    readonly LiveQueue _queue;
    readonly Task _running;
    readonly JetstreamSource _source;

    /// <param name="queuePath">The queue's file.</param>
    /// <param name="url">Where the server is.</param>
    /// <param name="random">Spreads waits.</param>
    /// <param name="stored">Told of each batch that lies in the queue.</param>
    public LiveLife(string queuePath, Uri url, Random random, Action<Tidings.Queue.PackedBatch> stored)
    {
        StartedAt = TimeProvider.System.GetUtcNow();
        _queue = new(SqliteQueue.Open(queuePath, new() { Clock = TimeProvider.System }), stored);
        _source = new(
            new() { Kind = SourceKind.Jetstream, Name = "live", Endpoint = new(url.AbsoluteUri) }, null, random,
            TimeProvider.System, Log, Limits);
        _running = Task.Factory.StartNew(
            Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>A tenth of the real ones, about.</summary>
    public static JetstreamLimits Limits { get; } = new()
    {
        PingEvery = TimeSpan.FromMilliseconds(100),
        Stall = TimeSpan.FromMilliseconds(700),
        Connect = TimeSpan.FromSeconds(2),
        Progress = TimeSpan.FromMilliseconds(400),
        Waits = new()
        {
            Network = TimeSpan.FromMilliseconds(40),
            MostNetwork = TimeSpan.FromMilliseconds(400),
            Server = TimeSpan.FromMilliseconds(80),
            MostServer = TimeSpan.FromMilliseconds(600),
            TooMany = TimeSpan.FromMilliseconds(300),
            MostTooMany = TimeSpan.FromSeconds(1),
            Refused = TimeSpan.FromMilliseconds(500),
        },
        CatchUp = new()
        {
            SameHostRewind = TimeSpan.FromMilliseconds(500),
            OtherHostRewind = TimeSpan.FromMilliseconds(1500),
            Quiet = TimeSpan.FromMilliseconds(400),
            Silence = TimeSpan.FromMilliseconds(1500),
        },
    };

    public DateTimeOffset StartedAt { get; }

    public Listener.LineLogger Log { get; } = new();

    public bool IsCaughtUp => _source.IsCaughtUp;

    /// <summary>How often it was connected.</summary>
    public int Connections => Log.Lines.Count(line => line.StartsWith("1010 ", StringComparison.Ordinal));

    /// <summary>Stops in order; fails where that takes too long, or the listener failed by itself.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Limit);
        _queue.Dispose();
    }

    /// <summary>Dies at its next write: what is in its hands is lost.</summary>
    /// <param name="afterWrite">Whether that write is in the queue, and only nobody was told.</param>
    public async Task CrashAsync(bool afterWrite)
    {
        _queue.Die(afterWrite);
        var died = await Task.WhenAny(_running, Task.Delay(Limit, TimeProvider.System)) == _running;
        Assert.True(died && _running.Exception?.InnerException is ScheduleCrashException, "it did not die");
        ScheduleWorld.Kill(_queue.Inner);
        await _stop.CancelAsync();
    }

    void Run()
    {
        using var job = new ListenJob(
            _queue, QueueFullPolicy.Backpressure, [_source], new(TimeProvider.System, NullLogger.Instance),
            TimeProvider.System, Log);
        job.Run(_stop.Token);
    }

    public void Dispose()
    {
        _stop.Cancel();
        // how it ended was asked before, and where it was not, something failed already
        _running.ContinueWith(static _ => { }, TaskScheduler.Default).Wait(Limit);
        _queue.Dispose();
        _stop.Dispose();
    }
}
