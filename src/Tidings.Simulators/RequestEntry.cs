namespace Tidings.Simulators;

/// <summary>One request that a simulator was sent.</summary>
/// <param name="At">When it came.</param>
/// <param name="Connection">Its number, from 1; for a stream the number that its faults name.</param>
/// <param name="Target">Path and query, as they came.</param>
/// <param name="Status">The answer; 101 for a stream, 0 where the connection was closed without one.</param>
public sealed record RequestEntry(DateTimeOffset At, int Connection, string Target, int Status);
