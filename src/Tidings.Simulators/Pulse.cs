namespace Tidings.Simulators;

/// <summary>Wakes whoever waits for a change. Take <see cref="Next"/> first, then look: so no change is missed.</summary>
sealed class Pulse
{
    readonly Lock _lock = new();
    TaskCompletionSource? _next;

    /// <summary>Done with the next <see cref="Beat"/>.</summary>
    public Task Next
    {
        get
        {
            lock (_lock)
                return (_next ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Something changed.</summary>
    public void Beat()
    {
        TaskCompletionSource? next;
        lock (_lock)
            (next, _next) = (_next, null);
        next?.SetResult();
    }
}
