namespace Tidings.Simulators;

/// <summary>Lines that are no events: all are counted, the first ones named.</summary>
sealed class UnusableLines
{
    const int Named = 10;

    readonly Lock _lock = new();
    readonly List<string> _names = [];

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>File and line of the first ten.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock)
                return [.. _names];
        }
    }

    /// <summary>Counts one.</summary>
    public void Add(FeedLine line)
    {
        lock (_lock)
        {
            Count++;
            if (_names.Count < Named)
                _names.Add(line.Origin.Length == 0 ? $"event {line.Number}" : $"{line.Origin}:{line.Number}");
        }
    }
}
