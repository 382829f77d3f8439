using System.Text;
using Tidings.Posts;

namespace Tidings.Tests.Support;

/// <summary>A decoded post as values that stay: strings are kept because the decoder reuses its buffers.</summary>
sealed record FoundPost
{
    public Platform Platform { get; init; }
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public bool IsOriginal { get; init; }
    public long PostedAt { get; init; }
    public string AuthorId { get; init; } = "";
    public string AuthorName { get; init; } = "";
    public long? Followers { get; init; }
    public long? AuthorSince { get; init; }
    public bool? Verified { get; init; }
    public string Location { get; init; } = "";
    public string Languages { get; init; } = "";
    public bool IsRepost { get; init; }
    public string Text { get; init; } = "";
    public string Keyword { get; init; } = "";

    /// <summary>With <c>|</c> between, so that two findings are equal where their values are.</summary>
    public string NativeIds { get; init; } = "";

    /// <summary>With <c>|</c> between.</summary>
    public string Tags { get; init; } = "";

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(PostedAt);

    public static FoundPost Of(DecodedPost post) => new()
    {
        Platform = post.Platform,
        Id = Of(post.Id),
        Version = post.Version,
        IsOriginal = post.IsOriginal,
        PostedAt = post.PostedAt,
        AuthorId = Of(post.AuthorId),
        AuthorName = Of(post.AuthorName),
        Followers = post.Followers,
        AuthorSince = post.AuthorSince,
        Verified = post.Verified,
        Location = Of(post.Location),
        Languages = Of(post.Languages),
        IsRepost = post.IsRepost,
        Text = Of(post.Text),
        Keyword = Of(post.Keyword),
        NativeIds = string.Join('|', post.NativeIds.Select(Of)),
        Tags = string.Join('|', post.Tags.Select(Of)),
    };

    static string Of(ReadOnlyMemory<byte> text) => Encoding.UTF8.GetString(text.Span);
}
