using System.Data;
using Dapper;
using Npgsql;

namespace Tidings.Storage.Postgres;

public sealed partial class PostgresPruner
{
    /// <summary>
    /// Dropping a partition keeps everybody out of all posts while it waits for those who read them, so it waits
    /// shortly: the next run tries again.
    /// </summary>
    const string ShortWait = "SET LOCAL lock_timeout = '500ms'";

    /// <summary>
    /// True where all that lies in a partition is of sealed hours, and nothing else will come: no hour of it is open or
    /// may still change. Posts of hours that were never computed are looked for too, hour by hour, which the indexes
    /// answer.
    /// </summary>
    const string IsWhollySealedSql = """
        SELECT NOT EXISTS (SELECT 1 FROM hour WHERE hour >= @from AND hour < @to AND state <> 'sealed')
          AND NOT EXISTS (
            SELECT 1 FROM dirty_hour d
            WHERE d.hour >= @from AND d.hour < @to AND NOT EXISTS (SELECT 1 FROM hour h WHERE h.hour = d.hour))
          AND NOT EXISTS (
            SELECT 1 FROM generate_series(@from, @to - interval '1 hour', interval '1 hour') AS unknown (start)
            WHERE NOT EXISTS (SELECT 1 FROM hour h WHERE h.hour = unknown.start)
              AND (EXISTS (
                  SELECT 1 FROM post
                  WHERE posted_at >= @from AND posted_at < @to
                    AND posted_at >= unknown.start AND posted_at < unknown.start + interval '1 hour')
                OR EXISTS (
                  SELECT 1 FROM post_hashtag WHERE hour >= @from AND hour < @to AND hour = unknown.start)
                OR EXISTS (
                  SELECT 1 FROM post_topic WHERE hour >= @from AND hour < @to AND hour = unknown.start)))
        """;

    /// <summary>Drops the partitions that are over and all of whose posts are gone.</summary>
    internal void RemoveEmpty(CancellationToken cancellationToken)
    {
        foreach (var partition in store.Read(PostgresPartition.All))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (partition.IsOwn && SealedWithPosts(partition).Count == 0)
                Empty(partition, cancellationToken);
        }
    }

    /// <summary>Removes the posts of a partition's sealed hours; returns how many.</summary>
    long Empty(PostgresPartition partition, CancellationToken cancellationToken)
    {
        var hours = SealedWithPosts(partition);
        if (hours.Count == 0 && !partition.IsOwn)
            return 0;
        if (IsOver(partition) && (partition.IsOwn || partition.IsTruncatable)
            && store.Read(connection => IsWhollySealed(connection, partition)))
        {
            var posts = CountPosts(partition);
            var isEmpty = hours.Count == 0 || TryRemove(partition, partition.IsTruncatable ? "TRUNCATE" : "DROP TABLE");
            // the space is back by now; the tables themselves are worth no waiting
            if (isEmpty && partition.IsOwn && (hours.Count == 0 || partition.IsTruncatable))
                TryRemove(partition, "DROP TABLE");
            if (isEmpty)
                return posts;
        }
        return hours.Sum(hour => EmptyWhole(hour, cancellationToken));
    }

    /// <summary>False where somebody is in the way, or the role may not.</summary>
    bool TryRemove(PostgresPartition partition, string how)
    {
        var isRemoved = false;
        try
        {
            store.Transact(connection =>
            {
                isRemoved = false;
                connection.Execute(PostgresLocks.Writers);
                connection.Execute(PostgresLocks.Partitions);
                if (!IsWhollySealed(connection, partition))
                    return;
                connection.Execute(ShortWait);
                connection.Execute($"{how} {string.Join(", ", partition.Tables)}");
                isRemoved = true;
            });
            return isRemoved;
        }
        catch (StoreException error) when (PostgresErrors.SqlStateOf(error) is PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.DependentObjectsStillExist
            or PostgresErrorCodes.UndefinedTable)
        {
            return false;
        }
    }

    bool IsOver(PostgresPartition partition) => partition.To.UnixMilliseconds <= store.Now;

    static bool IsWhollySealed(IDbConnection connection, PostgresPartition partition) =>
        connection.ExecuteScalar<bool>(IsWhollySealedSql, Span(partition));

    long CountPosts(PostgresPartition partition) => store.Read(connection => connection.ExecuteScalar<long>(
        "SELECT count(*) FROM post WHERE posted_at >= @from AND posted_at < @to", Span(partition)));

    List<HourUtc> SealedWithPosts(PostgresPartition partition) => store.Read(connection => connection.Query<DateTime>(
        """
        SELECT hour FROM hour AS h
        WHERE h.hour >= @from AND h.hour < @to AND state = 'sealed' AND (
          EXISTS (
            SELECT 1 FROM post
            WHERE posted_at >= @from AND posted_at < @to
              AND posted_at >= h.hour AND posted_at < h.hour + interval '1 hour')
          OR EXISTS (SELECT 1 FROM post_hashtag t WHERE t.hour >= @from AND t.hour < @to AND t.hour = h.hour)
          OR EXISTS (SELECT 1 FROM post_topic t WHERE t.hour >= @from AND t.hour < @to AND t.hour = h.hour))
        ORDER BY hour
        """, Span(partition)).Select(HourOf).ToList());

    static object Span(PostgresPartition partition) =>
        new { from = StartOf(partition.From), to = StartOf(partition.To) };
}
