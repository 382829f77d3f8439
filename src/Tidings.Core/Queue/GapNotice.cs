namespace Tidings.Queue;

/// <summary>A stretch of time in which a source may have posted what was not received or not kept.</summary>
/// <param name="From">Unix milliseconds.</param>
/// <param name="To">Unix milliseconds, behind <paramref name="From"/>.</param>
/// <param name="Reason">One of <see cref="GapReason"/>.</param>
public readonly record struct GapNotice(long From, long To, string Reason);
