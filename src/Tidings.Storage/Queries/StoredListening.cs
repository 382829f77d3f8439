namespace Tidings.Storage.Queries;

/// <summary>A stretch in which a source was listened to. Times are unix milliseconds.</summary>
public sealed record StoredListening(string Source, long FromAt, long ToAt);
