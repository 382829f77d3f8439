namespace Tidings.Posts;

/// <summary>A delete in a batch; see <see cref="DecodedDelete"/>.</summary>
public readonly record struct DeleteRow(
    Platform Platform, ByteRange Id, bool IsNativeId, long Version, long? At, long? PostedAt);
