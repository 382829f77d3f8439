using Tidings.Queue;

namespace Tidings.Storage.Writing;

public abstract partial class PostWriter
{
    /// <summary>
    /// A stretch touches this many hours at most, its latest: a clock that stood in another century must not fill the
    /// tables.
    /// </summary>
    const int MaxHoursOfAStretch = 400 * 24;

    /// <summary>A gap as it is stored.</summary>
    private protected readonly record struct KnownGap(long To, string Reason, bool IsFilled, bool IsSettled);

    /// <summary>Lengthens a stretch of listening; a clock that went back never shortens it.</summary>
    void WriteListening(string source, long from, long to)
    {
        if (to < from || ReadListened(source, from) is var known && known >= to)
            return;
        UpsertListening(source, from, to);
        if (known is not { } until || until <= from)
        {
            TouchHours(from, to);
            return;
        }
        // The hour that it had reached knows of it; only where it is closed already its coverage changes.
        var reached = HourUtc.OfUnixMilliseconds(until - 1);
        if (until < reached.Next.UnixMilliseconds && IsClosed(reached))
            Touch(reached.UnixMilliseconds);
        TouchHours(reached.Next.UnixMilliseconds, to);
    }

    /// <summary>
    /// Writes a gap; of two that begin at one instant the longer one stands. One of a batch that is not stored gives
    /// way to any other and goes on behind it, because it is filled some day and the other may not be.
    /// </summary>
    void WriteGap(string source, long from, long to, string reason)
    {
        if (to <= from)
            return;
        var known = ReadGap(source, from);
        var isPassing = reason == GapReason.NotStored;
        var isKnownPassing = known?.Reason == GapReason.NotStored;
        if (known is { } taken && isPassing && !isKnownPassing)
        {
            WriteGap(source, taken.To, to, GapReason.NotStored);
            return;
        }
        var givesWay = isKnownPassing && !isPassing;
        if (known is { IsSettled: true } settled && !(IsLoss(reason) && (settled.IsFilled || to > settled.To)))
            return; // whatever was said before it was settled
        if (to <= known?.To && !givesWay && known is not { IsSettled: true, IsFilled: true })
            return;
        if (known is { IsFilled: false, Reason: var lost } && IsLoss(lost) && !IsLoss(reason))
            reason = lost; // what becomes of an outage must not fill it
        UpsertGap(source, from, to, reason);
        // one that goes on grows all the time: the hours behind it know of it
        TouchHours(known is { IsFilled: false, To: var reached } && reached < to ? Math.Max(from, reached - 1) : from, to);
        if (givesWay && known is { IsFilled: false, To: var knownTo })
            WriteGap(source, to, knownTo, GapReason.NotStored);
    }

    /// <summary>
    /// Writes what became of a gap. What was received of it counts as listened to; what was not stays a gap, because the
    /// server began later. A gap that begins at the same instant for a reason of its own stands where it is longer.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="gap">The gap.</param>
    /// <param name="settled">What became of it.</param>
    /// <param name="isRest">Its beginning is settled already.</param>
    void WriteSettled(string source, in GapNotice gap, GapSettlement settled, bool isRest = false)
    {
        var (from, to, reason) = (gap.From, gap.To, gap.Reason);
        if (to <= from)
            return;
        var recovered = Math.Clamp(settled.RecoveredFrom, from, to);
        if (recovered < to)
            WriteListening(source, recovered, to);
        var isFilled = recovered == from;
        if (!isFilled)
            (to, reason) = (recovered, GapReason.Clamp);
        else if (reason == GapReason.Stopped)
            return; // nobody had said that it was missing
        var known = ReadGap(source, from);
        if (known is { IsSettled: true, To: var end })
        {
            // only a beginning may have come when it was settled first, and dying then settles all of it once more
            var heard = Math.Max(end, ReadListened(source, end) ?? end);
            if (heard < gap.To)
                WriteSettled(source, gap with { From = heard }, settled, isRest: true);
            return;
        }
        if (isRest && isFilled && known is null)
            return; // nobody had said that it was missing
        // while it went on it may have reached further
        TouchHours(from, Math.Max(gap.To, known?.To ?? gap.To));
        if (known is { IsFilled: false } other && IsLoss(other.Reason))
        {
            if (!isFilled && to > other.To)
                UpsertGap(source, from, to, other.Reason);
            return;
        }
        UpsertSettledGap(source, from, to, reason, isFilled ? Now : null, settled.Posts);
        if (known is { Reason: GapReason.NotStored, IsFilled: false, To: var knownTo })
            WriteGap(source, to, knownTo, GapReason.NotStored);
    }

    /// <summary>What was received and then lost comes back from nowhere.</summary>
    static bool IsLoss(string reason) => reason is GapReason.Overflow or GapReason.Damage or GapReason.LimitNotice;

    /// <summary>
    /// Sees to it that the hours of a stretch are in the table, open where they are new, and marks them. Sealed ones
    /// stand.
    /// </summary>
    void TouchHours(long from, long to)
    {
        if (to <= from)
            return;
        var last = HourUtc.OfUnixMilliseconds(to - 1).HoursSinceEpoch;
        var first = Math.Max(HourUtc.OfUnixMilliseconds(from).HoursSinceEpoch, last - MaxHoursOfAStretch + 1);
        for (var hour = first; hour <= last; hour++)
        {
            var start = new HourUtc(hour).UnixMilliseconds;
            InsertOpenHour(start);
            Touch(start);
        }
    }

    /// <summary>The end of a stretch of listening; null where none begins there.</summary>
    private protected abstract long? ReadListened(string source, long from);

    private protected abstract void UpsertListening(string source, long from, long to);

    private protected abstract KnownGap? ReadGap(string source, long from);

    /// <summary>Writes a gap, not filled, over one that begins at the same instant.</summary>
    private protected abstract void UpsertGap(string source, long from, long to, string reason);

    /// <summary>Writes a settled gap over one that begins at the same instant.</summary>
    private protected abstract void UpsertSettledGap(
        string source, long from, long to, string reason, long? filledAt, long posts);

    private protected abstract bool IsClosed(HourUtc hour);

    /// <summary>Inserts an open hour where there is none.</summary>
    private protected abstract void InsertOpenHour(long hour);
}
