using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Tidings.Cli.Logging;
using Tidings.Queue;
using Tidings.Sources.Live;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>
/// What becomes of the messages of a Jetstream: repeats are dropped, all others are handed on as they are, and what was
/// missed is followed. One thread tells it; <see cref="CursorAt"/> is for any.
/// </summary>
sealed class JetstreamIntake
{
    /// <summary>Events that are stamped further ahead of our clock say nothing about the time.</summary>
    const long MaxAhead = 2 * 3_600_000;

    /// <summary>How often small changes get into the cursor, milliseconds.</summary>
    const long PublishEvery = 1000;

    /// <summary>A first connection that takes longer is worth a gap, milliseconds.</summary>
    const long SlowConnect = 1000;

    readonly string _name;
    readonly SourceFeed _feed;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly CatchUp _catchUp;
    readonly JetstreamStampReader _stamps = new();
    readonly RepeatWindow _repeats = new();
    readonly IEventOutlet _outlet;
    int _settling;
    volatile JetstreamCursor _cursor;
    volatile bool _isCaughtUp;
    readonly long _beganAt;
    long _publishedAt;
    long _lag;
    string? _host;
    string? _connected;

    /// <param name="name">The source's name in the settings.</param>
    /// <param name="cursor">Where an earlier run ended; null where it left none.</param>
    /// <param name="missed">Since when nobody listened.</param>
    /// <param name="feed">Takes the records.</param>
    /// <param name="clock">The time.</param>
    /// <param name="log">Told what was missing and what came after all.</param>
    /// <param name="profiles">Asks for the authors of posts; null to do without.</param>
    /// <param name="limits">What catching up goes by.</param>
    /// <param name="ready">Given this when it can write cursors, before the feed asks for one.</param>
    public JetstreamIntake(
        string name, JetstreamCursor? cursor, GapNotice? missed, SourceFeed feed, TimeProvider clock, ILogger log,
        ProfileLookup? profiles, CatchUpLimits limits, Action<JetstreamIntake> ready)
    {
        (_name, _feed, _clock, _log) = (name, feed, clock, log);
        _catchUp = new(cursor, missed, limits);
        _beganAt = Now();
        _host = cursor?.Host;
        _outlet = profiles is null
            ? new DirectOutlet(feed, Settled)
            : new ProfileOutlet(feed, Settled, profiles, clock);
        Publish();
        ready(this);
        if (missed is { Reason: not GapReason.Stopped } gap)
            feed.Missing(gap.From, gap.Reason);
        feed.ResumeAt(_catchUp.Place ?? 0); // what is missing is kept also before the first event
    }

    /// <summary>The server of the last event; null before the first.</summary>
    public string? Host => _host;

    /// <summary>How long after its time the last event was received.</summary>
    public TimeSpan Lag => TimeSpan.FromMilliseconds(Interlocked.Read(ref _lag));

    /// <summary>True while the stream is heard and nothing is to be made good. For any thread.</summary>
    public bool IsCaughtUp => _isCaughtUp;

    /// <summary>Events since the last connection.</summary>
    public long Events { get; private set; }

    /// <summary>What a server is asked for.</summary>
    public long? CursorFor(string host) => _catchUp.CursorFor(host == _host);

    /// <summary>A place as a cursor, with all that is needed to go on from it.</summary>
    public string CursorAt(long place) => (_cursor with { TimeMicroseconds = place }).ToText();

    /// <summary>The source is not heard, since an instant in unix milliseconds.</summary>
    public void Lost(long heardAt, string reason, CancellationToken stop)
    {
        _outlet.Flush(stop);
        var received = _catchUp.SettleReceived();
        var lost = _catchUp.Lost(heardAt, reason);
        if (received.Count > 0)
        {
            Settle(received, stop);
            // the rest of what was being made good is missing again
            var rest = _catchUp.Unsettled.First(outage => outage.Reason != GapReason.Stopped || outage.To is null);
            _feed.Missing(rest.From, rest.Reason);
        }
        else if (lost is { } from)
        {
            Publish();
            _feed.Missing(from, reason);
        }
    }

    /// <summary>A connection was made.</summary>
    public void Connected(string host, long? cursor)
    {
        Events = 0;
        var now = Now();
        if (!_catchUp.Connected(now, cursor, host == _host))
        {
            if (now - _beganAt > SlowConnect)
                _feed.Missing(_beganAt, GapReason.Disconnect); // before the first connection nobody said so
            _feed.Heard(now);
        }
        _connected = host;
        Publish();
    }

    /// <summary>A message came.</summary>
    /// <param name="message">Its bytes, unpacked.</param>
    /// <param name="isTooLong">It was too long, and its bytes are not here.</param>
    /// <param name="stop">Ends waiting for space.</param>
    public void Take(ReadOnlySpan<byte> message, bool isTooLong, CancellationToken stop)
    {
        var now = Now();
        if (isTooLong || !_stamps.TryRead(message, out var stamp)
            || stamp.TimeMicroseconds / 1000 > now + MaxAhead)
        {
            _outlet.Add(message, _catchUp.Place ?? 0, default, isTooLong, stop);
            return;
        }
        Events++;
        var isNew = _repeats.Add(stamp);
        var before = _catchUp.Place;
        var settled = _catchUp.Event(now, stamp.TimeMicroseconds, isNew);
        if (_catchUp.Place < before)
            _repeats.SetBack(stamp.TimeMicroseconds);
        if (_host != _connected && !(stamp.TimeMicroseconds < before))
            (_host, _publishedAt) = (_connected, 0);
        if (Math.Abs(now - _publishedAt) >= PublishEvery)
            Publish();
        if (isNew)
            _outlet.Add(
                message, _catchUp.Place!.Value, message.Slice(stamp.Author.Start, stamp.Author.Length), false, stop);
        Interlocked.Exchange(ref _lag, _catchUp.Lag);
        Settle(settled, stop);
    }

    /// <summary>See <see cref="CatchUp.IsHalted"/>.</summary>
    public bool IsHalted(TimeSpan silent) => _catchUp.IsHalted(silent);

    /// <summary>No message came for so long, and the server is heard.</summary>
    public void Silent(TimeSpan silent, CancellationToken stop)
    {
        Settle(_catchUp.Silent(Now(), silent), stop);
        _outlet.Release(stop);
    }

    /// <summary>What was missed is settled behind the records that came of it.</summary>
    void Settle(IReadOnlyList<GapNotice>? settled, CancellationToken stop)
    {
        if (settled is null)
            return;
        _settling++;
        _outlet.Settle(settled, stop);
    }

    /// <summary>
    /// The settlement goes before the cursor that no longer tells of the outages: dying between the two settles once
    /// more, the other way round would lose it.
    /// </summary>
    void Settled(IReadOnlyList<GapNotice> settled)
    {
        _feed.Settle(settled);
        _settling--;
        Publish();
        if (settled.Count == 0)
            return;
        var missing = settled.Sum(
            gap => Math.Clamp(gap.Settled!.Value.RecoveredFrom, gap.From, gap.To) - gap.From);
        if (missing > 0)
            _log.Clamped(_name, _connected!, missing / 1000.0);
        if (_catchUp.IsCaughtUp)
            _log.CaughtUp(
                _name, settled.Sum(gap => gap.Settled!.Value.Posts),
                settled.Sum(gap => gap.To - gap.From) / 1000.0);
    }

    [MemberNotNull(nameof(_cursor))]
    void Publish()
    {
        _cursor = new(_catchUp.Place ?? 0, _host ?? "", _catchUp.Offset,
            _settling > 0 ? _cursor!.Outages : [.. _catchUp.Unsettled], _catchUp.Lag, _catchUp.SettledFrom, _catchUp.Rate);
        (_publishedAt, _isCaughtUp) = (Now(), _catchUp.IsCaughtUp);
        _feed.ReachBackTo(_cursor.Outages is [var earliest, ..] ? earliest.From : null);
    }

    long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}
