namespace Tidings.Storage.Postgres;

/// <summary>
/// Lets a number of callers in, in the order of their coming; the number can fall. Who returns quickly and comes again
/// stands behind those who wait, so that a busy job cannot keep the others out.
/// </summary>
sealed class PostgresGate(int places, TimeProvider clock)
{
    readonly object _lock = new();
    readonly LinkedList<object?> _waiting = new();
    int _places = places;
    int _inside;

    /// <summary>Callers that are in.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Waits for a place; false where none came free within <paramref name="patience"/>.</summary>
    public bool TryEnter(TimeSpan patience)
    {
        var started = clock.GetTimestamp();
        lock (_lock)
        {
            var own = _waiting.AddLast((object?)null);
            while (_waiting.First != own || _inside >= _places)
            {
                var left = patience - clock.GetElapsedTime(started);
                if (left > TimeSpan.Zero)
                {
                    Monitor.Wait(_lock, left);
                    continue;
                }
                _waiting.Remove(own);
                Monitor.PulseAll(_lock);
                return false;
            }
            _waiting.Remove(own);
            _inside++;
            Monitor.PulseAll(_lock); // there may be a place for the next too
            return true;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _inside--;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>From now on there is one place; those who are in stay until they leave.</summary>
    public void Narrow()
    {
        lock (_lock)
            _places = 1;
    }

    /// <summary>Waits a moment, whatever happens at the gate.</summary>
    public static void Pause(TimeSpan pause)
    {
        var nobody = new object();
        lock (nobody)
            Monitor.Wait(nobody, pause);
    }
}
