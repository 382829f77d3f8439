namespace Tidings.Tests.Durability.Schedules;

/// <summary>
/// One seeded interleaving of listeners, workers, roll-ups and a pruner, on real files, on one thread: chance takes the
/// next actor, lets it do a piece, kills it, sets the clock. In the end everything is worked off and counted anew.
/// </summary>
sealed partial class Schedule : IDisposable
{
    const int MaxSteps = 4_000;
    const int MaxRounds = 1_000;
    const long Minute = 60_000;
    const long Hour = 60 * Minute;

    readonly ScheduleWorld _world;
    readonly List<ListenerActor> _listeners = [];
    readonly List<WorkerActor> _workers = [];
    readonly List<RollUpActor> _rollUps = [];
    readonly PrunerActor? _pruner;
    readonly List<IActor> _actors = [];
    long _jumped;

    Schedule(int seed, FaultTally tally, Func<string, ScheduleStore> store)
    {
        var options = ScheduleOptions.Of(seed);
        _world = new(seed, options, tally, store);
        var deliveries = _world.Recording.Deliver(_world.Random, options.Listeners);
        for (var i = 0; i < deliveries.Length; i++)
        {
            // a recording, a live source that can be resumed, one that cannot
            var kind = _world.Random.Next(options.Loses ? 3 : 2);
            var (isLive, hasCursor) = (kind > 0, kind < 2);
            _listeners.Add(new(new($"source{i}", isLive, hasCursor), deliveries[i], _world));
        }
        using (var link = _world.Link())
            for (var i = 0; i < options.Workers; i++)
                _workers.Add(new($"worker{i}", _world, link.Session.AuthorKey.Copy()));
        _workers.ForEach(worker => worker.All = _workers);
        for (var i = 0; i < options.RollUps; i++)
            _rollUps.Add(new($"roll-up{i}", _world));
        _pruner = options.Prunes ? new("pruner", _world) : null;
        _actors.AddRange([.. _listeners, .. _listeners, .. _workers, .. _workers, .. _rollUps]);
        if (_pruner is not null)
            _actors.Add(_pruner);
    }

    /// <summary>Runs a seed's schedule; null where everything held, else what did not, and the story.</summary>
    public static string? Run(int seed, FaultTally tally) =>
        Run(seed, tally, static folder => new SqliteScheduleStore(folder));

    /// <summary>The same with another store, which is given the schedule's folder.</summary>
    public static string? Run(int seed, FaultTally tally, Func<string, ScheduleStore> store)
    {
        using var schedule = new Schedule(seed, tally, store);
        var world = schedule._world;
        world.Strikes.Enter();
        try
        {
            schedule.Interleave();
            schedule.WorkOff();
            schedule.Check();
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var what = error is ScheduleViolationException ? error.Message : error.ToString();
            return $"seed {seed}: {world.Options}\n{world.Story}\nseed {seed}: {what}";
        }
        finally
        {
            FaultStrikes.Leave();
        }
    }

    void Interleave()
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            if (_listeners.TrueForAll(listener => listener.IsDone) && (IsQueueEmpty || _world.Chance(3)))
                return;
            var actor = _actors[_world.Random.Next(_actors.Count)];
            if (_world.Options.TroubleRate > 0 && _world.Chance(4))
                Disturb(actor);
            else
                Step(actor);
        }
    }

    bool IsQueueEmpty => Number(_world.QueueReader, "SELECT count(*) FROM batch") == 0;

    bool Step(IActor actor)
    {
        try
        {
            return actor.Step();
        }
        catch (ScheduleCrashException)
        {
            _world.Say(actor.Name, "dies in the middle");
            actor.Crash();
            return true;
        }
    }

    void Disturb(IActor actor)
    {
        switch (_world.Random.Next(8))
        {
            case 0 or 1 or 2:
                _world.Say(actor.Name, "dies");
                actor.Crash();
                break;
            case 3 when actor is WorkerActor worker:
                worker.Stop();
                break;
            case 4 or 5:
                _world.Say("clock", "eleven minutes pass");
                _world.Clock.Advance(11 * Minute); // longer than a claim holds
                break;
            case 6 or 7 when _world.Options.ClockJumps:
                Jump();
                break;
        }
    }

    /// <summary>At most an hour before the right time, at most two behind it.</summary>
    void Jump()
    {
        var jump = _jumped < 0 || (_jumped < 2 * Hour && _world.Chance(50)) ? Hour : -Hour;
        _jumped += jump;
        _world.Clock.Jump(jump);
        _world.Say("clock", jump > 0 ? "is set forward" : "is set back");
        _world.Tally.Add(jump > 0 ? "clock: set forward" : "clock: set back");
        foreach (var listener in _listeners)
            if (_world.Chance(80)) // else it dies, or reads on, before it notices
                listener.NoticeJump();
    }

    /// <summary>No more trouble: everything that is left is done.</summary>
    void WorkOff()
    {
        _world.IsCalm = true;
        _world.Say("all", "work off what is left");
        var idle = 0;
        for (var round = 0; idle < 2; round++)
        {
            var hasWorked = false;
            foreach (var actor in _actors.Distinct().Where(actor => actor != _pruner))
                hasWorked |= Step(actor);
            hasWorked |= !IsQueueEmpty;
            idle = hasWorked ? 0 : idle + 1;
            if (idle == 1)
                _world.Clock.Advance(3 * Hour); // every hour may close now
            if (round > MaxRounds)
                throw new ScheduleViolationException("it does not come to an end:\n" + Remains());
        }
        _pruner?.Finish();
    }

    string Remains() => string.Join('\n', Texts(
        _world.QueueReader,
        "SELECT session || '/' || number || ' of ' || source || ' held by ' || coalesce(owner, 'nobody') FROM batch"));

    public void Dispose()
    {
        foreach (var actor in _actors.Distinct())
            actor.Dispose();
        _pruner?.Dispose();
        _world.Dispose();
    }
}
