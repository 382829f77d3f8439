using System.Collections.Concurrent;
using System.Globalization;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>How often faults of each kind were planned and how often they struck. Serves many threads.</summary>
sealed class FaultTally
{
    readonly ConcurrentDictionary<string, int> _planned = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, int> _struck = new(StringComparer.Ordinal);

    public void Plan(string fault) => _planned.AddOrUpdate(fault, 1, static (_, count) => count + 1);

    public void Strike(string fault, int times = 1) => _struck.AddOrUpdate(fault, times, (_, count) => count + times);

    public int Struck(string fault) => _struck.GetValueOrDefault(fault);

    /// <summary>All faults that struck whose name begins so.</summary>
    public int StruckOf(string prefix) =>
        _struck.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(pair => pair.Value);

    public override string ToString() => string.Join('\n', _planned.Keys.Union(_struck.Keys)
        .Order(StringComparer.Ordinal)
        .Select(fault => string.Create(
            CultureInfo.InvariantCulture,
            $"{fault,-32} struck {Struck(fault),6}  planned {_planned.GetValueOrDefault(fault),6}")));
}
