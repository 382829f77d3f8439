namespace Tidings.Configuration;

/// <summary>When an hour closes.</summary>
public sealed record RollupOptions
{
    /// <summary>
    /// How long after its end an hour stays open for late posts, 0 to 3,600 s. Longer means fewer revised hours and
    /// later signals. Default 60 s.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long after its end an hour waits at most for posts that were received but not stored yet, from
    /// <see cref="Grace"/> to 86,400 s; what is missing then becomes a gap. Default 900 s.
    /// </summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(900);
}
