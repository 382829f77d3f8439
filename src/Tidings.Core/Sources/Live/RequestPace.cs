namespace Tidings.Sources.Live;

/// <summary>Lets requests pass one after the other, whoever makes them: a service counts by address. For any thread.</summary>
/// <param name="clock">Measures the time between them.</param>
/// <param name="spacing">How far they are apart at least.</param>
public sealed class RequestPace(TimeProvider clock, TimeSpan spacing)
{
    readonly Lock _lock = new();
    long? _passed;

    /// <summary>True where a request may be made now; it is taken as made.</summary>
    public bool TryPass()
    {
        lock (_lock)
        {
            if (_passed is { } at && clock.GetElapsedTime(at) < spacing)
                return false;
            _passed = clock.GetTimestamp();
            return true;
        }
    }
}
