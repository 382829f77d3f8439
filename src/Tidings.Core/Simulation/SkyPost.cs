namespace Tidings.Simulation;

/// <summary>A made-up post on Bluesky.</summary>
/// <param name="Key">Its record key, a TID.</param>
/// <param name="Cid">The made-up hash of this version.</param>
/// <param name="CreatedAt">What the client says, Unix milliseconds.</param>
/// <param name="CommittedAt">When the server committed this version, Unix microseconds.</param>
/// <param name="Author">Whose.</param>
/// <param name="Draft">Its text; null where only the reference is kept.</param>
/// <param name="Relation"><c>quote</c>, <c>reply</c>, or null.</param>
/// <param name="Original">The post that it refers to.</param>
sealed record SkyPost(string Key, string Cid, long CreatedAt, long CommittedAt, Author Author, Draft? Draft, string? Relation, SkyPost? Original)
{
    /// <summary>Its AT address.</summary>
    public string Uri => $"at://{Author.Did}/app.bsky.feed.post/{Key}";
}
