namespace Tidings.Sources.Live;

/// <summary>
/// How many events a stream usually has, so that one that is quiet is told from one that has come to a halt. Serves one
/// thread.
/// </summary>
/// <param name="learns">How long it looks before it says anything.</param>
/// <param name="known">What an earlier run had learned, events a second; 0 for nothing.</param>
public sealed class EventRate(TimeSpan learns, double known = 0)
{
    /// <summary>
    /// A silence in which so many events were to be expected is no chance: 200, own choice. Nights have a third of the
    /// events of evenings, so that 60 would do.
    /// </summary>
    public const double Beyond = 200;

    /// <summary>What lies further back hardly counts: 10 min, own choice.</summary>
    const double WindowMilliseconds = 600_000;

    const long StepMilliseconds = 1000;

    double _perMillisecond = known / 1000;
    double _learned = known > 0 ? learns.TotalMilliseconds : 0;
    long? _since;
    long _count;

    /// <summary>Events a second; 0 where it is not learned yet.</summary>
    public double PerSecond => _learned >= learns.TotalMilliseconds ? _perMillisecond * 1000 : 0;

    /// <summary>An event came as soon as there was one.</summary>
    /// <param name="now">Unix milliseconds.</param>
    public void Count(long now)
    {
        if (_since is not { } since)
        {
            _since = now;
            return;
        }
        _count++;
        var passed = now - since;
        if (passed is >= 0 and < StepMilliseconds)
            return;
        if (passed > 0)
        {
            _learned += passed;
            _perMillisecond += ((double)_count / passed - _perMillisecond)
                * Math.Min(1, passed / Math.Min(_learned, WindowMilliseconds));
        }
        (_since, _count) = (now, 0);
    }

    /// <summary>The stream is not heard for a while: that says nothing of it.</summary>
    public void Pause() => (_since, _count) = (null, 0);

    /// <summary>Whether a stream that has come to a halt is a better explanation than chance.</summary>
    /// <param name="silent">For how long no event came.</param>
    public bool IsHalt(TimeSpan silent) =>
        _learned >= learns.TotalMilliseconds && _perMillisecond * silent.TotalMilliseconds > Beyond;
}
