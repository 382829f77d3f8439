using System.Text;
using Tidings.Queue;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    /// <summary>
    /// A stretch touches this many hours at most, its latest: a clock that stood in another century must not fill the
    /// tables.
    /// </summary>
    const int MaxHoursOfAStretch = 400 * 24;

    static readonly byte[] NotStored = Encoding.UTF8.GetBytes(GapReason.NotStored);

    /// <summary>Lengthens a stretch of listening; a clock that went back never shortens it.</summary>
    void WriteListening(byte[] source, long from, long to)
    {
        if (to < from || Listened(source, from) is var known && known >= to)
            return;
        _notices.UpsertListening.Text(1, source).Integer(2, from).Integer(3, to).Run();
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

    long? Listened(byte[] source, long from)
    {
        _notices.SelectListening.Text(1, source).Integer(2, from);
        long? until = _notices.SelectListening.Step() ? _notices.SelectListening.GetInteger(0) : null;
        _notices.SelectListening.Reset();
        return until;
    }

    bool IsClosed(HourUtc hour)
    {
        _notices.SelectClosed.Integer(1, hour.UnixMilliseconds);
        var isClosed = _notices.SelectClosed.Step();
        _notices.SelectClosed.Reset();
        return isClosed;
    }

    /// <summary>
    /// Writes a gap; of two that begin at one instant the longer one stands. One of a batch that is not stored gives
    /// way to any other and goes on behind it, because it is filled some day and the other may not be.
    /// </summary>
    void WriteGap(byte[] source, long from, long to, ReadOnlySpan<byte> reason)
    {
        if (to <= from)
            return;
        var select = _notices.SelectGap.Text(1, source).Integer(2, from);
        var isKnown = select.Step();
        var knownTo = isKnown ? select.GetInteger(0) : long.MinValue;
        var isFilled = isKnown && !select.IsNull(2);
        var isPassing = reason.SequenceEqual(NotStored);
        var isKnownPassing = isKnown && select.GetText(1).SequenceEqual(NotStored);
        select.Reset();
        if (isKnown && isPassing && !isKnownPassing)
        {
            WriteGap(source, knownTo, to, NotStored);
            return;
        }
        var givesWay = isKnownPassing && !isPassing;
        if (to <= knownTo && !givesWay)
            return;
        _notices.UpsertGap.Text(1, source).Integer(2, from).Integer(3, to).Text(4, reason).Run();
        TouchHours(from, to);
        if (givesWay && !isFilled)
            WriteGap(source, to, knownTo, NotStored);
    }

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
            _notices.InsertHour.Integer(1, start).Run();
            Touch(start);
        }
    }
}
