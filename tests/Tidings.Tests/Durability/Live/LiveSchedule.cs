using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli.Jobs.Working;
using Tidings.Queue;
using Tidings.Simulators;
using Tidings.Storage.Queues;
using Tidings.Tests.Durability.Schedules;
using FaultTally = Tidings.Tests.Durability.Crashes.FaultTally;

namespace Tidings.Tests.Durability.Live;

/// <summary>
/// A simulated server, the listener, the queue, a worker and the store, in this process and in real time, while chance
/// lets streams, requests, the server and the listener fail. In the end everything is counted anew.
/// </summary>
sealed partial class LiveSchedule : IAsyncDisposable
{
    /// <summary>Whatever is waited for: not longer than this.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    readonly string _folder = Directory.CreateTempSubdirectory("tidings-live-").FullName;
    readonly LivePlan _plan;
    readonly FaultTally _tally;
    readonly Random _random;
    readonly LiveFeed _feed;
    readonly List<JetstreamSimulator> _simulators = [];
    readonly List<LiveLife> _lives = [];
    readonly HashSet<int> _received = [];
    readonly List<byte[]> _lines = [];
    readonly StringBuilder _story = new();
    int _crashes;

    LiveSchedule(int seed, FaultTally tally)
    {
        (_plan, _tally, _random) = (new(seed), tally, new(seed + 1));
        _feed = new(seed, 3000, TimeProvider.System, _plan.IsLate);
    }

    /// <summary>Runs a seed's schedule; null where everything held, else what did not, and the story.</summary>
    public static async Task<string?> RunAsync(int seed, FaultTally tally)
    {
        await using var schedule = new LiveSchedule(seed, tally);
        try
        {
            await schedule.ListenAsync();
            schedule.Work();
            schedule.Check();
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var what = error is ScheduleViolationException ? error.Message : error.ToString();
            return $"seed {seed}: {schedule._plan}\n{schedule._story}\n{schedule.Log}\nseed {seed}: {what}";
        }
    }

    string Log => string.Join('\n', _lives.Select((life, i) => $"life {i + 1}:\n{string.Join('\n', life.Log.Lines)}"));

    LiveLife Life => _lives[^1];

    JetstreamSimulator Simulator => _simulators[^1];

    string QueuePath => Path.Combine(_folder, "queue.db");

    async Task ListenAsync()
    {
        await ServeAsync(0, _plan.Faults);
        Listen();
        await UntilAsync(() => _lines.Count > 0, "heard");
        foreach (var (after, deed, takes) in _plan.Deeds)
        {
            await Task.Delay(after, TestContext.Current.CancellationToken);
            Say($"{deed}, {takes} ms");
            await DoAsync(deed, takes);
        }
        // what is planned for later events is to happen as well
        await UntilAsync(() => Simulator.Served > 550, "served");
        await UntilAsync(() => Life.IsCaughtUp && Simulator.Clients > 0, "caught up");
        _feed.End();
        await UntilAsync(() => Simulator.HasPlayedAll, "played");
        var last = _feed.Count - 1;
        await UntilAsync(() => Life.IsCaughtUp && Has(last), "received to the end");
        await Life.StopAsync();
        Say("listening is over");
        foreach (var (fault, count) in _simulators.SelectMany(simulator => simulator.FaultsFired))
            _tally.Strike(fault, (int)count);
    }

    bool Has(int number)
    {
        lock (_lines)
            return _received.Contains(number);
    }

    async Task DoAsync(LiveDeed deed, int takes)
    {
        _tally.Strike(deed.ToString());
        switch (deed)
        {
            case LiveDeed.Stop:
                await Life.StopAsync();
                await Task.Delay(takes, TestContext.Current.CancellationToken);
                Listen();
                break;
            case LiveDeed.Crash:
                _crashes++;
                await Life.CrashAsync(_random.Next(2) == 0);
                await Task.Delay(takes, TestContext.Current.CancellationToken);
                Listen();
                break;
            default:
                var port = Simulator.Url.Port;
                await Simulator.DisposeAsync();
                _feed.Miss(takes * LivePlan.Rate / 2000);
                await Task.Delay(takes, TestContext.Current.CancellationToken);
                _feed.Miss(takes * LivePlan.Rate / 2000);
                await ServeAsync(port, []);
                break;
        }
    }

    async Task ServeAsync(int port, IReadOnlyList<FaultSpec> faults) => _simulators.Add(
        await JetstreamSimulator.StartAsync(
            _feed.Lines(),
            new()
            {
                Port = port,
                Rate = LivePlan.Rate,
                Start = _simulators.Count == 0 || _random.Next(2) == 0 ? PlaybackStart.FirstClient : PlaybackStart.Now,
                KeepEvents = _plan.KeepEvents,
                Faults = faults,
                FaultSeed = (ulong)_plan.Seed,
                Report = Say,
                ReportRequests = true,
            },
            TimeProvider.System, TestContext.Current.CancellationToken));

    void Listen() => _lives.Add(new(QueuePath, Simulator.Url, new(_random.Next()), Stored));

    /// <summary>Notes what lies in the queue.</summary>
    void Stored(PackedBatch batch)
    {
        var unpacker = new RecordUnpacker();
        unpacker.Open(batch);
        lock (_lines)
            while (unpacker.TryRead(out var record))
            {
                _lines.Add(record.Bytes.ToArray());
                _received.Add(_feed.NumberOf(record.Bytes.Span));
            }
    }

    async Task UntilAsync(Func<bool> holds, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!holds())
        {
            if (limit.IsCancellationRequested)
                throw new ScheduleViolationException($"never {what}");
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    void Say(string what)
    {
        lock (_story)
            _story.Append(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {what}\n");
    }

    /// <summary>Works the queue off, and computes the hours.</summary>
    void Work()
    {
        using (new SqliteScheduleStore(_folder))
        {
        }
        var host = ScheduleWorld.MakeHost(_folder, TimeProvider.System);
        using var queue = SqliteQueue.Open(QueuePath, new() { Clock = TimeProvider.System });
        using var link = new Cli.Jobs.StoreLink(host, ScheduleWorld.Configured, appliesSettings: false, default);
        using var turn = new SemaphoreSlim(1, 1);
        using var job = new WorkJob(
            queue, ScheduleWorld.Configured, link, turn, TimeProvider.System, NullLogger.Instance)
        {
            EndsWhenEmpty = static () => true,
        };
        job.Run(CancellationToken.None);
        LiveCoverage.CloseHours(_folder, ScheduleWorld.Configured);
    }

    SqliteConnection Connect() => SqliteTroubles.Connect(Path.Combine(_folder, "store.db"));

    public async ValueTask DisposeAsync()
    {
        foreach (var life in _lives)
            life.Dispose();
        foreach (var simulator in _simulators)
            await simulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
