namespace Tidings.Storage.Queries;

/// <summary>A stored post.</summary>
public sealed record StoredPost
{
    /// <summary>Where it was made.</summary>
    public required string Platform { get; init; }
    /// <summary>Its identity there.</summary>
    public required string Id { get; init; }
    /// <summary>Event time, unix milliseconds.</summary>
    public long PostedAt { get; init; }
    /// <summary>Grows with every stored post.</summary>
    public long Seq { get; init; }
    /// <summary>When it was received, unix milliseconds.</summary>
    public long ReceivedAt { get; init; }
    /// <summary>The author's pseudonym.</summary>
    public long Author { get; init; }
    /// <summary>The author's handle, only where configured.</summary>
    public string? AuthorName { get; init; }
    /// <summary>Followers; null where unknown.</summary>
    public long? Followers { get; init; }
    /// <summary>When the account was made, unix milliseconds; null where unknown.</summary>
    public long? AuthorSince { get; init; }
    /// <summary>Whether the platform verified the author.</summary>
    public bool? Verified { get; init; }
    /// <summary>The author's words about where they are, only where configured.</summary>
    public string? Location { get; init; }
    /// <summary>The platform's languages.</summary>
    public string? Lang { get; init; }
    /// <summary>The local guess.</summary>
    public string? LangGuess { get; init; }
    /// <summary>True for a repost.</summary>
    public bool IsRepost { get; init; }
    /// <summary>True where a blacklisted word stands in it.</summary>
    public bool Blacklisted { get; init; }
    /// <summary>True where it is happy.</summary>
    public bool Happy { get; init; }
    /// <summary>Its text.</summary>
    public required string Text { get; init; }
    /// <summary>Equal for copies.</summary>
    public long? TextKey { get; init; }
    /// <summary>Sentiment, [-1, 1].</summary>
    public double? Compound { get; init; }
    /// <summary>Who scored it.</summary>
    public string? Scorer { get; init; }
    /// <summary>Its hashtags with spaces between, null without.</summary>
    public string? Hashtags { get; init; }
    /// <summary>Its topics with spaces between, null without.</summary>
    public string? Topics { get; init; }
}
