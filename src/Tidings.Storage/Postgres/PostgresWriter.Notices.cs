using Dapper;
using Tidings.Queue;

namespace Tidings.Storage.Postgres;

public sealed partial class PostgresWriter
{
    sealed record SessionRow
    {
        public long StoredThrough { get; init; }
        public DateTime HeardUntil { get; init; }
        public DateTime StartedAt { get; init; }
        public bool IsLive { get; init; }
        public long? LastNumber { get; init; }
    }

    sealed record GapRow
    {
        public DateTime To { get; init; }
        public string Reason { get; init; } = "";
        public bool IsFilled { get; init; }
        public bool IsSettled { get; init; }
    }

    sealed record Stretch
    {
        public DateTime From { get; init; }
        public DateTime To { get; init; }
    }

    /// <inheritdoc/>
    public override bool IsStored(BatchId id) => _store.Read(connection => connection.ExecuteScalar<bool>("""
        SELECT EXISTS (SELECT 1 FROM listen_session WHERE session = @Session AND stored_through >= @Number)
          OR EXISTS (SELECT 1 FROM batch_seen WHERE session = @Session AND number = @Number)
        """, new { id.Session, id.Number }));

    private protected override bool TryInsertSeen(BatchHeader header) => Connection.Execute("""
        INSERT INTO batch_seen (session, number, received_at) VALUES (@Session, @Number, @at)
        ON CONFLICT (session, number) DO NOTHING
        """, new { header.Id.Session, header.Id.Number, at = PostgresTime.Of(header.ReceivedTo) }) > 0;

    private protected override SessionState? ReadSession(string session) =>
        Connection.QuerySingleOrDefault<SessionRow>("""
            SELECT stored_through AS StoredThrough, heard_until AS HeardUntil, started_at AS StartedAt,
              is_live AS IsLive, last_number AS LastNumber
            FROM listen_session WHERE session = @session
            """, new { session }) is { } row
            ? new(
                row.StoredThrough, PostgresTime.Milliseconds(row.HeardUntil), PostgresTime.Milliseconds(row.StartedAt),
                row.IsLive, row.LastNumber)
            : null;

    private protected override bool TryTakeSeen(string session, long number, out long receivedAt)
    {
        var at = Connection.QuerySingleOrDefault<DateTime?>(
            "DELETE FROM batch_seen WHERE session = @session AND number = @number RETURNING received_at",
            new { session, number });
        receivedAt = at is { } known ? PostgresTime.Milliseconds(known) : 0;
        return at is not null;
    }

    private protected override void UpsertSession(string session, string source, in SessionState state) =>
        Connection.Execute("""
            INSERT INTO listen_session
              (session, source, is_live, started_at, stored_through, heard_until, last_number)
            VALUES (@session, @source, @IsLive, @startedAt, @StoredThrough, @heardUntil, @LastNumber)
            ON CONFLICT (session) DO UPDATE SET
              is_live = excluded.is_live, started_at = excluded.started_at,
              stored_through = excluded.stored_through, heard_until = excluded.heard_until,
              last_number = excluded.last_number
            """, new
        {
            session,
            source,
            state.IsLive,
            startedAt = PostgresTime.Of(state.StartedAt),
            state.StoredThrough,
            heardUntil = PostgresTime.Of(state.HeardUntil),
            state.LastNumber,
        });

    private protected override IReadOnlyList<(long From, long To)> FillGaps(string source, long now) =>
    [
        .. Connection.Query<Stretch>($"""
            UPDATE gap SET filled_at = @now
            WHERE source = @source AND reason = 'not_stored' AND filled_at IS NULL
              AND NOT EXISTS (
                SELECT 1 FROM listen_session s
                WHERE s.source = gap.source AND {ListenSessionSql.LagsBehind("gap.to_at")})
            RETURNING from_at AS "From", to_at AS "To"
            """, new { source, now = PostgresTime.Of(now) })
            .Select(row => (PostgresTime.Milliseconds(row.From), PostgresTime.Milliseconds(row.To))),
    ];

    private protected override long? ReadListened(string source, long from) =>
        Connection.QuerySingleOrDefault<DateTime?>(
            "SELECT to_at FROM listening WHERE source = @source AND from_at = @from",
            new { source, from = PostgresTime.Of(from) }) is { } until
            ? PostgresTime.Milliseconds(until)
            : null;

    private protected override void UpsertListening(string source, long from, long to) => Connection.Execute("""
        INSERT INTO listening (source, from_at, to_at) VALUES (@source, @from, @to)
        ON CONFLICT (source, from_at) DO UPDATE SET to_at = excluded.to_at
        """, new { source, from = PostgresTime.Of(from), to = PostgresTime.Of(to) });

    private protected override KnownGap? ReadGap(string source, long from) =>
        Connection.QuerySingleOrDefault<GapRow>("""
            SELECT to_at AS "To", reason AS Reason, filled_at IS NOT NULL AS IsFilled,
              filled_posts IS NOT NULL AS IsSettled
            FROM gap WHERE source = @source AND from_at = @from
            """, new { source, from = PostgresTime.Of(from) }) is { } row
            ? new(PostgresTime.Milliseconds(row.To), row.Reason, row.IsFilled, row.IsSettled)
            : null;

    private protected override void UpsertGap(string source, long from, long to, string reason) =>
        Connection.Execute("""
            INSERT INTO gap (source, from_at, to_at, reason) VALUES (@source, @from, @to, @reason)
            ON CONFLICT (source, from_at) DO UPDATE SET
              to_at = excluded.to_at, reason = excluded.reason, filled_at = NULL, filled_posts = NULL
            """, new { source, from = PostgresTime.Of(from), to = PostgresTime.Of(to), reason });

    private protected override void UpsertSettledGap(
        string source, long from, long to, string reason, long? filledAt, long posts) =>
        Connection.Execute("""
            INSERT INTO gap (source, from_at, to_at, reason, filled_at, filled_posts)
            VALUES (@source, @from, @to, @reason, @filled, @posts)
            ON CONFLICT (source, from_at) DO UPDATE SET
              to_at = excluded.to_at, reason = excluded.reason, filled_at = excluded.filled_at,
              filled_posts = excluded.filled_posts
            """, new
        {
            source,
            from = PostgresTime.Of(from),
            to = PostgresTime.Of(to),
            reason,
            filled = filledAt is { } at ? PostgresTime.Of(at) : (DateTime?)null,
            posts,
        });

    private protected override bool IsClosed(HourUtc hour) => Connection.ExecuteScalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM hour WHERE hour = @hour AND state IN ('closed', 'revised'))",
        new { hour = PostgresTime.Of(hour.UnixMilliseconds) });

    private protected override void InsertOpenHour(long hour) => Connection.Execute(
        "INSERT INTO hour (hour, state) VALUES (@hour, 'open') ON CONFLICT (hour) DO NOTHING",
        new { hour = PostgresTime.Of(hour) });
}
