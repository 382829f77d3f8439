using Dapper;

namespace Tidings.Storage.Postgres;

/// <summary>The space of a PostgreSQL database.</summary>
/// <remarks>
/// Deleted rows are used again once the server has vacuumed; the disk gets space back from whole partitions only, which
/// <see cref="PostgresPruner"/> drops or truncates.
/// </remarks>
sealed class PostgresSpace(PostgresStore store, PostgresPruner pruner, PostgresSummaries summaries) : IStoreSpace
{
    /// <inheritdoc/>
    public long CountPosts() => store.Read(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM post"));

    /// <inheritdoc/>
    /// <remarks>With what is free inside of the tables: the server does not tell it quickly.</remarks>
    public long UsedBytes() => TotalBytes();

    /// <inheritdoc/>
    public long TotalBytes() => store.Read(connection => connection.ExecuteScalar<long>("""
        SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
        FROM pg_catalog.pg_class c
        WHERE c.relkind = 'r' AND c.relnamespace = (
          SELECT relnamespace FROM pg_catalog.pg_class WHERE oid = 'post'::regclass)
        """));

    /// <inheritdoc/>
    public HourPosts? NextHour(HourUtc from) => store.Read(connection =>
        connection.ExecuteScalar<DateTime?>(
            "SELECT min(posted_at) FROM post WHERE posted_at >= @from",
            new { from = PostgresTime.Of(from.UnixMilliseconds) }) is not { } first
            ? null
            : Of(HourUtc.OfUnixMilliseconds(PostgresTime.Milliseconds(first))));

    HourPosts Of(HourUtc hour)
    {
        var span = Span(hour);
        var state = store.Read(connection => connection.ExecuteScalar<string?>(
            "SELECT state FROM hour WHERE hour = @start", span));
        var rows = state == "open" ? 0 : store.Read(connection => connection.ExecuteScalar<long>(
            "SELECT count(*) FROM post WHERE posted_at >= @start AND posted_at < @end", span));
        return new() { Start = hour.UnixMilliseconds, State = state, Rows = rows };
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> OpenRecordings(long since) =>
        store.Read(connection => ListenSessionSql.OpenRecordings(connection, since));

    /// <inheritdoc/>
    public long LastReceivedIn(HourUtc hour) => store.Read(connection => connection.ExecuteScalar<DateTime?>(
        "SELECT max(received_at) FROM post WHERE posted_at >= @start AND posted_at < @end", Span(hour))) is { } last
        ? PostgresTime.Milliseconds(last)
        : long.MinValue;

    /// <inheritdoc/>
    public void GiveBack(bool mayBlock, CancellationToken cancellationToken = default)
    {
        pruner.RemoveEmpty(cancellationToken);
        summaries.Update(cancellationToken);
    }

    static object Span(HourUtc hour) => new
    {
        start = PostgresTime.Of(hour.UnixMilliseconds),
        end = PostgresTime.Of(hour.Next.UnixMilliseconds),
    };
}
