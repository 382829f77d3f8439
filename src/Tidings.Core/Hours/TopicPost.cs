namespace Tidings.Hours;

/// <summary>What the hour of a topic needs to know of a post. An attribute that is unknown is null.</summary>
public readonly ref struct TopicPost
{
    /// <summary>Event time, unix milliseconds.</summary>
    public required long PostedAt { get; init; }

    /// <summary>
    /// The place of the post's identity among those of its topic's posts in the hour: decides between equal texts of
    /// the same millisecond.
    /// </summary>
    public required int Rank { get; init; }

    /// <summary>Whether <see cref="Languages"/> says anything.</summary>
    public required bool IsLanguageKnown { get; init; }

    /// <summary>Primary subtags, separated by commas; any of them passes.</summary>
    public required ReadOnlySpan<byte> Languages { get; init; }

    /// <summary>Of the author, 0 or more.</summary>
    public required long? Followers { get; init; }

    /// <summary>When the account was made, unix milliseconds.</summary>
    public required long? AuthorSince { get; init; }

    /// <summary>Whether it is a repost.</summary>
    public required bool IsRepost { get; init; }

    /// <summary>Whether its text has a word of the blacklist.</summary>
    public required bool IsBlacklisted { get; init; }

    /// <summary>Equal for equal texts; null for an empty one.</summary>
    public required long? TextKey { get; init; }

    /// <summary>The compound in ten-thousandths, -10,000 to 10,000; null where the post was never scored.</summary>
    public required int? Points { get; init; }
}
