using Tidings.Queue;

namespace Tidings.Sources.Live;

/// <summary>
/// Follows a Jetstream through its connections: where it is resumed, what it was not heard of, and when that has been
/// made good. Pure: whoever reads the stream tells it what happened and when. Serves one thread.
/// </summary>
/// <remarks>
/// After a connection was made with a cursor, all that came before the connection has been delivered once (1) an event
/// is as young as the connection, or (2) the stream is quiet although it is heard, or (3) it is a recording that is being
/// served, whose times say nothing: then its first event settles. What the server no longer had is a clamp: its first
/// event is later than the last one that was taken before. Where in doubt, more counts as missing rather than less.
/// </remarks>
public sealed class CatchUp
{
    /// <summary>How far back the same server is resumed: 5 s, as its documentation advises.</summary>
    public static readonly TimeSpan SameHostRewind = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How far back another server is resumed: 15 s, since each stamps the events by its own clock. Own
    /// choice.
    /// </summary>
    public static readonly TimeSpan OtherHostRewind = TimeSpan.FromSeconds(15);

    /// <summary>How much later another server may stamp the same event: 2 s.</summary>
    public static readonly TimeSpan OtherHostSlack = TimeSpan.FromSeconds(2);

    /// <summary>A stream without events for so long has nothing more to deliver: 2 s.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A server that sends nothing at all for so long does not even have the event any more at which it was resumed:
    /// 10 s.
    /// </summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A server that answers and has no events where many are usual has come to a halt after so long: 30 s. Its own
    /// source may be gone without its knowing.
    /// </summary>
    public static readonly TimeSpan Halt = TimeSpan.FromSeconds(30);

    /// <summary>A stream may stall so long before it is noticed: 30 s.</summary>
    public static readonly TimeSpan UnnoticedStall = TimeSpan.FromSeconds(30);

    /// <summary>An event that is received this late means that the server is behind: 5 s.</summary>
    const long LateMilliseconds = 5000;

    /// <summary>Events that are older when they come are of the midst of a replay: 1 min, own choice.</summary>
    const long LongReplayMilliseconds = 60_000;

    /// <summary>Outages go on where the last one began; only a clock that is set back goes back so far: 10 min.</summary>
    const long ClockBackMilliseconds = 600_000;

    /// <summary>A server whose times fall this far has set its clock back: 5 s.</summary>
    const long SetBackMicroseconds = 5_000_000;

    readonly CatchUpLimits _limits;
    readonly OutageLog _log;
    readonly ServerClock _clock;
    readonly EventRate _rate;
    long? _place;
    long _lag;
    Phase _phase;
    long _cursor;
    bool _isSameHost;
    bool _hasFirst;
    long? _assumed;
    long _connectedAt;
    long _recoveredFrom = long.MinValue;
    long _settledFrom;

    /// <summary>Begins where an earlier run ended.</summary>
    /// <param name="cursor">Where that was; null where it left none.</param>
    /// <param name="missed">Since when nobody listened, up to now; null where nobody ever did.</param>
    /// <param name="limits">The times that it goes by; null for the usual ones.</param>
    public CatchUp(JetstreamCursor? cursor, GapNotice? missed, CatchUpLimits? limits = null)
    {
        _limits = limits ?? new();
        _rate = new(_limits.Learns, cursor?.Rate ?? 0);
        _place = cursor is { TimeMicroseconds: > 0 } ? cursor.TimeMicroseconds : null;
        (_lag, _settledFrom) = (cursor?.Lag ?? 0, cursor?.SettledFrom ?? 0);
        _clock = new(_place is null ? null : cursor?.Offset);
        var outages = cursor?.Outages ?? [];
        if (missed is { } stretch && outages is [.., { To: null } told] && told.From >= stretch.From)
        {
            // it is told of already, and may be a gap by now
            outages = [.. outages.SkipLast(1)];
            missed = stretch with { Reason = told.Reason == GapReason.Stopped ? stretch.Reason : told.Reason };
        }
        _log = new(outages.Select(outage => outage.To is null ? outage with { To = missed?.From } : outage));
        if (missed is not null)
            Begin(missed.Value);
    }

    enum Phase : byte
    {
        Away,
        Replaying,
        Live,
    }

    /// <summary>
    /// The time up to which events were taken, unix microseconds of the server; null before the first.
    /// </summary>
    public long? Place => _place;

    /// <summary>What is not settled, oldest first.</summary>
    public IReadOnlyList<Outage> Unsettled => _log.Unsettled;

    /// <summary>Our clock less the server's, milliseconds.</summary>
    public long Offset => _clock.Offset;

    /// <summary>True while the stream is heard and nothing is to be made good.</summary>
    public bool IsCaughtUp => _phase == Phase.Live;

    /// <summary>How long after its time the last event was received, milliseconds.</summary>
    public long Lag => _lag;

    /// <summary>The latest beginning of an outage that is settled, unix milliseconds; 0 before the first.</summary>
    public long SettledFrom => _settledFrom;

    /// <summary>See <see cref="EventRate.PerSecond"/>.</summary>
    public double Rate => _rate.PerSecond;

    /// <summary>
    /// What a server is asked for, unix microseconds; null for what is new. Before the first event that is what was
    /// missed by our own clock.
    /// </summary>
    public long? CursorFor(bool isSameHost) => _place is { } place
        ? Before(place, isSameHost ? _limits.SameHostRewind : _limits.OtherHostRewind)
        : _log.Unsettled is [var first, ..] ? Before(first.From * 1000, _limits.OtherHostRewind) : null;

    /// <summary>From when on something may be missing of a run that did not end as it should.</summary>
    /// <param name="cursor">Where that run was.</param>
    /// <param name="heardUntil">When it gave its last sign of life, unix milliseconds.</param>
    public static long MissingSince(JetstreamCursor cursor, long heardUntil)
    {
        // an outage that was not settled just goes on, and nothing behind it is proven
        if (cursor.Outages is [.., var last])
            return Math.Min(heardUntil, last.To ?? last.From);
        var source = new CatchUp(cursor, null);
        return source.BehindSettled(Math.Min(heardUntil, source.HeardUntil(heardUntil)));
    }

    /// <summary>The cursor of a run that is over, with what is missed since.</summary>
    /// <param name="cursor">Where that run was; null where it left none.</param>
    /// <param name="missed">Since when nobody listens.</param>
    public static JetstreamCursor CursorWith(JetstreamCursor? cursor, GapNotice missed) =>
        (cursor ?? new(0, "", 0, [])) with { Outages = [.. new CatchUp(cursor, missed).Unsettled] };

    /// <summary>
    /// The connection was lost. Where it was making something good, what it had come to stays so; to be asked before
    /// <see cref="Lost"/>. Empty where nothing is known.
    /// </summary>
    public IReadOnlyList<GapNotice> SettleReceived()
    {
        if (_phase != Phase.Replaying || !_hasFirst || _clock.IsForeign || _assumed is not null || _place is not { } place)
            return [];
        var settled = _log.SettleBefore(Math.Min(_clock.Corrected(place), place / 1000 + _clock.Offset), _recoveredFrom);
        if (settled.Count > 0)
            _recoveredFrom = long.MinValue;
        return Note(settled);
    }

    /// <summary>The source is not heard, or could not be reached.</summary>
    /// <param name="heardAt">When it was heard last, unix milliseconds.</param>
    /// <param name="reason">One of <see cref="GapReason"/>.</param>
    /// <returns>From when on something may be missing; null where that has been said.</returns>
    public long? Lost(long heardAt, string reason)
    {
        if (_log.IsGoingOn)
        {
            if (_log.Unsettled[^1].Reason != GapReason.Stopped)
                return null;
            _log.End(heardAt); // up to the start nobody was to listen
        }
        _log.Begin(BehindSettled(MissingFrom(heardAt)), reason);
        _phase = Phase.Away;
        _rate.Pause();
        return _log.Unsettled[^1].From;
    }

    /// <summary>
    /// A connection was made; false where it was made without a cursor, so that nothing that was missed can come.
    /// </summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="cursor">What was asked for, see <see cref="CursorFor"/>.</param>
    /// <param name="isSameHost">Whether it is the server of the last event.</param>
    public bool Connected(long now, long? cursor, bool isSameHost)
    {
        _log.End(now);
        if (cursor is not { } asked)
        {
            Note(_log.Settle(now));
            _phase = Phase.Live;
            return false;
        }
        (_phase, _cursor, _isSameHost, _connectedAt, _hasFirst) = (Phase.Replaying, asked, isSameHost, now, false);
        if (_place is null)
        {
            _assumed = asked;
            _clock.Assume();
        }
        return true;
    }

    /// <summary>An event came.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="time">Its time, unix microseconds of the server.</param>
    /// <param name="isNew">False where it had come before.</param>
    /// <returns>What became of that which was missed, where that is known now; else null.</returns>
    public IReadOnlyList<GapNotice>? Event(long now, long time, bool isNew)
    {
        if (_phase == Phase.Replaying)
            return Replayed(now, time, isNew);
        if (time < _place - SetBackMicroseconds)
        {
            _place = time;
            _clock.Reset();
        }
        _place = Math.Max(time, _place ?? time);
        _clock.Learn(now, time);
        _rate.Count(now);
        _lag = Math.Max(0, now - _clock.Corrected(time));
        return null;
    }

    /// <summary>
    /// Whether a server that is heard and sends no events has come to a halt: what it has missed since is not known.
    /// </summary>
    /// <param name="silent">For how long.</param>
    public bool IsHalted(TimeSpan silent) => silent >= _limits.Halt && !_clock.IsForeign && _rate.IsHalt(silent);

    /// <summary>The server is heard but sends no events.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="silent">For how long.</param>
    /// <returns>What became of that which was missed, where that is known now; else null.</returns>
    public IReadOnlyList<GapNotice>? Silent(long now, TimeSpan silent)
    {
        // in the midst of a long replay a server may pause: only at its end two quiet seconds say something
        var isNearTheEnd = _hasFirst && _lag < LongReplayMilliseconds;
        if (_phase != Phase.Replaying || silent < (isNearTheEnd ? _limits.Quiet : _limits.Silence))
            return null;
        if (_place is { } place && !_clock.IsForeign
            && _rate.IsHalt(TimeSpan.FromMilliseconds(Math.Max(0, now - _clock.Corrected(place)))))
            return null; // there must have been more: it has nothing because it has come to a halt itself
        if (!_hasFirst)
            Clamp(_connectedAt);
        var settled = Settle();
        _lag = 0; // it is not behind: there was nothing more
        return settled;
    }

    IReadOnlyList<GapNotice>? Replayed(long now, long time, bool isNew)
    {
        _clock.Bound(now, time);
        if (!_hasFirst)
        {
            _hasFirst = true;
            First(now, time);
        }
        _place = Math.Max(time, _place ?? time);
        var at = _clock.Corrected(time);
        _lag = Math.Max(0, now - at);
        if (isNew)
            _log.Count(at);
        // by either reckoning: a server whose clock is a little ahead must not settle what it has not sent yet
        return _clock.IsForeign || Math.Min(at, time / 1000 + _clock.Offset) >= _connectedAt ? Settle() : null;
    }

    void First(long now, long time)
    {
        if (time < _cursor)
        {
            // it was asked for what lies in its future: its clock was set back, and it goes on with what is new
            Clamp(_connectedAt);
            _place = time;
            _clock.Reset();
            _clock.Bound(now, time);
        }
        else if (_place is null)
        {
            // nothing tells whether it ever had more than begins here
            Clamp(MillisecondAfter(time));
        }
        else if (time > _place + (_isSameHost ? 0 : (long)OtherHostSlack.TotalMicroseconds))
        {
            Clamp(_clock.IsForeign ? _connectedAt : MillisecondAfter(time));
        }
    }

    /// <summary>
    /// The last run may have ended while the stream stalled and nobody had noticed yet: what lies behind its last event is
    /// not claimed as heard, unless it comes now. No gap was told for that, so it is told only if it did not come.
    /// </summary>
    void Begin(GapNotice missed)
    {
        var from = _log.Unsettled is [.., { To: { } to }]
            ? Math.Min(missed.From, to)
            : Math.Min(missed.From, BehindSettled(HeardUntil(missed.From)));
        if (from < missed.From)
            _log.Begin(from, GapReason.Stopped);
        if (missed.Reason == GapReason.Stopped && from < missed.From)
            return;
        _log.End(missed.From);
        _log.Begin(missed.From, missed.Reason);
    }

    static long Before(long time, TimeSpan rewind) =>
        Math.Max(JetstreamStampReader.MinTime, time - (long)rewind.TotalMicroseconds);

    /// <summary>Rounded up: what came before an event in its own millisecond may be missing, too.</summary>
    long MillisecondAfter(long time) => _clock.Corrected(time + 999);

    void Clamp(long recoveredFrom) => _recoveredFrom = Math.Max(_recoveredFrom, recoveredFrom);

    IReadOnlyList<GapNotice> Settle()
    {
        if (_assumed is { } asked)
        {
            // its clock may be as far behind ours as its last event was late: then it was asked for less
            Clamp(asked / 1000 + _lag);
            _assumed = null;
            if (!_clock.IsForeign)
                _clock.Reset();
        }
        var settled = _log.Settle(_recoveredFrom);
        (_phase, _recoveredFrom) = (Phase.Live, long.MinValue);
        return Note(settled);
    }

    IReadOnlyList<GapNotice> Note(IReadOnlyList<GapNotice> settled)
    {
        foreach (var gap in settled)
            _settledFrom = Math.Max(_settledFrom, gap.From);
        return settled;
    }

    /// <summary>
    /// Gaps are known by their beginnings: what is settled is not opened again. One far behind comes of a clock that stood
    /// ahead for a while, and must not push later outages into its future.
    /// </summary>
    long BehindSettled(long from) =>
        _settledFrom - from < ClockBackMilliseconds ? Math.Max(from, _settledFrom + 1) : from;

    /// <summary>
    /// What is posted is received a little later: the last moments before the end are on their way yet. A server that
    /// was behind had not even sent what lay further back.
    /// </summary>
    long MissingFrom(long heardAt)
    {
        if (_phase == Phase.Away)
            return heardAt;
        if (_place is not { } place || _clock.IsForeign)
            return _phase == Phase.Replaying ? Math.Min(heardAt, _connectedAt) : heardAt;
        return Math.Min(heardAt, _phase == Phase.Replaying ? _clock.Corrected(place) : HeardUntil(heardAt));
    }

    /// <summary>
    /// A server may live and send no events: what lies behind the last one is not claimed as heard, as far as a stall
    /// goes unnoticed; nor what one that was behind had not sent yet.
    /// </summary>
    long HeardUntil(long until) => _place is { } place && !_clock.IsForeign
        ? _lag > LateMilliseconds
            ? _clock.Corrected(place)
            : Math.Max(_clock.Corrected(place), until - (long)UnnoticedStall.TotalMilliseconds)
        : until;
}
