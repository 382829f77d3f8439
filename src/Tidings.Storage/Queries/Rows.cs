namespace Tidings.Storage.Queries;

/// <summary>A stretch of time: hours that start in it, posts made in it. Null: open on that side.</summary>
/// <param name="From">Its first instant, unix milliseconds; an hour that began before is out.</param>
/// <param name="To">The first instant that is out, unix milliseconds.</param>
public readonly record struct Window(long? From, long? To)
{
    /// <summary>The bounds for a query.</summary>
    internal (long From, long To) Bounds => (From ?? long.MinValue, To ?? long.MaxValue);
}

/// <summary>One hashtag over a window.</summary>
public sealed record HashtagRank
{
    /// <summary>The key, without sign.</summary>
    public required string Hashtag { get; init; }
    /// <summary>Its commonest spelling.</summary>
    public string Display { get; set; } = "";
    /// <summary>Posts with it, reposts left out.</summary>
    public long Posts { get; init; }
    /// <summary>Happy ones among them.</summary>
    public long Happy { get; init; }
    /// <summary>Votes: authors, once an hour.</summary>
    public long Authors { get; init; }
    /// <summary>Happy votes.</summary>
    public long HappyAuthors { get; init; }
    /// <summary>Happy votes of all votes, in [0, 1].</summary>
    public double Rate { get; init; }
    /// <summary>The lower end of the Wilson interval of the rate.</summary>
    public double LowerBound { get; init; }
    /// <summary>
    /// The share of the window that was listened to, in [0, 1]; null where it is unknown for any of its hours.
    /// </summary>
    public double? Coverage { get; set; }
}

/// <summary>One topic in one hour.</summary>
public sealed record TopicHour
{
    /// <summary>The hour's start, unix milliseconds.</summary>
    public long Hour { get; init; }
    /// <summary>Its name.</summary>
    public required string Topic { get; init; }
    /// <summary>Posts that name it.</summary>
    public long Posts { get; init; }
    /// <summary>Those that no filter refused.</summary>
    public long Accepted { get; init; }
    /// <summary>Refused posts by reason, JSON.</summary>
    public string Refused { get; init; } = "{}";
    /// <summary>Accepted posts whose attribute was unknown, by attribute, JSON.</summary>
    public string Unknown { get; init; } = "{}";
    /// <summary>Accepted posts that are copies.</summary>
    public long Copies { get; init; }
    /// <summary>Accepted posts that are none.</summary>
    public long Scored { get; init; }
    /// <summary>Scored posts whose compound is exactly 0.</summary>
    public long Zero { get; init; }
    /// <summary>Scored posts at or below -0.05.</summary>
    public long Negative { get; init; }
    /// <summary>Scored posts between.</summary>
    public long Neutral { get; init; }
    /// <summary>Scored posts at or above 0.05.</summary>
    public long Positive { get; init; }
    /// <summary>Mean compound; null without posts to average.</summary>
    public double? Mean { get; init; }
    /// <summary>Population standard deviation.</summary>
    public double? Stddev { get; init; }
    /// <summary>Mean weighted by followers.</summary>
    public double? WeightedMean { get; init; }
    /// <summary>Coverage of the hour; null where it is known from recordings only.</summary>
    public double? Coverage { get; init; }
    /// <summary>State of the hour.</summary>
    public string? State { get; init; }
}

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

/// <summary>A topic and from when on it was looked for.</summary>
/// <param name="Topic">Its name.</param>
/// <param name="Since">Start of the first hour read with its present definition, unix milliseconds.</param>
public sealed record TopicSince(string Topic, long Since);

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
