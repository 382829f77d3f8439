using System.Data;
using Dapper;
using Npgsql;
using Tidings.Configuration;
using Tidings.Faults;
using Tidings.Queue;

namespace Tidings.Storage.Postgres;

public sealed partial class PostgresRollUp
{
    sealed record LaggingSession
    {
        public string Source { get; init; } = "";
        public DateTime FromAt { get; init; }
    }

    /// <inheritdoc/>
    public IReadOnlyList<HourUtc> CloseHours(RollupOptions options, long? oldestUnstored)
    {
        var now = store.Now;
        var latest = PostgresTime.Of(now - HourUtc.Milliseconds - (long)options.Grace.TotalMilliseconds);
        var ready = store.Read(connection => connection.Query<DateTime>(
            "SELECT hour FROM hour WHERE state = 'open' AND hour <= @latest ORDER BY hour", new { latest }).AsList());
        var closed = new List<HourUtc>();
        foreach (var hour in ready.Select(HourOf))
        {
            var end = hour.Next.UnixMilliseconds;
            var mayWait = now < end + (long)options.MaxWait.TotalMilliseconds;
            if (TryClose(hour, isQueueAhead: !(oldestUnstored < end), mayWait))
                closed.Add(hour);
        }
        return closed;
    }

    bool TryClose(HourUtc hour, bool isQueueAhead, bool mayWait)
    {
        // Asked without the lock first: an hour may wait for minutes, and is asked after all the time.
        if (mayWait
            && (!isQueueAhead || store.Read(connection => Lagging(connection, hour, isQueueAhead).Count > 0)))
            return false;
        ComputeIfDirty(hour, countTo: 0); // the most of the work, while others write
        var isClosed = false;
        store.Transact(connection =>
        {
            isClosed = false;
            connection.Execute(PostgresLocks.Hour(hour));
            connection.Execute(PostgresLocks.Writers); // a session must not catch up between the look and the gap
            if (State(connection, hour) is not { State: "open" })
                return; // another process was quicker
            var lagging = Lagging(connection, hour, isQueueAhead);
            if (mayWait && lagging.Count > 0)
                return;
            foreach (var session in lagging)
                WriteNotStored(connection, session.Source, session.FromAt, StartOf(hour.Next));
            FaultPoints.Reach("rollup.closing", connection);
            if (TakeMarks(connection, hour))
                ComputeLocked(connection, hour, countTo: 0);
            connection.Execute(
                "UPDATE hour SET state = 'closed', closed_at = @now, coverage = @coverage WHERE hour = @start",
                new { start = StartOf(hour), now = Now, coverage = CoverageOf(connection, hour) });
            isClosed = true;
        });
        return isClosed;
    }

    /// <summary>The live sessions that may still hold something of an hour, each with the instant from which.</summary>
    static List<LaggingSession> Lagging(IDbConnection connection, HourUtc hour, bool isQueueAhead) =>
        connection.Query<LaggingSession>(
            $"""
            SELECT source AS Source, greatest(heard_until, started_at, @start) AS FromAt
            FROM listen_session s
            WHERE {ListenSessionSql.LagsBehind("@end")}
              AND NOT (@isQueueAhead AND s.heard_until <= @before)
            """,
            new
            {
                start = StartOf(hour),
                end = StartOf(hour.Next),
                before = StartOf(new(hour.HoursSinceEpoch - 1)),
                isQueueAhead,
            }).AsList();

    /// <summary>Writes the gap of what an hour could not wait for, behind gaps that begin where it does.</summary>
    static void WriteNotStored(NpgsqlConnection connection, string source, DateTime from, DateTime to)
    {
        while (from < to)
        {
            var until = connection.ExecuteScalar<DateTime?>(
                "SELECT to_at FROM gap WHERE source = @source AND from_at = @from", new { source, from });
            if (until is not { } taken)
                break;
            var later = from.AddMilliseconds(1);
            from = taken > later ? taken : later;
        }
        if (from < to)
            connection.Execute(
                "INSERT INTO gap (source, from_at, to_at, reason) VALUES (@source, @from, @to, @reason)",
                new { source, from, to, reason = GapReason.NotStored });
    }
}
