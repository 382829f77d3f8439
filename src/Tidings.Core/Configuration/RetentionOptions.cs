namespace Tidings.Configuration;

/// <summary>How long and how much is kept. Hours outlive their posts; a sealed hour is never computed again.</summary>
public sealed record RetentionOptions
{
    /// <summary>Age from receipt at which posts are removed, 1 hour to 36,500 days. Default 30 days.</summary>
    public TimeSpan Posts { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Most tombstones of posts that were deleted before they came, 0 or more; the oldest go first. Default 1,000,000.
    /// </summary>
    public long Tombstones { get; init; } = 1_000_000;

    /// <summary>
    /// Most rows in the database, for hosts that limit them; posts of the oldest hours go first. Default 0, no limit.
    /// </summary>
    public long MaxRows { get; init; }

    /// <summary>Most bytes of the database; posts of the oldest hours go first. Default 0, no limit.</summary>
    public long MaxBytes { get; init; }
}
