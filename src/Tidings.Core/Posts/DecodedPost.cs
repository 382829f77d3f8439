namespace Tidings.Posts;

/// <summary>
/// One version of one post as a decoder read it. The decoder owns and reuses it: its texts are valid until the next
/// record is decoded.
/// </summary>
public sealed class DecodedPost
{
    /// <summary>Where it was made.</summary>
    public Platform Platform { get; set; }

    /// <summary>
    /// Identity on the platform: X the first id of the edit chain, Bluesky <c>did/rkey</c>, Mastodon the <c>uri</c>.
    /// </summary>
    public ReadOnlyMemory<byte> Id { get; set; }

    /// <summary>
    /// Orders the versions of one post; the highest wins. X the own id, Bluesky the rev, Mastodon the time of the edit
    /// in unix milliseconds.
    /// </summary>
    public long Version { get; set; }

    /// <summary>True for the version that made the post, false for an edit.</summary>
    public bool IsOriginal { get; set; }

    /// <summary>Event time in unix milliseconds: a function of the post, never of its delivery.</summary>
    public long PostedAt { get; set; }

    /// <summary>The author's id on the platform; empty where unknown.</summary>
    public ReadOnlyMemory<byte> AuthorId { get; set; }

    /// <summary>The author's handle; empty where unknown.</summary>
    public ReadOnlyMemory<byte> AuthorName { get; set; }

    /// <summary>Followers of the author; null where unknown.</summary>
    public long? Followers { get; set; }

    /// <summary>When the author's account was made, in unix milliseconds; null where unknown.</summary>
    public long? AuthorSince { get; set; }

    /// <summary>Whether the platform verified the author; null where unknown.</summary>
    public bool? Verified { get; set; }

    /// <summary>The author's own words about where they are; empty where unknown.</summary>
    public ReadOnlyMemory<byte> Location { get; set; }

    /// <summary>
    /// The platform's languages as lower-case primary subtags with commas between; empty where unknown.
    /// </summary>
    public ReadOnlyMemory<byte> Languages { get; set; }

    /// <summary>True for a retweet or boost; the text is then the original's.</summary>
    public bool IsRepost { get; set; }

    /// <summary>The full text, decoded, valid UTF-8 without NUL.</summary>
    public ReadOnlyMemory<byte> Text { get; set; }

    /// <summary>The id by which a delete may name it on its server; empty where that is <see cref="Id"/>.</summary>
    public List<ReadOnlyMemory<byte>> NativeIds { get; } = [];

    /// <summary>
    /// Hashtags without sign that the platform states beside the text (Bluesky facets and <c>tags</c>); a cashtag keeps
    /// its <c>$</c>.
    /// </summary>
    public List<ReadOnlyMemory<byte>> Tags { get; } = [];

    /// <summary>The keyword under which the seed project stored the post; empty elsewhere.</summary>
    public ReadOnlyMemory<byte> Keyword { get; set; }

    /// <summary>Forgets everything of the record before.</summary>
    public void Clear()
    {
        Platform = default;
        Id = AuthorId = AuthorName = Location = Languages = Text = Keyword = default;
        Version = PostedAt = 0;
        IsOriginal = true;
        IsRepost = false;
        Followers = AuthorSince = null;
        Verified = null;
        NativeIds.Clear();
        Tags.Clear();
    }
}
