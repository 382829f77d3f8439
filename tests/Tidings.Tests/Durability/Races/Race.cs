using System.Collections.Concurrent;
using Dapper;
using Tidings.Analysis;
using Tidings.Storage;
using Tidings.Storage.Sqlite;
using Tidings.Tests.Storage;
using Tidings.Tests.Support;

namespace Tidings.Tests.Durability.Races;

/// <summary>
/// Two writers, two roll-ups, a rebuild and a pruner at the same time on one store, each on a thread and a connection
/// of its own, round after round, and after each round a recount. What a round delivers follows from its seed; who
/// comes first does not.
/// </summary>
sealed partial class Race : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    static readonly IngestOptions Options = new() { Topics = Storage.Some.Topics, Scorer = "letters" };

    readonly ManualClock _clock = new()
    {
        Now = DateTimeOffset.FromUnixTimeMilliseconds(Storage.Some.Hour + 300 * Storage.Some.Day),
    };

    readonly StoreUrl _url;
    readonly IStore _store;
    readonly IRollUp _rollUp;
    readonly Func<long, string> _instant;
    readonly RaceCrossing _crossing = new();
    readonly ConcurrentQueue<string> _failures = new();
    readonly List<Thread> _threads = [];
    readonly Barrier _barrier;
    RaceRound? _round;
    Capture? _capture;
    int _late;

    public Race(StoreUrl url)
    {
        _url = url;
        _store = Open();
        _rollUp = _store.CreateRollUp(new());
        _instant = url.IsFile ? ms => $"{ms}" : ms => $"to_timestamp({ms} / 1000.0)";
        Action<IStore, Random>[] actors =
        [
            (store, random) => Write(store, random, 0), (store, random) => Write(store, random, 1),
            RollUp, RollUp, Rebuild, Prune,
        ];
        _barrier = new(actors.Length + 1);
        for (var i = 0; i < actors.Length; i++)
        {
            var (number, actor) = (i, actors[i]);
            _threads.Add(new(() => Act(number, actor)) { IsBackground = true });
        }
        _threads.ForEach(thread => thread.Start());
    }

    /// <summary>Rounds in which the hour was sealed while others were at work.</summary>
    public int SealedRounds { get; private set; }

    /// <summary>Posts that came too late for it.</summary>
    public int LatePosts { get; private set; }

    /// <summary>Runs the rounds of some seeds; null where everything held, else what did not.</summary>
    public string? Run(int firstSeed, int rounds)
    {
        for (var number = 0; number < rounds; number++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            (_round, _capture, _late) = (new(firstSeed + number, number), null, 0);
            if (!_barrier.SignalAndWait(Limit) || !_barrier.SignalAndWait(Limit))
                _failures.Enqueue("somebody hangs");
            if (_failures.IsEmpty)
                Check(_round);
            if (!_failures.IsEmpty)
                return $"seed {_round.Seed} on {_url}:\n{string.Join('\n', _failures)}\ndelivered:\n"
                    + string.Join('\n', _round.Changing.Concat(_round.Created));
            CleanUp(_round);
        }
        return null;
    }

    IStore Open()
    {
        var store = Stores.OpenForWriting(_url, _clock);
        if (store is SqliteStore file)
            file.Connection.Execute("PRAGMA synchronous = OFF"); // nobody pulls the plug
        return store;
    }

    /// <summary>A thread: does its part of each round.</summary>
    void Act(int number, Action<IStore, Random> actor)
    {
        using var store = Open();
        while (true)
        {
            if (!_barrier.SignalAndWait(Limit) || _round is not { } round)
                return;
            var random = new Random(round.Seed * 10 + number);
            try
            {
                FaultHook.Set((_, _) => _crossing.Pass(random));
                actor(store, random);
            }
            catch (Exception error)
            {
                _failures.Enqueue($"{error}");
            }
            finally
            {
                FaultHook.Set(null);
            }
            _barrier.SignalAndWait(Limit);
        }
    }

    void Write(IStore store, Random random, int number)
    {
        if (number >= _round!.Deliveries.Count)
            return;
        using var writer = store.CreateWriter(Options);
        foreach (var batch in _round.Deliveries[number])
        {
            _crossing.Pass(random);
            Interlocked.Add(ref _late, (int)writer.Write(Storage.Some.Batch(batch), []).Late);
        }
    }

    static void RollUp(IStore store, Random random)
    {
        var rollUp = store.CreateRollUp(new());
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            foreach (var hour in rollUp.DirtyHours())
                rollUp.ComputeIfDirty(hour);
            rollUp.ComputeDirtyDays();
        }
    }

    void Rebuild(IStore store, Random random)
    {
        var rollUp = store.CreateRollUp(new());
        for (var i = random.Next(1, 4); i > 0; i--)
            switch (random.Next(3))
            {
                case 0:
                    rollUp.MarkAll("rebuild");
                    break;
                case 1:
                    rollUp.Compute(random.Next(2) == 0 ? _round!.First : _round!.Sealed);
                    break;
                default:
                    var analyzer = new PostAnalyzer(new() { Topics = Options.Topics }, new RaceScorer());
                    store.CreateReanalysis(Options).Run(analyzer, default, postsPerTransaction: random.Next(1, 4));
                    break;
            }
    }

    void Prune(IStore store, Random random)
    {
        var pruner = store.CreatePruner(new());
        var hour = _round!.Sealed;
        if (random.Next(2) == 0)
            store.CreateRollUp(new()).Compute(hour); // closes it before anybody is done
        for (var i = 0; i < 10; i++)
        {
            _crossing.Pass(random);
            if (!pruner.Seal(hour))
                continue;
            _capture = Read(store, hour);
            if (random.Next(2) == 0)
                while (pruner.Empty(hour, random.Next(1, 4)).IsMoreLeft)
                {
                }
            return;
        }
    }

    public void Dispose()
    {
        _round = null;
        _barrier.SignalAndWait(Limit);
        _threads.ForEach(thread => thread.Join(Limit));
        _barrier.Dispose();
        _store.Dispose();
    }
}
