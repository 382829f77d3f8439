using Tidings.Posts;

namespace Tidings.Tests.Support;

/// <summary>A delete notice as values that stay.</summary>
sealed record FoundDelete(Platform Platform, string Id, bool IsNativeId, long Version, long? At, long? PostedAt);
