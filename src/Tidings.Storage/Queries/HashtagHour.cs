namespace Tidings.Storage.Queries;

/// <summary>One hashtag in one hour.</summary>
public sealed record HashtagHour
{
    /// <summary>The hour's start, unix milliseconds.</summary>
    public long Hour { get; init; }
    /// <summary>The key, without sign.</summary>
    public required string Hashtag { get; init; }
    /// <inheritdoc cref="HashtagRank.Posts"/>
    public long Posts { get; init; }
    /// <inheritdoc cref="HashtagRank.Happy"/>
    public long Happy { get; init; }
    /// <summary>Authors.</summary>
    public long Authors { get; init; }
    /// <summary>Happy authors.</summary>
    public long HappyAuthors { get; init; }
    /// <inheritdoc cref="TopicHour.Coverage"/>
    public double? Coverage { get; init; }
    /// <inheritdoc cref="TopicHour.State"/>
    public string? State { get; init; }
}
