using Tidings.Simulation;

namespace Tidings.Simulators;

/// <summary>The faults that wait for one connection. Not for two threads at once.</summary>
sealed class FaultWatch
{
    readonly FaultBoard _board;
    readonly IReadOnlyList<FaultSpec> _specs;
    readonly int _connection;
    readonly Dice _dice;
    readonly long[] _places;

    public FaultWatch(FaultBoard board, IReadOnlyList<FaultSpec> specs, int connection, Dice dice)
    {
        (_board, _specs, _connection, _dice) = (board, specs, connection, dice);
        _places = [.. specs.Select(spec => spec.IsOfRequests ? long.MaxValue : spec.IsRandom ? Ahead(spec) : spec.At)];
        Next = _places.DefaultIfEmpty(long.MaxValue).Min();
    }

    /// <summary>How many events are served to this connection before the next fault.</summary>
    public long Next { get; private set; }

    /// <summary>The fault that is due after so many events; null where there is none.</summary>
    public FaultSpec? TryTake(long served)
    {
        FaultSpec? taken = null;
        for (var i = 0; i < _places.Length && taken is null; i++)
        {
            if (_places[i] > served)
                continue;
            var spec = _specs[i];
            _places[i] = spec.IsRandom ? served + Ahead(spec) : long.MaxValue;
            if (spec.IsRandom || _board.TryTake(i))
                taken = spec;
        }
        Next = _places.DefaultIfEmpty(long.MaxValue).Min();
        if (taken is not null)
            _board.Note(taken, served, _connection);
        return taken;
    }

    /// <summary>A distance whose mean is the one asked for.</summary>
    long Ahead(FaultSpec spec) => 1 + _dice.Below((2 * spec.At) - 1);
}
