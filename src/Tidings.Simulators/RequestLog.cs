namespace Tidings.Simulators;

/// <summary>The requests of a simulator, the latest of them: what a client did at which rate.</summary>
/// <param name="capacity">How many are kept.</param>
/// <param name="report">Told of each; null where nobody wants to know.</param>
sealed class RequestLog(int capacity, Action<string>? report)
{
    readonly Lock _lock = new();
    readonly Queue<RequestEntry> _entries = [];

    /// <summary>Keeps one, and forgets the oldest where there are too many.</summary>
    public void Add(RequestEntry entry)
    {
        lock (_lock)
        {
            if (_entries.Count == capacity)
                _entries.Dequeue();
            _entries.Enqueue(entry);
        }
        report?.Invoke($"request {entry.Connection} {entry.Target} {entry.Status}");
    }

    /// <summary>Those that are kept, oldest first.</summary>
    public IReadOnlyList<RequestEntry> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }
}
