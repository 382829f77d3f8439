using Tidings.Posts;

namespace Tidings.Tests.Storage;

/// <summary>
/// One version of a post. Its defaults pass the default filters and count as one neutral opinion of one author.
/// </summary>
sealed record PostVersion : StoreEvent
{
    public Platform Platform { get; init; } = Platform.X;
    public string Id { get; init; } = "100";
    public long Version { get; init; } = 100;
    public bool IsOriginal { get; init; } = true;
    public long PostedAt { get; init; } = Some.Hour;
    public long ReceivedAt { get; init; } = Some.Hour + 1_000;
    public string Author { get; init; } = "ann";
    public long? Followers { get; init; } = 1_000;
    public long? AuthorSince { get; init; } = Some.Hour - 1_000 * Some.Day;
    public bool? Verified { get; init; }
    public string Location { get; init; } = "";
    public string Languages { get; init; } = "en";
    public bool IsRepost { get; init; }
    public string Text { get; init; } = "made up";
    public bool IsBlacklisted { get; init; }
    public bool IsHappy { get; init; }
    public long TextKey { get; init; }
    public int Compound { get; init; }

    /// <summary>As written; the key is the lower-case form.</summary>
    public IReadOnlyList<string> Hashtags { get; init; } = [];

    /// <summary>Indexes into <see cref="Some.Topics"/>.</summary>
    public IReadOnlyList<int> Topics { get; init; } = [];

    public IReadOnlyList<string> NativeIds { get; init; } = [];

    /// <summary>With <c>keep: all</c> every version is relevant.</summary>
    public bool IsKeptAnyway { get; init; }

    public bool IsRelevant => IsKeptAnyway || Hashtags.Count > 0 || Topics.Count > 0;

    public override string ToString() =>
        $"post {Platform} {Id} v{Version}{(IsOriginal ? "" : " edit")} at +{(PostedAt - Some.Hour) / 60_000.0:0.#} "
            + $"min by {Author}"
        + $"{(IsRepost ? " repost" : "")}{(IsHappy ? " happy" : "")} #{string.Join('#', Hashtags)} topics "
        + $"{string.Join(',', Topics)} natives {string.Join(',', NativeIds)}";
}
