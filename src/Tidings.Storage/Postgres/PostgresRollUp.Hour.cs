using Dapper;
using Npgsql;
using Tidings.Hours;

namespace Tidings.Storage.Postgres;

public sealed partial class PostgresRollUp
{
    sealed record HourState
    {
        public string State { get; init; } = "";
        public double? Coverage { get; init; }
    }

    sealed record StretchRow
    {
        public string Source { get; init; } = "";
        public DateTime FromAt { get; init; }
        public DateTime ToAt { get; init; }
    }

    DateTime Now => PostgresTime.Of(store.Now);

    static HourState? State(NpgsqlConnection connection, HourUtc hour) => connection.QuerySingleOrDefault<HourState>(
        "SELECT state AS State, coverage AS Coverage FROM hour WHERE hour = @start", new { start = StartOf(hour) });

    static bool IsHeard(NpgsqlConnection connection, HourUtc hour) => connection.ExecuteScalar<bool>(
        """
        SELECT EXISTS (SELECT 1 FROM listening WHERE to_at > @start AND from_at < @end AND to_at > from_at)
        """,
        new { start = StartOf(hour), end = StartOf(hour.Next) });

    /// <summary>
    /// An hour that no source listened to is known from recordings only and counts as closed; coverage stays unknown. A
    /// closed hour whose coverage is known is revised when anything in it changes. True where anything did.
    /// </summary>
    bool WriteHourRow(NpgsqlConnection connection, HourUtc hour, bool isChanged)
    {
        var known = State(connection, hour);
        if (known is null && InsertHourRow(connection, hour))
            return true;
        known ??= State(connection, hour); // a writer has just made it
        if (known is null or { State: "open" } || (CoverageOf(connection, hour) ?? known.Coverage) is not { } coverage)
            return isChanged;
        isChanged |= coverage != known.Coverage;
        if (isChanged)
            connection.Execute(
                "UPDATE hour SET state = 'revised', revised_at = @now, coverage = @coverage WHERE hour = @start",
                new { start = StartOf(hour), now = Now, coverage });
        return isChanged;
    }

    /// <summary>False where a writer was quicker, which opens the hours that it listens to.</summary>
    bool InsertHourRow(NpgsqlConnection connection, HourUtc hour)
    {
        var isHeard = IsHeard(connection, hour);
        return connection.Execute(
            """
            INSERT INTO hour (hour, state, closed_at) VALUES (@start, @state, @closedAt)
            ON CONFLICT (hour) DO NOTHING
            """,
            new
            {
                start = StartOf(hour),
                state = isHeard ? "open" : "closed",
                closedAt = isHeard ? default(DateTime?) : Now,
            }) > 0;
    }

    static double? CoverageOf(NpgsqlConnection connection, HourUtc hour) => Coverage.Of(
        hour,
        Stretches(connection, "listening", hour),
        Stretches(connection, "gap", hour, "AND filled_at IS NULL"));

    static IEnumerable<SourceStretch> Stretches(
        NpgsqlConnection connection, string table, HourUtc hour, string condition = "") => connection
        .Query<StretchRow>(
            $"""
            SELECT source AS Source, from_at AS FromAt, to_at AS ToAt FROM {table}
            WHERE to_at > @start AND from_at < @end {condition}
            """,
            new { start = StartOf(hour), end = StartOf(hour.Next) })
        .Select(row => new SourceStretch(
            row.Source, PostgresTime.Milliseconds(row.FromAt), PostgresTime.Milliseconds(row.ToAt)));
}
