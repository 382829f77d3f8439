namespace Tidings.Cli.Jobs;

/// <summary>How far a replay is.</summary>
/// <param name="Bytes">Read so far, as they lie there.</param>
/// <param name="Total">To be read; null where unknown.</param>
/// <param name="Posts">Decoded so far.</param>
readonly record struct ReplayProgress(long Bytes, long? Total, long Posts);
