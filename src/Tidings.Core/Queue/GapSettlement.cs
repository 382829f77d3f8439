namespace Tidings.Queue;

/// <summary>What a source delivered of a stretch that it seemed to have missed.</summary>
/// <param name="RecoveredFrom">
/// Unix milliseconds: what it posted from here to the end of the stretch has been received. At or before the beginning
/// the stretch is filled; at or behind the end all of it is missing.
/// </param>
/// <param name="Posts">Records of that time that were received, at least 0.</param>
public readonly record struct GapSettlement(long RecoveredFrom, long Posts);
