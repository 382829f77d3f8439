using Tidings.Cli.Output;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Checkup;

/// <summary>Whether the clock is behind what was received already.</summary>
sealed class ClockCheck : ICheck
{
    /// <summary>Clocks of several machines differ a little.</summary>
    static readonly long Tolerance = (long)TimeSpan.FromSeconds(5).TotalMilliseconds;

    public string Name => "clock";

    public (FindingState State, string Message)? Look(Examination examination)
    {
        if (examination.Store is not { } store)
            return null;
        var now = examination.Now;
        var newest = store.Read(RecordQueries.LastHeard).Select(one => one.At)
            .Append(store.Read(RecordQueries.LastReceived) ?? long.MinValue).Max();
        return newest > now + Tolerance
            ? (FindingState.Warning,
                $"it says {new Instant(now)}, and the store holds what was received at {new Instant(newest)}: "
                + "set the clock, or look for the machine whose clock is ahead")
            : (FindingState.Ok, $"it says {new Instant(now)}, and nothing stored is from later");
    }
}
