namespace Tidings.Storage.Queries;

/// <summary>A stretch in which a source was not heard. Times are unix milliseconds.</summary>
public sealed record StoredGap(string Source, long FromAt, long ToAt, string Reason, long? FilledAt, long? FilledPosts);
