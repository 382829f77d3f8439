namespace Tidings.Storage.Queries;

/// <summary>A decision of a strategy about an hour. Times are unix milliseconds.</summary>
public sealed record StoredSignal(
    string Strategy, string Symbol, long Hour, string Topic, string Decision, string? Reason, double? Strength,
    string Inputs, long DecidedAt);
