namespace Tidings.Simulation;

/// <summary>What a made-up recording is like. The same options give the same lines on every machine.</summary>
public sealed record RecordingOptions
{
    /// <summary>The seed of the bundled samples.</summary>
    public const ulong DefaultSeed = 20260620;

    /// <summary>Decides every random choice. Default <see cref="DefaultSeed"/>.</summary>
    public ulong Seed { get; init; } = DefaultSeed;

    /// <summary>
    /// The instant at which listening begins; whole seconds are used, between 2024 and 2060. Default midnight UTC of Saturday, 20 June 2026.
    /// </summary>
    public DateTimeOffset Start { get; init; } = new(2026, 6, 20, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// How long the recording lasts, from one minute to 30 days. Default 24 hours. The story is one day from midnight to midnight: a
    /// shorter or longer duration squeezes or stretches that day.
    /// </summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Posts, reposts and quotes of all sources together, from 0 to 10,000,000; copies, edits, deletes and noise come on top.
    /// Default 20,000.
    /// </summary>
    public int Posts { get; init; } = 20_000;

    /// <summary>Refuses what the generator cannot do.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its documented range.</exception>
    internal RecordingOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Start.UtcDateTime.Year, 2024, nameof(Start));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Start.UtcDateTime.Year, 2060, nameof(Start));
        ArgumentOutOfRangeException.ThrowIfLessThan(Duration, TimeSpan.FromMinutes(1), nameof(Duration));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Duration, TimeSpan.FromDays(30), nameof(Duration));
        ArgumentOutOfRangeException.ThrowIfNegative(Posts, nameof(Posts));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Posts, 10_000_000, nameof(Posts));
        return this with { Start = DateTimeOffset.FromUnixTimeSeconds(Start.ToUnixTimeSeconds()) };
    }
}
