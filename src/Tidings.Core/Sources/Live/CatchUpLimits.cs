namespace Tidings.Sources.Live;

/// <summary>The times that a <see cref="CatchUp"/> goes by; only tests have others than these.</summary>
public sealed record CatchUpLimits
{
    /// <summary>How far back the same server is resumed, see <see cref="CatchUp.SameHostRewind"/>.</summary>
    public TimeSpan SameHostRewind { get; init; } = CatchUp.SameHostRewind;

    /// <summary>How far back another server is resumed, see <see cref="CatchUp.OtherHostRewind"/>.</summary>
    public TimeSpan OtherHostRewind { get; init; } = CatchUp.OtherHostRewind;

    /// <summary>A stream without events for so long has nothing more, see <see cref="CatchUp.Quiet"/>.</summary>
    public TimeSpan Quiet { get; init; } = CatchUp.Quiet;

    /// <summary>A server without any event for so long has lost them, see <see cref="CatchUp.Silence"/>.</summary>
    public TimeSpan Silence { get; init; } = CatchUp.Silence;

    /// <summary>A silence that is no chance lasts so long at least, see <see cref="CatchUp.Halt"/>.</summary>
    public TimeSpan Halt { get; init; } = CatchUp.Halt;

    /// <summary>How long a stream is known before its silence says something. 1 min, own choice.</summary>
    public TimeSpan Learns { get; init; } = TimeSpan.FromMinutes(1);
}
