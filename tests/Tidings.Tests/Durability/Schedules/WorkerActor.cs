using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Working;
using Tidings.Posts;
using Tidings.Queue;
using Tidings.Storage.Queues;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>Claims, analyses, stores and acknowledges as <see cref="WorkJob"/> does, each a piece of its own.</summary>
sealed class WorkerActor(string name, ScheduleWorld world, AuthorKey key) : IActor
{
    enum Stage
    {
        Idle,
        Claimed,
        Analyzed,
        Stored,
    }

    readonly WorkUnit _unit = new();
    SqliteQueue? _queue;
    StoreLink? _link;
    Analyst? _analyst;
    UnitWriter? _writer;
    Stage _stage;

    public string Name => name;

    /// <summary>What it has in its hands.</summary>
    public IEnumerable<BatchId> Held => _stage == Stage.Idle ? [] : _unit.Ids;

    /// <summary>All workers, to see who has the same batch.</summary>
    public IReadOnlyList<WorkerActor> All { get; set; } = [];

    public bool Step()
    {
        _queue ??= world.OpenQueue();
        _link ??= world.Link();
        _analyst ??= new(ScheduleWorld.Configured, key.Copy());
        _writer ??= new(new(ScheduleWorld.Configured, key.Copy()), NullLogger.Instance);
        switch (_stage)
        {
            case Stage.Idle:
                return Claim();
            case Stage.Claimed:
                world.Say(name, "analyses");
                _unit.Analyze(_analyst);
                if (_unit.Failure is not null)
                    throw new ScheduleViolationException($"the analysis failed: {_unit.Failure}");
                _stage = Stage.Analyzed;
                return true;
            case Stage.Analyzed:
                return Store();
            default:
                if (world.TryQueue(name, $"acknowledges {Names}", _queue, () => _queue.Acknowledge(_unit.Ids)))
                    _stage = Stage.Idle;
                return true;
        }
    }

    string Names => string.Join(' ', _unit.Ids);

    bool Claim()
    {
        IReadOnlyList<PackedBatch> batches = [];
        var most = world.Random.Next(1, 5);
        if (!world.TryQueue(name, "claims", _queue!, () => batches = _queue!.Claim(most, 20_000)))
            return true;
        if (batches.Count == 0)
            return false;
        _unit.Start(batches);
        if (All.Any(other => other != this && other.Held.Intersect(_unit.Ids).Any()))
            world.Tally.Add("worker: claim expired, delivered to another");
        _stage = Stage.Claimed;
        world.Say(name, $"has {Names}");
        return true;
    }

    bool Store()
    {
        var late = _writer!.Written.Late;
        try
        {
            if (world.TryStore(name, $"stores {Names}", _link!, link => _writer.Write(link.Writer, _unit)))
                _stage = Stage.Stored;
        }
        finally
        {
            world.LookForStored(_unit.Batches);
        }
        if (_writer.Written.Late > late)
            world.Tally.Add("worker: late posts for sealed hours");
        if (_writer.DeadLetters > 0)
            throw new ScheduleViolationException("a record was put aside");
        return true;
    }

    /// <summary>Stops in order: what it has claimed goes back.</summary>
    public void Stop()
    {
        if (_stage != Stage.Idle)
            world.Tally.Add("worker: stopped with batches in hand");
        world.Say(name, "stops");
        _queue?.Dispose();
        Forget();
    }

    public void Crash()
    {
        world.Tally.Add($"worker: crash while {_stage}");
        ScheduleWorld.Kill(_queue);
        Forget();
    }

    void Forget()
    {
        _link?.Dispose();
        (_queue, _link, _analyst, _writer, _stage) = (null, null, null, null, Stage.Idle);
    }

    public void Dispose()
    {
        _queue?.Dispose();
        _link?.Dispose();
        _unit.Dispose();
    }
}
