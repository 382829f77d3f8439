using System.Text;
using Microsoft.Data.Sqlite;
using Tidings.Queue;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    readonly record struct SessionState(
        long StoredThrough, long HeardUntil, long StartedAt, bool IsLive, long? LastNumber);

    /// <inheritdoc/>
    public bool IsStored(BatchId id)
    {
        try
        {
            _notices.SelectSeen.Text(1, Encoding.UTF8.GetBytes(id.Session)).Integer(2, id.Number);
            var isStored = _notices.SelectSeen.Step();
            _notices.SelectSeen.Reset();
            return isStored;
        }
        catch (SqliteException error)
        {
            throw SqliteStore.Explain(error, _store.Url);
        }
    }

    /// <summary>Notes a batch whose posts are written in the same transaction; without effect where it was.</summary>
    void Note(BatchHeader header)
    {
        var session = Encoding.UTF8.GetBytes(header.Id.Session);
        var source = Encoding.UTF8.GetBytes(header.Source);
        var known = Session(session);
        var next = (known?.StoredThrough ?? 0) + 1;
        if (header.Id.Number < next || (header.Id.Number > next && !TryInsertSeen(header, session)))
            return;
        if (header.ListeningSince is { } since)
            WriteListening(source, since, header.ReceivedTo);
        foreach (var gap in header.Gaps)
            WriteGap(source, gap.From, gap.To, Encoding.UTF8.GetBytes(gap.Reason));
        Advance(header, session, source, known);
    }

    bool TryInsertSeen(BatchHeader header, byte[] session) => _notices.InsertSeen
        .Text(1, session).Integer(2, header.Id.Number).Integer(3, header.ReceivedTo).Run() > 0;

    SessionState? Session(byte[] session)
    {
        var select = _notices.SelectSession.Text(1, session);
        SessionState? known = select.Step()
            ? new(
                select.GetInteger(0), select.GetInteger(1), select.GetInteger(2), select.GetInteger(3) != 0,
                select.IsNull(4) ? null : select.GetInteger(4))
            : null;
        select.Reset();
        return known;
    }

    /// <summary>
    /// Brings a session as far as its batches are stored without a hole. Before its first one it was not heard at all.
    /// </summary>
    void Advance(BatchHeader header, byte[] session, byte[] source, SessionState? known)
    {
        var startedAt = Math.Min(header.ReceivedFrom, header.ListeningSince ?? header.ReceivedFrom);
        var (through, heardUntil) = (known?.StoredThrough ?? 0, known?.HeardUntil ?? 0);
        if (header.Id.Number == through + 1)
        {
            (through, heardUntil) = (header.Id.Number, Math.Max(heardUntil, header.ReceivedTo));
            while (TryTakeSeen(session, through + 1, out var receivedAt))
                (through, heardUntil) = (through + 1, Math.Max(heardUntil, receivedAt));
        }
        _notices.UpsertSession
            .Text(1, session).Text(2, source)
            .Integer(3, known?.IsLive == true || header.ListeningSince is not null || header.Gaps.Count > 0)
            .Integer(4, Math.Min(startedAt, known?.StartedAt ?? startedAt))
            .Integer(5, through).Integer(6, heardUntil)
            .Integer(7, header.EndsSession ? header.Id.Number : known?.LastNumber)
            .Run();
        if (through > (known?.StoredThrough ?? 0))
            FillGaps(source);
    }

    /// <summary>Takes a batch that came before its turn out of those that wait for it.</summary>
    bool TryTakeSeen(byte[] session, long number, out long receivedAt)
    {
        _notices.TakeSeen.Text(1, session).Integer(2, number);
        var isThere = _notices.TakeSeen.Step();
        receivedAt = isThere ? _notices.TakeSeen.GetInteger(0) : 0;
        _notices.TakeSeen.Reset();
        return isThere;
    }

    /// <summary>What an hour did not wait for is stored now.</summary>
    void FillGaps(byte[] source)
    {
        _notices.FillGaps.Text(1, source).Integer(2, _store.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        List<(long From, long To)> filled = [];
        while (_notices.FillGaps.Step())
            filled.Add((_notices.FillGaps.GetInteger(0), _notices.FillGaps.GetInteger(1)));
        _notices.FillGaps.Reset();
        foreach (var (from, to) in filled)
            TouchHours(from, to);
    }
}
