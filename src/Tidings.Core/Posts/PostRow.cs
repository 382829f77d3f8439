namespace Tidings.Posts;

/// <summary>One analysed version of a post, its texts in the batch's bytes.</summary>
public readonly record struct PostRow
{
    /// <summary>See <see cref="DecodedPost"/>.</summary>
    public Platform Platform { get; init; }

    /// <inheritdoc cref="DecodedPost.Id"/>
    public ByteRange Id { get; init; }

    /// <inheritdoc cref="DecodedPost.Version"/>
    public long Version { get; init; }

    /// <inheritdoc cref="DecodedPost.IsOriginal"/>
    public bool IsOriginal { get; init; }

    /// <inheritdoc cref="DecodedPost.PostedAt"/>
    public long PostedAt { get; init; }

    /// <summary>When it was received, unix milliseconds.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>The author's pseudonym.</summary>
    public long Author { get; init; }

    /// <inheritdoc cref="DecodedPost.AuthorName"/>
    public ByteRange AuthorName { get; init; }

    /// <inheritdoc cref="DecodedPost.Followers"/>
    public long? Followers { get; init; }

    /// <inheritdoc cref="DecodedPost.AuthorSince"/>
    public long? AuthorSince { get; init; }

    /// <inheritdoc cref="DecodedPost.Verified"/>
    public bool? Verified { get; init; }

    /// <inheritdoc cref="DecodedPost.Location"/>
    public ByteRange Location { get; init; }

    /// <inheritdoc cref="DecodedPost.Languages"/>
    public ByteRange Languages { get; init; }

    /// <summary>The local guess where the platform names no language.</summary>
    public ByteRange LanguageGuess { get; init; }

    /// <inheritdoc cref="DecodedPost.IsRepost"/>
    public bool IsRepost { get; init; }

    /// <inheritdoc cref="DecodedPost.Text"/>
    public ByteRange Text { get; init; }

    /// <summary>False for a version that is recorded only to supersede an earlier one.</summary>
    public bool IsRelevant { get; init; }

    /// <summary>True where the text contains a word of the blacklist.</summary>
    public bool IsBlacklisted { get; init; }

    /// <summary>True where the text contains an entry of the happy list.</summary>
    public bool IsHappy { get; init; }

    /// <summary>Equal for copies of one text; 0 where nothing is left to compare.</summary>
    public long TextKey { get; init; }

    /// <summary>Sentiment in whole ten-thousandths, -10,000 to 10,000.</summary>
    public int Compound { get; init; }

    /// <summary>Its first hashtag in the batch, and how many follow.</summary>
    public ListRange Hashtags { get; init; }

    /// <summary>Its first topic in the batch, and how many follow.</summary>
    public ListRange Topics { get; init; }

    /// <summary>Its first other id in the batch, and how many follow.</summary>
    public ListRange NativeIds { get; init; }
}
