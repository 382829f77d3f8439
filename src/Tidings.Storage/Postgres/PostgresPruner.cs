using System.Data;
using Dapper;
using Npgsql;

namespace Tidings.Storage.Postgres;

/// <summary>
/// Removes the posts of old hours. First an hour is computed a last time and sealed, in one transaction; only when that
/// is committed its posts go: with their whole partition where all hours of it are sealed, in portions elsewhere. A
/// crash in between leaves a sealed hour with posts, which the next run empties.
/// </summary>
/// <remarks>
/// What is sealed goes also where the role may only read, delete and truncate. Only whole partitions give their space
/// back to the disk at once.
/// </remarks>
public sealed partial class PostgresPruner(PostgresStore store, PostgresRollUp rollUp) : IPruner
{
    /// <summary>Rows of a table that one transaction removes, so that other writers wait shortly.</summary>
    public const int PortionRows = 20_000;

    /// <summary>The last instant that the database is asked about, unix milliseconds: the year 9999.</summary>
    const long LastInstant = 253_370_764_800_000;

    /// <inheritdoc/>
    public PrunedPosts Prune(long receivedBefore, CancellationToken cancellationToken = default)
    {
        var posts = EmptySealed(cancellationToken);
        var hours = 0;
        var partitions = store.Read(PostgresPartition.All);
        // whole partitions at a time, so that they can be dropped; what a crash leaves sealed goes with the next run
        foreach (var together in ClosedBefore(receivedBefore)
            .GroupBy(hour => partitions.FirstOrDefault(partition => partition.Contains(hour))))
        {
            var isAnySealed = false;
            foreach (var hour in together)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!Seal(hour, receivedBefore))
                    continue;
                hours++;
                isAnySealed = true;
            }
            if (isAnySealed && together.Key is { } partition)
                posts += Empty(partition, cancellationToken);
        }
        return new(hours, posts + EmptyHidden(cancellationToken));
    }

    /// <summary>
    /// Removes the posts of the hours that are sealed already, and partitions that are empty and over; returns how many
    /// posts went. Needs no right but to read, delete and truncate.
    /// </summary>
    /// <exception cref="StoreException">The database refused; what was done before stays done.</exception>
    public long EmptySealed(CancellationToken cancellationToken = default)
    {
        var posts = 0L;
        foreach (var partition in store.Read(PostgresPartition.All))
        {
            cancellationToken.ThrowIfCancellationRequested();
            posts += Empty(partition, cancellationToken);
        }
        return posts + EmptyHidden(cancellationToken);
    }

    /// <inheritdoc/>
    public bool Seal(HourUtc hour, long receivedBefore = long.MaxValue)
    {
        if (!store.Read(connection => Is(connection, hour, "true")))
            rollUp.ComputeIfDirty(hour, countTo: 0); // so far known from its marks only
        if (!store.Read(connection => MayBeSealed(connection, hour, receivedBefore)))
            return false;
        rollUp.ComputeIfDirty(hour, countTo: 0); // the most of the work, while others write
        var isSealed = false;
        store.Transact(connection =>
        {
            isSealed = false;
            connection.Execute(PostgresLocks.Hour(hour));
            connection.Execute(PostgresLocks.Writers); // nobody who saw it unsealed may still add to it
            if (!MayBeSealed(connection, hour, receivedBefore))
                return;
            if (PostgresRollUp.TakeMarks(connection, hour))
                rollUp.ComputeLocked(connection, hour, countTo: 0);
            connection.Execute(
                "UPDATE hour SET state = 'sealed', sealed_at = @now WHERE hour = @start",
                new { start = StartOf(hour), now = PostgresTime.Of(store.Now) });
            isSealed = true;
        });
        return isSealed;
    }

    /// <inheritdoc/>
    public (bool IsMoreLeft, int Posts) Empty(HourUtc hour, int limit = PortionRows)
    {
        var (rows, posts) = (0, 0);
        store.Transact(connection =>
        {
            connection.Execute(PostgresLocks.Writers);
            if (!Is(connection, hour, "state = 'sealed'"))
                throw new InvalidOperationException($"the hour {hour} is not sealed");
            rows = DeletePortion(connection, "post_hashtag", "hour = @start", hour, limit)
                + DeletePortion(connection, "post_topic", "hour = @start", hour, limit);
            posts = DeletePortion(connection, "post", "posted_at >= @start AND posted_at < @end", hour, limit)
                + DeletePortion(connection, "post_hidden", HiddenOfHour, hour, limit);
        });
        return (rows + posts > 0, posts);
    }

    /// <summary>The condition names one partition, so that a row's place in it is unique.</summary>
    static int DeletePortion(NpgsqlConnection connection, string table, string condition, HourUtc hour, int limit) =>
        connection.Execute(
            $"""
            DELETE FROM {table}
            WHERE {condition} AND ctid = ANY(ARRAY(SELECT ctid FROM {table} WHERE {condition} LIMIT @limit))
            """,
            new
            {
                start = StartOf(hour),
                end = StartOf(hour.Next),
                from = hour.UnixMilliseconds,
                to = hour.Next.UnixMilliseconds,
                limit,
            });

    long EmptyWhole(HourUtc hour, CancellationToken cancellationToken)
    {
        var removed = 0L;
        for (var isMoreLeft = true; isMoreLeft;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (isMoreLeft, var posts) = Empty(hour);
            removed += posts;
        }
        return removed;
    }

    /// <summary>What lies in no partition: posts that are hidden, of hours that are sealed.</summary>
    long EmptyHidden(CancellationToken cancellationToken) => store
        .Read(connection => connection.Query<DateTime>("""
            SELECT DISTINCT hour FROM (
              SELECT date_trunc('hour', to_timestamp((post ->> 'posted_at')::bigint / 1000.0), 'UTC') AS hour
              FROM post_hidden) AS hidden
            JOIN hour USING (hour)
            WHERE state = 'sealed'
            ORDER BY hour
            """).AsList())
        .Sum(start => EmptyWhole(HourOf(start), cancellationToken));

    static bool MayBeSealed(IDbConnection connection, HourUtc hour, long receivedBefore) =>
        Is(connection, hour, "state IN ('closed', 'revised')")
        && (receivedBefore > LastInstant || !HasPostReceivedSince(connection, hour, receivedBefore));

    static bool Is(IDbConnection connection, HourUtc hour, string condition) => connection.ExecuteScalar<bool>(
        $"SELECT EXISTS (SELECT 1 FROM hour WHERE hour = @start AND {condition})", new { start = StartOf(hour) });

    static bool HasPostReceivedSince(IDbConnection connection, HourUtc hour, long receivedBefore) =>
        connection.ExecuteScalar<bool>(
            $"""
            SELECT EXISTS (
                SELECT 1 FROM post
                WHERE posted_at >= @start AND posted_at < @end AND received_at >= @received)
              OR EXISTS (
                SELECT 1 FROM post_hidden
                WHERE {HiddenOfHour} AND (post ->> 'received_at')::bigint >= @receivedBefore)
              OR EXISTS ( -- without posts its own age counts: the next post may be on its way
                SELECT 1 FROM hour
                WHERE hour = @start AND coalesce(revised_at, closed_at) >= @received
                  AND NOT EXISTS (SELECT 1 FROM post WHERE posted_at >= @start AND posted_at < @end))
            """,
            new
            {
                start = StartOf(hour),
                end = StartOf(hour.Next),
                from = hour.UnixMilliseconds,
                to = hour.Next.UnixMilliseconds,
                received = PostgresTime.Of(receivedBefore),
                receivedBefore,
            });

    const string HiddenOfHour = "(post ->> 'posted_at')::bigint >= @from AND (post ->> 'posted_at')::bigint < @to";

    List<HourUtc> ClosedBefore(long instant) => store.Read(connection => connection.Query<DateTime>(
        "SELECT hour FROM hour WHERE state IN ('closed', 'revised') AND hour <= @latest ORDER BY hour",
        new { latest = PostgresTime.Of(Math.Min(instant, LastInstant) - HourUtc.Milliseconds) })
        .Select(HourOf).ToList());

    static DateTime StartOf(HourUtc hour) => PostgresTime.Of(hour.UnixMilliseconds);

    static HourUtc HourOf(DateTime start) => HourUtc.OfUnixMilliseconds(PostgresTime.Milliseconds(start));
}
