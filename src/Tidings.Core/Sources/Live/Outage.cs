namespace Tidings.Sources.Live;

/// <summary>A stretch in which a live source was not heard.</summary>
/// <param name="From">When it was heard last, unix milliseconds.</param>
/// <param name="To">When it was connected again, unix milliseconds; null while it is not.</param>
/// <param name="Reason">One of <see cref="Queue.GapReason"/>.</param>
/// <param name="Posts">Records of that time that came after all.</param>
public readonly record struct Outage(long From, long? To, string Reason, long Posts = 0);
