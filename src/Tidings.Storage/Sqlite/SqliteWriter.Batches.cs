using System.Text;
using Microsoft.Data.Sqlite;
using Tidings.Queue;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    /// <inheritdoc/>
    public override bool IsStored(BatchId id)
    {
        try
        {
            _notices.SelectSeen.Text(1, Utf8(id.Session)).Integer(2, id.Number);
            var isStored = _notices.SelectSeen.Step();
            _notices.SelectSeen.Reset();
            return isStored;
        }
        catch (SqliteException error)
        {
            throw SqliteStore.Explain(error, _store.Url);
        }
    }

    private protected override bool TryInsertSeen(BatchHeader header) => _notices.InsertSeen
        .Text(1, Utf8(header.Id.Session)).Integer(2, header.Id.Number).Integer(3, header.ReceivedTo).Run() > 0;

    private protected override SessionState? ReadSession(string session)
    {
        var select = _notices.SelectSession.Text(1, Utf8(session));
        SessionState? known = select.Step()
            ? new(
                select.GetInteger(0), select.GetInteger(1), select.GetInteger(2), select.GetInteger(3) != 0,
                select.IsNull(4) ? null : select.GetInteger(4))
            : null;
        select.Reset();
        return known;
    }

    private protected override bool TryTakeSeen(string session, long number, out long receivedAt)
    {
        _notices.TakeSeen.Text(1, Utf8(session)).Integer(2, number);
        var isThere = _notices.TakeSeen.Step();
        receivedAt = isThere ? _notices.TakeSeen.GetInteger(0) : 0;
        _notices.TakeSeen.Reset();
        return isThere;
    }

    private protected override void UpsertSession(string session, string source, in SessionState state) =>
        _notices.UpsertSession
            .Text(1, Utf8(session)).Text(2, Utf8(source)).Integer(3, state.IsLive).Integer(4, state.StartedAt)
            .Integer(5, state.StoredThrough).Integer(6, state.HeardUntil).Integer(7, state.LastNumber)
            .Run();

    private protected override IReadOnlyList<(long From, long To)> FillGaps(string source, long now)
    {
        _notices.FillGaps.Text(1, Utf8(source)).Integer(2, now);
        List<(long From, long To)> filled = [];
        while (_notices.FillGaps.Step())
            filled.Add((_notices.FillGaps.GetInteger(0), _notices.FillGaps.GetInteger(1)));
        _notices.FillGaps.Reset();
        return filled;
    }

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
