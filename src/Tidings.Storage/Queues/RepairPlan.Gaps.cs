using Tidings.Queue;

namespace Tidings.Storage.Queues;

sealed partial class RepairPlan
{
    /// <summary>How far back a gap reaches where nothing tells when it began.</summary>
    const long FallbackMilliseconds = HourUtc.Milliseconds;

    void Plan(string session, KeyValuePair<long, Place>[] places)
    {
        var next = new BatchHeader?[places.Length];
        for (var i = places.Length - 2; i >= 0; i--)
            next[i] = places[i + 1].Value.Row?.Header ?? next[i + 1];
        BatchHeader? previous = null;
        for (var i = 0; i < places.Length; i++)
        {
            var (number, place) = places[i];
            if (place.IsIntact)
                _batches.Add(new(place.N, number, place.Row, null));
            else
                Replace(new(session, number), place, previous, next[i]);
            previous = place.Row?.Header ?? previous;
        }
    }

    /// <summary>Puts a gap in the place of a lost batch, as narrow as is sure.</summary>
    void Replace(BatchId id, Place place, BatchHeader? previous, BatchHeader? next)
    {
        var header = place.Row?.Header;
        var session = _sessions.GetValueOrDefault(id.Session);
        var source = header?.Source ?? session?.Source ?? previous?.Source ?? next?.Source;
        var cut = header?.ReceivedTo ?? next?.ReceivedFrom ?? session?.HeardUntil ?? _now;
        cut = Math.Max(cut, previous?.ReceivedTo ?? cut);
        var from = Math.Min(header?.ReceivedFrom ?? Begin(place, previous, next, cut), cut);
        var to = Math.Max(cut, from + 1);
        _lost.Add(new()
        {
            Session = id.Session,
            Number = id.Number,
            Source = source,
            ReceivedFrom = from,
            ReceivedTo = to,
            IsCertain = place.IsCertain,
        });
        if (source is null)
            return; // nobody would know whose gap it is
        var gap = new GapNotice(from, to, GapReason.Damage);
        _batches.Add(new(place.N, id.Number, null, new PackedBatch(
            new()
            {
                Id = id,
                Source = source,
                ReceivedFrom = cut,
                ReceivedTo = cut,
                ListeningSince = header is not null ? header.ListeningSince
                    : next?.ListeningSince <= cut ? next.ListeningSince : null,
                Gaps = [.. header?.Gaps ?? [], gap],
                EndsSession = header?.EndsSession ?? (session is { IsEnded: true } && session.LastNumber == id.Number),
            },
            default)));
    }

    /// <summary>
    /// The batch before knows since when it can have begun; else the index, which may be damaged as well; else what
    /// comes behind knows since when it was listened.
    /// </summary>
    static long Begin(Place place, BatchHeader? previous, BatchHeader? next, long cut)
    {
        if (previous is not null)
            return previous.ReceivedTo;
        return place.From is { } indexed && indexed <= cut && indexed > cut - 24 * FallbackMilliseconds
            ? indexed
            : Math.Max(next?.ListeningSince ?? 0, cut - FallbackMilliseconds);
    }
}
