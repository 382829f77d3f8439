using System.Globalization;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>Counts the faults that struck, by kind.</summary>
sealed class FaultTally
{
    readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int this[string kind] => _counts.GetValueOrDefault(kind);

    public void Add(string kind, int count = 1) => _counts[kind] = this[kind] + count;

    public void Add(FaultTally other)
    {
        foreach (var (kind, count) in other._counts)
            Add(kind, count);
    }

    public override string ToString() =>
        string.Join('\n', _counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value,6} {pair.Key}")));
}
