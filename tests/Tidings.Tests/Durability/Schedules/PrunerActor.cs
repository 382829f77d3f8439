using Dapper;
using Tidings.Cli.Jobs;
using Tidings.Storage;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>Seals hours and empties them, a few rows at a time.</summary>
sealed class PrunerActor(string name, ScheduleWorld world) : IActor
{
    StoreLink? _link;

    public string Name => name;

    public bool Step()
    {
        _link ??= world.Link();
        var isSealing = world.SealedHours.Count == 0 || world.Chance(25);
        var hours = isSealing
            ? [.. world.StoreReader.Query<long>("SELECT hour FROM hour WHERE state IN ('closed', 'revised') ORDER BY hour")]
            : world.SealedHours.Keys.Order().ToList();
        // A schedule that seals at once has nothing left to tell.
        if (hours.Count == 0 || (isSealing && !world.Chance(30)))
            return false;
        var hour = HourUtc.OfUnixMilliseconds(hours[world.Random.Next(hours.Count)]);
        try
        {
            if (isSealing)
                Seal(hour);
            else
                Empty(hour);
        }
        finally
        {
            world.LookForSealed();
        }
        return true;
    }

    void Seal(HourUtc hour)
    {
        var receivedBefore = world.Chance(70) ? long.MaxValue : world.Clock.Now - 60_000;
        var isDone = false;
        world.TryStore(name, $"seals {hour}", _link!, link => isDone = Pruner(link).Seal(hour, receivedBefore));
        if (isDone)
            world.Tally.Add("pruner: hours sealed");
    }

    void Empty(HourUtc hour)
    {
        var removed = 0;
        var limit = world.Random.Next(1, 20);
        world.TryStore(name, $"empties {hour}", _link!, link => removed = Pruner(link).Empty(hour, limit).Posts);
        if (removed > 0)
            world.Tally.Add("pruner: portions removed");
    }

    /// <summary>Empties what is sealed, to the end.</summary>
    public void Finish()
    {
        _link ??= world.Link();
        world.TryStore(name, "empties all", _link, link => Pruner(link).Prune(receivedBefore: 0));
    }

    static IPruner Pruner(StoreLink link) => link.Session.Store.CreatePruner(new());

    public void Crash()
    {
        _link?.Dispose();
        _link = null;
    }

    public void Dispose() => _link?.Dispose();
}
