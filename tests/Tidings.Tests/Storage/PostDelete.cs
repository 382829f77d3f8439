using Tidings.Posts;

namespace Tidings.Tests.Storage;

/// <summary>A notice that a post is gone.</summary>
sealed record PostDelete : StoreEvent
{
    public Platform Platform { get; init; } = Platform.X;
    public string Id { get; init; } = "100";
    public bool IsNativeId { get; init; }
    public long Version { get; init; } = long.MaxValue;
    public long? At { get; init; }
    public long? PostedAt { get; init; }

    public override string ToString() => $"delete {Platform} {Id}{(Version == long.MaxValue ? "" : $" v{Version}")}";
}
