namespace Tidings.Sources;

/// <summary>What a decoder must be told because the records do not say it.</summary>
public sealed record DecoderOptions
{
    /// <summary>The zone of the times in the seed project's exports. Default Europe/Berlin.</summary>
    public TimeZoneInfo SeedZone { get; init; } = DefaultSeedZone;

    /// <summary>Europe/Berlin, or UTC where the machine has no zone data.</summary>
    static TimeZoneInfo DefaultSeedZone { get; } =
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out var zone) ? zone : TimeZoneInfo.Utc;
}
