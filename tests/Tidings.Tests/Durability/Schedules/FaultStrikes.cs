using Tidings.Tests.Support;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>
/// Lets one step of this thread's schedule fail at a named place. Other tests run beside it on other threads and notice
/// nothing.
/// </summary>
sealed class FaultStrikes(FaultTally tally)
{
    (string Point, string Kind, Action<object?> Strike)? _armed;

    /// <summary>Makes this the one of the calling thread, or none.</summary>
    public void Enter() => FaultHook.Set(Reach);

    public static void Leave() => FaultHook.Set(null);

    /// <summary>Strikes once, at the next time that the point is reached.</summary>
    /// <param name="point">The place.</param>
    /// <param name="kind">What it is counted as.</param>
    /// <param name="strike">Is given what is at hand there; may throw.</param>
    public void Arm(string point, string kind, Action<object?> strike) => _armed = (point, kind, strike);

    public void Disarm() => _armed = null;

    void Reach(string point, object? subject)
    {
        if (_armed is not { } armed || armed.Point != point)
            return;
        _armed = null;
        tally.Add(armed.Kind);
        armed.Strike(subject);
    }
}
