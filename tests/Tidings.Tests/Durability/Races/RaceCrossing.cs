namespace Tidings.Tests.Durability.Races;

/// <summary>
/// Where the threads of a race meet: whoever comes by now and then lets others come by first. Nobody waits for long,
/// because those others may wait for a lock that it holds.
/// </summary>
sealed class RaceCrossing
{
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(2);

    readonly object _lock = new();
    int _passed;

    public void Pass(Random random)
    {
        lock (_lock)
        {
            _passed++;
            Monitor.PulseAll(_lock);
            if (random.Next(5) > 0)
                return;
            var goal = _passed + random.Next(1, 8);
            var started = TimeProvider.System.GetTimestamp();
            while (_passed < goal && Longest - TimeProvider.System.GetElapsedTime(started) is { Ticks: > 0 } left)
                Monitor.Wait(_lock, left);
        }
    }
}
