using Tidings.Queue;

namespace Tidings.Storage.Queues;

/// <summary>
/// Decides what a repaired queue holds: what is intact as it is, and in the place of each lost batch one without
/// records that tells the store of a gap.
/// </summary>
/// <remarks>
/// A batch that only may have been lost gets such a gap too: where it was stored before, the store knows its name and
/// takes no notice.
/// </remarks>
sealed partial class RepairPlan
{
    /// <summary>Beyond, the numbers that sessions seem to have are damage themselves.</summary>
    const int MaxSupposed = 10_000;

    readonly QueueScan _scan;
    readonly long _now;
    readonly bool _areSessionsWhole;
    readonly Dictionary<string, SessionRow> _sessions = new(StringComparer.Ordinal);
    readonly Dictionary<string, SortedDictionary<long, Place>> _places = new(StringComparer.Ordinal);
    readonly List<PlannedBatch> _batches = [];
    readonly List<DamagedBatch> _lost = [];

    /// <summary>A number of a session: where it was in the queue, and its header where that is right.</summary>
    sealed record Place(long N, BatchRow? Row = null, bool IsIntact = false, long? From = null, bool IsCertain = true);

    /// <summary>Plans at once.</summary>
    /// <param name="scan">Of the damaged queue.</param>
    /// <param name="now">Unix milliseconds, where nothing else tells when a gap ended.</param>
    public RepairPlan(QueueScan scan, long now)
    {
        (_scan, _now) = (scan, now);
        foreach (var session in scan.Sessions.Where(scan.IsIntact))
            _sessions[session.Name] = session;
        _areSessionsWhole = scan.Sessions.Count > 0 && scan.Sessions.Count == _sessions.Count;
        foreach (var batch in scan.Batches.OrderByDescending(batch => batch.IsIntact)) // sure names come first
            Put(batch);
        if (scan.IsPartial || scan.Missing is not 0 || scan.Batches.Any(batch => !batch.IsHeaderIntact))
            Suppose();
        foreach (var (session, places) in _places)
            Plan(session, [.. places]);
        _batches.Sort((a, b) => (a.N, a.Number).CompareTo((b.N, b.Number)));
        RebuildSessions();
    }

    /// <summary>What the new queue holds, in its order.</summary>
    public IReadOnlyList<PlannedBatch> Batches => _batches;

    /// <summary>What it does not.</summary>
    public IReadOnlyList<DamagedBatch> Lost => _lost;

    /// <summary>Its sessions.</summary>
    public IReadOnlyCollection<SessionRow> Sessions => _sessions.Values;

    void Put(ScannedBatch batch)
    {
        if (NameOf(batch) is not { } id)
        {
            _lost.Add(new() { ReceivedFrom = batch.IndexedFrom });
            return;
        }
        if (!_places.TryGetValue(id.Session, out var places))
            _places[id.Session] = places = [];
        places.TryAdd(
            id.Number, new(batch.N, batch.IsHeaderIntact ? batch.Row : null, batch.IsIntact, batch.IndexedFrom));
    }

    /// <summary>
    /// From the row, or from the index or a damaged row where they speak of a session that there is, or may have been.
    /// </summary>
    BatchId? NameOf(ScannedBatch batch)
    {
        var id = batch.IsHeaderIntact ? batch.Row!.Header.Id : batch.IndexedId ?? batch.Row?.Header.Id;
        if (id is not { } name || batch.IsHeaderIntact)
            return id;
        return _sessions.TryGetValue(name.Session, out var session)
            ? name.Number >= 1 && name.Number <= session.LastNumber ? id : null
            : _places.ContainsKey(name.Session) || (batch.IndexedId is not null && !_areSessionsWhole) ? id : null;
    }

    /// <summary>Names the numbers that are missing between and behind those that are known.</summary>
    void Suppose()
    {
        foreach (var (name, places) in _places)
        {
            var last = Math.Max(places.Keys.Last(), _sessions.GetValueOrDefault(name)?.LastNumber ?? 0);
            var before = places.First().Value;
            var supposed = 0;
            for (var number = places.Keys.First(); number <= last && supposed < MaxSupposed; number++)
            {
                if (places.TryGetValue(number, out var known))
                    before = known;
                else if (places.TryAdd(number, new(before.N, IsCertain: false)))
                    supposed++;
            }
        }
        foreach (var session in _sessions.Values.Where(session => !_places.ContainsKey(session.Name)))
            if (_scan.Missing is not 0)
                SupposeLast(session, Math.Clamp(_scan.Missing ?? 1, 1, MaxSupposed));
    }

    /// <summary>Nothing of the session is left: its last batches may have been there.</summary>
    void SupposeLast(SessionRow session, long count)
    {
        var places = new SortedDictionary<long, Place>();
        for (var number = Math.Max(1, session.LastNumber - count + 1); number <= session.LastNumber; number++)
            places[number] = new(long.MaxValue, IsCertain: false);
        if (places.Count > 0)
            _places[session.Name] = places;
    }

    /// <summary>
    /// Sessions whose row is damaged follow from their batches. Then the order in which they began is lost as well;
    /// one of a source ends before the next begins, so their last times tell it.
    /// </summary>
    void RebuildSessions()
    {
        var isWhole = true;
        foreach (var batch in _batches)
        {
            var header = batch.Notice?.Header ?? batch.Row!.Header;
            var isKnown = _sessions.TryGetValue(header.Id.Session, out var session);
            isWhole &= isKnown;
            session ??= new() { Name = header.Id.Session, Source = header.Source };
            _sessions[header.Id.Session] = session.With(header);
        }
        if (isWhole)
            return;
        var seq = 0;
        foreach (var session in _sessions.Values.OrderBy(session => session.HeardUntil).ToList())
            _sessions[session.Name] = session with { Seq = ++seq };
    }
}
