using Tidings.Cli.Jobs;
using Tidings.Storage.Queues;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>Computes and closes hours as <see cref="RollUpJob"/> does; looking and computing are pieces of their own.</summary>
sealed class RollUpActor(string name, ScheduleWorld world) : IActor
{
    readonly Queue<HourUtc> _dirty = new();
    StoreLink? _link;
    SqliteQueue? _queue;
    int _storedAtLook;
    bool _isClosing;
    long? _oldest;

    public string Name => name;

    public bool Step()
    {
        _link ??= world.Link();
        _queue ??= world.OpenQueue();
        if (_isClosing)
            return Close();
        if (_dirty.Count > 0)
            return Compute();
        foreach (var hour in _link.Session.RollUp.DirtyHours())
            _dirty.Enqueue(hour);
        _storedAtLook = world.StoredLines.Count;
        if (_dirty.Count > 0)
        {
            world.Say(name, $"sees {_dirty.Count} changed hours");
            return true;
        }
        // What is closed is asked for as seldom as by the job, in comparison.
        if (!world.IsCalm && !world.Chance(30))
            return false;
        _oldest = _queue.State().OldestReceivedAt;
        _isClosing = true;
        return !world.IsCalm || Close();
    }

    bool Compute()
    {
        var hour = _dirty.Peek();
        if (!world.TryStore(name, $"computes {hour}", _link!, link => link.Session.RollUp.ComputeIfDirty(hour)))
            return true;
        _dirty.Dequeue();
        if (world.StoredLines.Count > _storedAtLook)
            world.Tally.Add("roll-up: posts stored between look and computing");
        return true;
    }

    bool Close()
    {
        var closed = 0;
        _isClosing = !world.TryStore(
            name, "closes hours", _link!,
            link => closed = link.Session.RollUp.CloseHours(ScheduleWorld.Configured.Options.Rollup, _oldest).Count);
        if (closed > 0)
            world.Say(name, $"closed {closed}");
        return _isClosing || closed > 0;
    }

    public void Crash()
    {
        _link?.Dispose();
        ScheduleWorld.Kill(_queue);
        (_link, _queue, _isClosing) = (null, null, false);
        _dirty.Clear();
    }

    public void Dispose()
    {
        _link?.Dispose();
        _queue?.Dispose();
    }
}
