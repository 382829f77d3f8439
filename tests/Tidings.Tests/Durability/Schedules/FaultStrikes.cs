using Tidings.Faults;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>
/// Lets one step of this thread's schedule fail at a named place. Other tests run beside it on other threads and notice
/// nothing.
/// </summary>
sealed class FaultStrikes(FaultTally tally)
{
    [ThreadStatic]
    static FaultStrikes? _ofThread;

    (string Point, string Kind, Func<Exception> Error)? _armed;

    static FaultStrikes() => FaultPoints.Reached += static (point, _) => _ofThread?.Reach(point);

    /// <summary>Makes this the one of the calling thread, or none.</summary>
    public void Enter() => _ofThread = this;

    public static void Leave() => _ofThread = null;

    /// <summary>Strikes once, at the next time that the point is reached.</summary>
    public void Arm(string point, string kind, Func<Exception> error) => _armed = (point, kind, error);

    public void Disarm() => _armed = null;

    void Reach(string point)
    {
        if (_armed is not { } armed || armed.Point != point)
            return;
        _armed = null;
        tally.Add(armed.Kind);
        throw armed.Error();
    }
}
