namespace Tidings.Tests.Durability.Crashes;

/// <summary>Some processes at once, and what happens to them.</summary>
sealed record CrashLife
{
    /// <summary>What this life is for.</summary>
    public required string Theme { get; init; }

    public required IReadOnlyList<CrashProcess> Processes { get; init; }

    /// <summary>Records a second of each source; 0 for no limit.</summary>
    public int Rate { get; init; }

    public Disturbance Disturbance { get; init; }

    /// <summary>How long the disturbance lasts.</summary>
    public int DisturbedMilliseconds { get; init; }

    public Mischief After { get; init; }

    public override string ToString() =>
        $"{Theme}: {string.Join(" | ", Processes)}; rate {Rate}"
        + (Disturbance == Disturbance.None ? "" : $"; {Disturbance} for {DisturbedMilliseconds}ms")
        + (After == Mischief.None ? "" : $"; then {After}");
}
