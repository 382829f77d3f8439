using Tidings.Queue;

namespace Tidings.Sources.Live;

/// <summary>
/// What a live source may have missed and has not made good yet. Outages come one behind the other; only the last may
/// still go on. Once the source has delivered all that it still had, all of them are settled together. Serves one
/// thread.
/// </summary>
public sealed class OutageLog
{
    /// <summary>Outages that are kept apart; beyond, the two oldest count as one.</summary>
    public const int Capacity = 16;

    readonly List<Outage> _outages = [];

    /// <summary>An empty one, or what an earlier run left unsettled, oldest first.</summary>
    public OutageLog(IEnumerable<Outage>? unsettled = null)
    {
        foreach (var outage in unsettled ?? [])
            Add(outage);
    }

    /// <summary>Those that are not settled, oldest first.</summary>
    public IReadOnlyList<Outage> Unsettled => _outages;

    /// <summary>True while the source is not connected.</summary>
    public bool IsGoingOn => _outages.Count > 0 && _outages[^1].To is null;

    /// <summary>Begins an outage; without effect while one goes on.</summary>
    /// <param name="from">When the source was heard last, unix milliseconds; never before the end of the last
    /// outage.</param>
    /// <param name="reason">One of <see cref="GapReason"/>.</param>
    public void Begin(long from, string reason)
    {
        if (!IsGoingOn)
            Add(new(from, null, reason));
    }

    /// <summary>The source is connected again; without effect where no outage goes on.</summary>
    public void End(long to)
    {
        if (IsGoingOn)
            _outages[^1] = _outages[^1] with { To = Math.Max(to, _outages[^1].From + 1) };
    }

    /// <summary>Counts a record that came after all.</summary>
    /// <param name="postedAt">When the source sent it first, unix milliseconds.</param>
    public void Count(long postedAt)
    {
        for (var i = _outages.Count - 1; i >= 0; i--)
            if (postedAt >= _outages[i].From)
            {
                if (!(postedAt >= _outages[i].To))
                    _outages[i] = _outages[i] with { Posts = _outages[i].Posts + 1 };
                return;
            }
    }

    /// <summary>Settles all that have ended: the source has delivered everything that it still had.</summary>
    /// <param name="recoveredFrom">
    /// What the source had begins here, unix milliseconds; <see cref="long.MinValue"/> where nothing is missing,
    /// <see cref="long.MaxValue"/> where nothing came.
    /// </param>
    public IReadOnlyList<GapNotice> Settle(long recoveredFrom)
    {
        var settled = new List<GapNotice>();
        foreach (var outage in _outages)
            if (outage.To is { } to)
                settled.Add(new(outage.From, to, outage.Reason, new(recoveredFrom, outage.Posts)));
        _outages.RemoveAll(outage => outage.To is not null);
        return settled;
    }

    /// <summary>
    /// Settles what lies before an instant: the source has delivered up to there, and was lost again. An outage in which
    /// the instant lies goes on from it.
    /// </summary>
    /// <param name="until">Unix milliseconds.</param>
    /// <param name="recoveredFrom">As for <see cref="Settle"/>.</param>
    public IReadOnlyList<GapNotice> SettleBefore(long until, long recoveredFrom)
    {
        var settled = new List<GapNotice>();
        while (_outages is [{ To: { } to } first, ..] && first.From < until)
        {
            settled.Add(new(first.From, Math.Min(to, until), first.Reason, new(recoveredFrom, first.Posts)));
            if (to > until)
            {
                _outages[0] = first with { From = until, Posts = 0 };
                break;
            }
            _outages.RemoveAt(0);
        }
        return settled;
    }

    void Add(Outage outage)
    {
        // a clock that was set back must not let outages overlap
        var earliest = _outages.Count > 0 ? _outages[^1].To ?? outage.From : outage.From;
        outage = outage with { From = Math.Max(outage.From, earliest) };
        if (outage.To is { } to)
            outage = outage with { To = Math.Max(to, outage.From + 1) };
        _outages.Add(outage);
        if (_outages.Count <= Capacity)
            return;
        var (first, second) = (_outages[0], _outages[1]);
        _outages[0] = first with { To = second.To, Posts = first.Posts + second.Posts };
        _outages.RemoveAt(1);
    }
}
