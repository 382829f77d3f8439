namespace Tidings.Tests.Durability;

/// <summary>One version of a post, as a line tells it.</summary>
/// <param name="Platform">The platform's name.</param>
/// <param name="Id">The post's identity there.</param>
/// <param name="Version">Orders the versions of one post.</param>
/// <param name="IsOriginal">False for an edit.</param>
/// <param name="PostedAt">Unix milliseconds.</param>
/// <param name="OtherIds">Ids by which a delete may name it too.</param>
/// <param name="Author">The platform's id of its author; empty where unknown.</param>
/// <param name="Followers">Of the author; null where unknown.</param>
/// <param name="AuthorSince">Unix milliseconds; null where unknown.</param>
/// <param name="Languages">Primary subtags; none where unknown.</param>
/// <param name="IsRepost">True for a retweet or boost.</param>
/// <param name="Text">The full text, plain.</param>
/// <param name="Tags">Bluesky's tags beside the text.</param>
sealed record OraclePost(
    string Platform, string Id, long Version, bool IsOriginal, long PostedAt, IReadOnlyList<string> OtherIds,
    string Author, long? Followers, long? AuthorSince, IReadOnlyList<string> Languages, bool IsRepost, string Text,
    IReadOnlyList<string> Tags)
{
    /// <summary>The start of its hour, unix milliseconds.</summary>
    public long Hour => PostedAt - PostedAt % 3_600_000;
}

/// <summary>A delete. The version matters on Bluesky only.</summary>
sealed record OracleDelete(string Platform, string Id, long Version);

/// <summary>What became of a Bluesky account: <c>active</c>, <c>hidden</c>, <c>deleted</c>.</summary>
sealed record OracleAccount(string Did, string State, long At);
