namespace Tidings.Queue;

/// <summary>
/// A stretch of time in which a source may have posted what was not received or not kept; or, once it is settled, what
/// became of it.
/// </summary>
/// <param name="From">Unix milliseconds.</param>
/// <param name="To">Unix milliseconds, behind <paramref name="From"/>.</param>
/// <param name="Reason">One of <see cref="GapReason"/>.</param>
/// <param name="Settled">
/// What came after all, where the source has delivered all that it still had; null while that is not known. A settled
/// stretch stands: what was said of it before counts no more, whichever arrives first.
/// </param>
public readonly record struct GapNotice(long From, long To, string Reason, GapSettlement? Settled = null);
