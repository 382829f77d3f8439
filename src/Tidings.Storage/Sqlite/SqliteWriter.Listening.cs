using System.Text;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    private protected override long? ReadListened(string source, long from)
    {
        _notices.SelectListening.Text(1, Utf8(source)).Integer(2, from);
        long? until = _notices.SelectListening.Step() ? _notices.SelectListening.GetInteger(0) : null;
        _notices.SelectListening.Reset();
        return until;
    }

    private protected override void UpsertListening(string source, long from, long to) =>
        _notices.UpsertListening.Text(1, Utf8(source)).Integer(2, from).Integer(3, to).Run();

    private protected override KnownGap? ReadGap(string source, long from)
    {
        var select = _notices.SelectGap.Text(1, Utf8(source)).Integer(2, from);
        KnownGap? known = select.Step()
            ? new(
                select.GetInteger(0), Encoding.UTF8.GetString(select.GetText(1)), !select.IsNull(2), !select.IsNull(3))
            : null;
        select.Reset();
        return known;
    }

    private protected override void UpsertGap(string source, long from, long to, string reason) =>
        _notices.UpsertGap.Text(1, Utf8(source)).Integer(2, from).Integer(3, to).Text(4, Utf8(reason)).Run();

    private protected override void UpsertSettledGap(
        string source, long from, long to, string reason, long? filledAt, long posts) =>
        _notices.UpsertSettledGap.Text(1, Utf8(source)).Integer(2, from).Integer(3, to).Text(4, Utf8(reason))
            .Integer(5, filledAt).Integer(6, posts).Run();

    private protected override bool IsClosed(HourUtc hour)
    {
        _notices.SelectClosed.Integer(1, hour.UnixMilliseconds);
        var isClosed = _notices.SelectClosed.Step();
        _notices.SelectClosed.Reset();
        return isClosed;
    }

    private protected override void InsertOpenHour(long hour) => _notices.InsertHour.Integer(1, hour).Run();
}
