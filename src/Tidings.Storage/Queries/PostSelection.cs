namespace Tidings.Storage.Queries;

/// <summary>Which posts to read.</summary>
public sealed record PostSelection
{
    /// <summary>Posts made in these hours.</summary>
    public Window Window { get; init; }

    /// <summary>Only posts with this hashtag (its key); null for all.</summary>
    public string? Hashtag { get; init; }

    /// <summary>Only posts that name this topic; null for all.</summary>
    public string? Topic { get; init; }

    /// <summary>Only happy posts.</summary>
    public bool HappyOnly { get; init; }
}
