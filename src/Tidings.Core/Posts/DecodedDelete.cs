namespace Tidings.Posts;

/// <summary>A notice that a post is gone.</summary>
/// <param name="Platform">Where it was made.</param>
/// <param name="Id">Its identity, or the id by which its server names it.</param>
/// <param name="IsNativeId">True where <paramref name="Id"/> is only the server's own name for it (Mastodon).</param>
/// <param name="Version">The version of the delete on Bluesky; <see cref="long.MaxValue"/> where a delete is
/// final.</param>
/// <param name="At">When it was deleted, unix milliseconds; null where the notice does not say.</param>
/// <param name="PostedAt">The post's own time as its id tells it; null where it does not.</param>
public readonly record struct DecodedDelete(
    Platform Platform, ReadOnlyMemory<byte> Id, bool IsNativeId, long Version, long? At, long? PostedAt);
