namespace Tidings.Sources;

/// <summary>What a decoder must be told because the records do not say it.</summary>
public sealed record DecoderOptions
{
    /// <summary>The zone of the times in the seed project's exports. Default Europe/Berlin.</summary>
    public TimeZoneInfo SeedZone { get; init; } = Berlin;

    /// <summary>
    /// Europe/Berlin; where the machine has no zone data, by the rule in force there since 1996, long before the first
    /// such export.
    /// </summary>
    static TimeZoneInfo Berlin { get; } =
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out var zone)
            ? zone
            : MakeBerlin();

    /// <summary>
    /// One hour ahead of UTC, two from the last Sunday of March, 02:00, to the last Sunday of October, 03:00 (EU
    /// directive 2000/84/EC).
    /// </summary>
    internal static TimeZoneInfo MakeBerlin()
    {
        const int lastWeek = 5;
        var begin =
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new(1, 1, 1, 2, 0, 0), 3, lastWeek, DayOfWeek.Sunday);
        var end =
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new(1, 1, 1, 3, 0, 0), 10, lastWeek, DayOfWeek.Sunday);
        var summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), begin, end);
        return TimeZoneInfo.CreateCustomTimeZone(
            "Europe/Berlin", TimeSpan.FromHours(1), "Berlin", "CET", "CEST", [summer]);
    }
}
