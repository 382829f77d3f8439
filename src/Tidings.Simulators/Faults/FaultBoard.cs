using Tidings.Simulation;

namespace Tidings.Simulators;

/// <summary>The faults of a simulator: which are still to come, and which have happened.</summary>
/// <param name="specs">What was asked for.</param>
/// <param name="seed">Decides the random places.</param>
/// <param name="report">Told of every fault that happens.</param>
sealed class FaultBoard(IReadOnlyList<FaultSpec> specs, ulong seed, Action<string>? report)
{
    readonly Lock _lock = new();
    readonly bool[] _isTaken = new bool[specs.Count];
    readonly long[] _hits = new long[specs.Count];
    readonly Dictionary<string, long> _fired = new(StringComparer.Ordinal);
    long _streamRequests;
    long _profileRequests;

    /// <summary>How often each kind happened.</summary>
    public IReadOnlyDictionary<string, long> Fired
    {
        get
        {
            lock (_lock)
                return new SortedDictionary<string, long>(_fired, StringComparer.Ordinal);
        }
    }

    /// <summary>The faults that wait for one connection.</summary>
    public FaultWatch Watch(int connection) =>
        new(this, specs, connection, new Dice(seed ^ ((ulong)connection * 0x9E3779B97F4A7C15)));

    /// <summary>The fault that meets the next request; null where it is answered well.</summary>
    public FaultSpec? OfRequest(bool isForProfiles, int connection)
    {
        lock (_lock)
        {
            var before = isForProfiles ? _profileRequests++ : _streamRequests++;
            for (var i = 0; i < specs.Count; i++)
            {
                var spec = specs[i];
                if (!spec.IsOfRequests || spec.Kind == FaultKind.Profiles429 != isForProfiles
                    || before < spec.At || _hits[i] == spec.Number)
                    continue;
                _hits[i]++;
                Note(spec, before, connection);
                return spec;
            }
            return null;
        }
    }

    /// <summary>Takes what happens once; false where another connection was faster.</summary>
    public bool TryTake(int index)
    {
        lock (_lock)
            return !_isTaken[index] && (_isTaken[index] = true);
    }

    /// <summary>Counts and tells one that happened.</summary>
    public void Note(FaultSpec spec, long at, int connection)
    {
        lock (_lock)
            _fired[spec.Name] = _fired.GetValueOrDefault(spec.Name) + 1;
        report?.Invoke($"fault {spec.Name}@{at} connection {connection}");
    }
}
