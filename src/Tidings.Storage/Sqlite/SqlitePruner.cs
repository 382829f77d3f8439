using Dapper;

namespace Tidings.Storage.Sqlite;

/// <summary>
/// Removes the posts of old hours. First an hour is computed a last time and sealed, in one transaction; only when that
/// is committed its posts go, in portions. A crash in between leaves a sealed hour with posts, which the next run
/// empties.
/// </summary>
public sealed class SqlitePruner(SqliteStore store, SqliteRollUp rollUp, TimeProvider clock) : IPruner
{
    /// <summary>Rows of a table that one transaction removes, so that other writers wait shortly.</summary>
    public const int PortionRows = 5_000;

    /// <inheritdoc/>
    public PrunedPosts Prune(long receivedBefore, CancellationToken cancellationToken = default)
    {
        var (hours, posts) = (0, 0L);
        foreach (var hour in SealedWithPosts())
            posts += EmptyWhole(hour, cancellationToken);
        foreach (var hour in ClosedBefore(receivedBefore))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Seal(hour, receivedBefore))
                continue;
            hours++;
            posts += EmptyWhole(hour, cancellationToken);
        }
        if (posts > 0)
            store.TruncateLog();
        return new(hours, posts);
    }

    /// <inheritdoc/>
    public bool Seal(HourUtc hour, long receivedBefore = long.MaxValue)
    {
        var isSealed = false;
        store.InTransaction(() =>
        {
            var h = hour.UnixMilliseconds;
            if (!Is(h, "true") && rollUp.TakeMarks(h))
                rollUp.ComputeLocked(h, countTo: 0); // so far known from its marks only
            if (!IsClosed(h) || HasPostReceivedSince(h, receivedBefore))
                return;
            if (rollUp.TakeMarks(h))
                rollUp.ComputeLocked(h, countTo: 0);
            store.Connection.Execute(
                "UPDATE hour SET state = 'sealed', sealed_at = @now WHERE hour = @h",
                new { h, now = clock.GetUtcNow().ToUnixTimeMilliseconds() });
            isSealed = true;
        });
        return isSealed;
    }

    /// <inheritdoc/>
    public (bool IsMoreLeft, int Posts) Empty(HourUtc hour, int limit = PortionRows)
    {
        var (h, rows, posts) = (hour.UnixMilliseconds, 0, 0);
        store.InTransaction(() =>
        {
            if (!Is(h, "state = 'sealed'"))
                throw new InvalidOperationException($"the hour {hour} is not sealed");
            rows = EmptyChild("post_hashtag", "hashtag", h, limit) + EmptyChild("post_topic", "topic", h, limit);
            posts = store.Connection.Execute("""
                DELETE FROM post WHERE seq IN (
                  SELECT seq FROM post WHERE posted_at >= @h AND posted_at < @h + 3600000 LIMIT @limit);
                DELETE FROM post_hidden WHERE (platform, id) IN (
                  SELECT platform, id FROM post_hidden
                  WHERE post ->> 'posted_at' >= @h AND post ->> 'posted_at' < @h + 3600000 LIMIT @limit);
                """, new { h, limit });
        });
        return (rows + posts > 0, posts);
    }

    /// <summary>Removes the first rows of an hour, up to the key of the last one that may go.</summary>
    int EmptyChild(string table, string name, long h, int limit)
    {
        var key = $"({name}, platform, id)";
        var last = store.Connection.QuerySingleOrDefault<(string Name, string Platform, string Id)?>(
            $"SELECT {name}, platform, id FROM {table} WHERE hour = @h ORDER BY {name}, platform, id "
                + "LIMIT 1 OFFSET @limit - 1",
            new { h, limit });
        return last is not var (lastName, platform, id)
            ? store.Connection.Execute($"DELETE FROM {table} WHERE hour = @h", new { h })
            : store.Connection.Execute(
                $"DELETE FROM {table} WHERE hour = @h AND {key} <= (@lastName, @platform, @id)",
                new { h, lastName, platform, id });
    }

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

    bool IsClosed(long h) => Is(h, "state IN ('closed', 'revised')");

    bool Is(long h, string condition) => store.Connection.ExecuteScalar<bool>(
        $"SELECT EXISTS (SELECT 1 FROM hour WHERE hour = @h AND {condition})", new { h });

    bool HasPostReceivedSince(long h, long receivedBefore) => store.Connection.ExecuteScalar<bool>("""
        SELECT EXISTS (
            SELECT 1 FROM post
            WHERE posted_at >= @h AND posted_at < @h + 3600000 AND received_at >= @receivedBefore)
          OR EXISTS (
            SELECT 1 FROM post_hidden
            WHERE post ->> 'posted_at' >= @h AND post ->> 'posted_at' < @h + 3600000
              AND post ->> 'received_at' >= @receivedBefore)
          OR EXISTS ( -- without posts its own age counts: the next post may be on its way
            SELECT 1 FROM hour
            WHERE hour = @h AND coalesce(revised_at, closed_at) >= @receivedBefore
              AND NOT EXISTS (SELECT 1 FROM post WHERE posted_at >= @h AND posted_at < @h + 3600000))
        """, new { h, receivedBefore });

    List<HourUtc> ClosedBefore(long instant) => Hours(
        "state IN ('closed', 'revised') AND hour <= @instant - 3600000", new { instant });

    List<HourUtc> SealedWithPosts() => Hours("""
        state = 'sealed' AND (
          EXISTS (SELECT 1 FROM post WHERE posted_at >= hour.hour AND posted_at < hour.hour + 3600000)
          OR EXISTS (SELECT 1 FROM post_hashtag t WHERE t.hour = hour.hour)
          OR EXISTS (SELECT 1 FROM post_topic t WHERE t.hour = hour.hour)
          OR EXISTS (
            SELECT 1 FROM post_hidden
            WHERE post ->> 'posted_at' >= +hour.hour AND post ->> 'posted_at' < hour.hour + 3600000))
        """, null);

    List<HourUtc> Hours(string condition, object? parameters) =>
    [
        .. store.Connection.Query<long>($"SELECT hour FROM hour WHERE {condition} ORDER BY hour", parameters)
            .Select(HourUtc.OfUnixMilliseconds),
    ];
}
