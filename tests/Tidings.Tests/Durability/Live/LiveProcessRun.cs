using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Tidings.Simulators;
using Tidings.Sources.Live;
using Tidings.Tests.Durability.Crashes;
using Tidings.Tests.Durability.Schedules;
using FaultTally = Tidings.Tests.Durability.Crashes.FaultTally;

namespace Tidings.Tests.Durability.Live;

/// <summary>
/// The real program as a process, listening to a simulated server with its real limits: killed at random instants and at
/// named points, while the stream fails. In the end everything is counted anew.
/// </summary>
sealed class LiveProcessRun : IAsyncDisposable
{
    const int Rate = 300;
    const int Limit = 60_000;

    static readonly string[] OfStreams =
    [
        "disconnect{0}:reset", "disconnect{0}:fin", "close{0}", "stall{0}:1", "slow-close{0}:0.5", "duplicate{0}",
        "reorder{0}", "flood{0}:60", "garbage{0}:cut", "garbage{0}:utf8",
    ];

    static readonly string[] Points =
    [
        "listen.read", "listen.before-enqueue", "listen.after-enqueue", "queue.before-commit", "queue.after-commit",
    ];

    static readonly string[] PointsOfRun = [.. Points, "store.before-commit", "store.after-commit", "work.after-store"];

    readonly string _folder = Directory.CreateTempSubdirectory("tidings-live-").FullName;
    readonly int _seed;
    readonly Random _random;
    readonly FaultTally _tally;
    readonly LiveKind _kind;
    readonly int? _keepEvents;
    readonly LiveFeed _feed;
    readonly List<JetstreamSimulator> _simulators = [];
    readonly List<DateTimeOffset> _starts = [];
    readonly StringBuilder _story = new();

    LiveProcessRun(int seed, FaultTally tally)
    {
        (_seed, _random, _tally) = (seed, new(seed), tally);
        _kind = seed % 2 == 0 ? LiveKind.Listeners : LiveKind.Servers;
        _keepEvents = _kind == LiveKind.Servers && _random.Next(2) == 0 ? _random.Next(20, 100) : null;
        _feed = new(seed, 20_000, TimeProvider.System, isLate: _kind == LiveKind.Listeners);
    }

    /// <summary>Where the server has everything, all jobs are in the process; else the queue is looked into between.</summary>
    string Command => _kind == LiveKind.Listeners ? "run" : "listen";

    JetstreamSimulator Simulator => _simulators[^1];

    /// <summary>Runs a seed's schedule; null where everything held, else what did not, and the story.</summary>
    public static async Task<string?> RunAsync(int seed, FaultTally tally)
    {
        await using var run = new LiveProcessRun(seed, tally);
        try
        {
            await run.RunAsync();
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var what = error is ScheduleViolationException ? error.Message : error.ToString();
            return $"{run._story}\nseed {seed}: {what}";
        }
    }

    async Task RunAsync()
    {
        await ServeAsync(0);
        for (var lives = _random.Next(1, 4); lives > 0; lives--)
            await LiveAsync();
        await EndAsync();
        var lines = _feed.Played.Select(one => one.Line).ToList();
        IReadOnlySet<int> received = Enumerable.Range(0, lines.Count).ToHashSet();
        if (Command == "listen")
        {
            lines = [.. new QueueCopy(QueuePath).Batches.SelectMany(QueueCopy.Records).Select(record => record.Record)];
            received = lines.Select(line => _feed.NumberOf(line)).ToHashSet();
        }
        using (var worker = Start("work --until-empty"))
            Finish(worker, 0);
        LiveCoverage.CloseHours(_folder, ScheduleWorld.ConfiguredFor("sqlite:s.db"));
        foreach (var (fault, count) in _simulators.SelectMany(simulator => simulator.FaultsFired))
            _tally.Strike(fault, (int)count);
        using var store = SqliteTroubles.Connect(Path.Combine(_folder, "s.db"));
        Say("gaps:\n" + string.Join('\n', LiveGap.Read(store)));
        new LiveCheck(_kind, _feed.Played, lines, received, _starts, new(), _tally).Run(store, _simulators);
    }

    string QueuePath => Path.Combine(_folder, "q.db");

    /// <summary>A run that is killed.</summary>
    async Task LiveAsync()
    {
        var points = Command == "run" ? PointsOfRun : Points;
        var point = points[_random.Next(points.Length)];
        var count = point == "listen.read" ? _random.Next(20, 600) : _random.Next(2, 8);
        var fault = _random.Next(2) == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"kill@{point}#{count}");
        using var process = Start(Command, fault);
        Say($"{Command} with [{fault}]");
        await UntilAsync(() => process.HasExited || Simulator.Clients > 0, process, "connected");
        if (_kind == LiveKind.Servers && _keepEvents is null)
        {
            await UntilAsync(() => process.HasExited || CursorNow() is not null, process, "resumable");
            await RestartAsync();
        }
        var wait = fault.Length > 0 ? 20_000 : _random.Next(300, 2500);
        await Task.WhenAny(Task.Delay(wait, TestContext.Current.CancellationToken), Task.Run(() => process.WaitForExit(wait)));
        var wasKilled = process.Kill();
        Finish(process, 137);
        _tally.Strike(wasKilled ? "sigkill" : $"kill@{point}");
        await Task.Delay(_random.Next(10, 800), TestContext.Current.CancellationToken);
    }

    async Task RestartAsync()
    {
        _tally.Strike("Restart");
        Say("the server goes away");
        var (port, takes) = (Simulator.Url.Port, _random.Next(50, 1500));
        await Simulator.DisposeAsync();
        _feed.Miss(takes * Rate / 2000);
        await Task.Delay(takes, TestContext.Current.CancellationToken);
        _feed.Miss(takes * Rate / 2000);
        await ServeAsync(port);
        Say("it is back");
    }

    /// <summary>The last run, which hears everything that is left and is told to stop then.</summary>
    async Task EndAsync()
    {
        using var process = Start(Command);
        Say(Command);
        await UntilAsync(() => CursorNow() is { Outages.Count: 0 } && Simulator.Clients > 0, process, "caught up");
        _feed.End();
        await UntilAsync(() => Simulator.HasPlayedAll, process, "played");
        var last = _feed.Played.Max(one => one.TimeUs);
        await UntilAsync(
            () => CursorNow() is { Outages.Count: 0 } cursor && cursor.TimeMicroseconds >= last, process, "received");
        Assert.True(process.Terminate());
        Finish(process, 0);
    }

    /// <summary>Where the listener goes on, as far as it is in the queue; null before the first event.</summary>
    JetstreamCursor? CursorNow()
    {
        if (!File.Exists(QueuePath))
            return null;
        try
        {
            using var connection = new SqliteConnection($"Data Source={QueuePath};Pooling=False;Mode=ReadOnly");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT value FROM cursor";
            return command.ExecuteScalar() is string text && JetstreamCursor.Parse(text) is { TimeMicroseconds: > 0 } cursor
                ? cursor : null;
        }
        catch (SqliteException)
        {
            return null; // it is being made, or written
        }
    }

    async Task ServeAsync(int port)
    {
        var faults = new List<string>();
        for (var i = _random.Next(2, 6); i > 0; i--)
            faults.Add(string.Format(
                CultureInfo.InvariantCulture, OfStreams[_random.Next(OfStreams.Length)], $"@{_random.Next(1, 900)}"));
        if (_random.Next(2) == 0)
            faults.Add($"http-503@{_random.Next(1, 4)}");
        if (_random.Next(2) == 0)
            faults.Add($"refuse@{_random.Next(1, 4)}:2");
        Say(string.Join(' ', faults));
        _simulators.Add(await JetstreamSimulator.StartAsync(
            _feed.Lines(),
            new()
            {
                Port = port,
                Rate = Rate,
                Start = PlaybackStart.FirstClient,
                KeepEvents = _keepEvents,
                Faults = [.. faults.Select(FaultSpec.Parse)],
                FaultSeed = (ulong)_seed,
                Report = Say,
                ReportRequests = true,
            },
            TimeProvider.System, TestContext.Current.CancellationToken));
    }

    ChildProcess Start(string command, string faults = "")
    {
        File.WriteAllText(Path.Combine(_folder, "t.json"), JsonSerializer.Serialize(new
        {
            sources = new[] { new { kind = "jetstream", name = "live", endpoint = Simulator.Url.AbsoluteUri } },
            privacy = new { key = "a key for tests, not a secret" },
            log = new { format = "text" },
        }));
        List<string> arguments = [.. command.Split(' '), "--queue", "sqlite:q.db", "--config", "t.json"];
        if (arguments[0] != "listen")
            arguments.AddRange(["--store", "sqlite:s.db"]);
        _starts.Add(TimeProvider.System.GetUtcNow());
        return new(_folder, arguments, ("TIDINGS_FAULTS", faults));
    }

    void Finish(ChildProcess process, int status)
    {
        if (!process.WaitForExit(Limit))
            throw new ScheduleViolationException($"it hangs\n{process.Tail}");
        process.Drain();
        Say(process.Tail);
        if (process.ExitCode != status)
            throw new ScheduleViolationException($"it ended with {process.ExitCode}");
    }

    async Task UntilAsync(Func<bool> holds, ChildProcess process, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds())
        {
            if (limit.IsCancellationRequested)
                throw new ScheduleViolationException($"never {what}\n{process.Tail}");
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    void Say(string what)
    {
        lock (_story)
            _story.Append(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {what}\n");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var simulator in _simulators)
            await simulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
