using Dapper;
using Tidings.Configuration;
using Tidings.Faults;
using Tidings.Queue;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteRollUp
{
    sealed record LaggingSession
    {
        public string Source { get; init; } = "";
        public long From { get; init; }
    }

    /// <inheritdoc/>
    public IReadOnlyList<HourUtc> CloseHours(RollupOptions options, long? oldestUnstored)
    {
        var now = Now;
        var latest = now - HourUtc.Milliseconds - (long)options.Grace.TotalMilliseconds;
        var ready = store.Connection.Query<long>(
            "SELECT hour FROM hour WHERE state = 'open' AND hour <= @latest ORDER BY hour", new { latest });
        var closed = new List<HourUtc>();
        foreach (var h in ready.AsList())
        {
            var end = h + HourUtc.Milliseconds;
            var mayWait = now < end + (long)options.MaxWait.TotalMilliseconds;
            if (TryClose(h, isQueueAhead: !(oldestUnstored < end), mayWait))
                closed.Add(HourUtc.OfUnixMilliseconds(h));
        }
        return closed;
    }

    bool TryClose(long h, bool isQueueAhead, bool mayWait)
    {
        // Asked without the lock first: an hour may wait for minutes, and is asked after all the time.
        if (mayWait && (!isQueueAhead || Lagging(h, isQueueAhead).Count > 0))
            return false;
        var isClosed = false;
        store.InTransaction(() =>
        {
            if (State(h) is not { State: "open" })
                return; // another process was quicker
            var lagging = Lagging(h, isQueueAhead);
            if (mayWait && lagging.Count > 0)
                return;
            foreach (var session in lagging)
                WriteNotStored(session.Source, session.From, h + HourUtc.Milliseconds);
            FaultPoints.Reach("rollup.closing", store.Connection);
            if (TakeMarks(h))
                ComputeLocked(h, countTo: 0);
            store.Connection.Execute(
                "UPDATE hour SET state = 'closed', closed_at = @now, coverage = @coverage WHERE hour = @h",
                new { h, now = Now, coverage = CoverageOf(h) });
            isClosed = true;
        });
        return isClosed;
    }

    /// <summary>The live sessions that may still hold something of an hour, each with the instant from which.</summary>
    List<LaggingSession> Lagging(long h, bool isQueueAhead) => store.Connection.Query<LaggingSession>($"""
        SELECT source AS Source, max(heard_until, started_at, @h) AS 'From'
        FROM listen_session s
        WHERE {ListenSessionSql.LagsBehind("@h + 3600000")}
          AND NOT (@isQueueAhead AND s.heard_until <= @h - 3600000)
        """, new { h, isQueueAhead }).AsList();

    /// <summary>Writes the gap of what an hour could not wait for, behind gaps that begin where it does.</summary>
    void WriteNotStored(string source, long from, long to)
    {
        while (from < to)
        {
            var until = store.Connection.ExecuteScalar<long?>(
                "SELECT to_at FROM gap WHERE source = @source AND from_at = @from", new { source, from });
            if (until is not { } taken)
                break;
            from = Math.Max(taken, from + 1);
        }
        if (from < to)
            store.Connection.Execute(
                "INSERT INTO gap (source, from_at, to_at, reason) VALUES (@source, @from, @to, @reason)",
                new { source, from, to, reason = GapReason.NotStored });
    }
}
