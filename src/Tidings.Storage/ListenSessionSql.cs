using System.Data;
using Dapper;
using Tidings.Storage.Queries;

namespace Tidings.Storage;

/// <summary>What both databases ask about sessions in the same words.</summary>
static class ListenSessionSql
{
    /// <inheritdoc cref="IStoreSpace.OpenRecordings"/>
    public static IReadOnlyList<string> OpenRecordings(IDbConnection connection, long since) =>
    [
        .. connection.Query<string>(
            """
            SELECT session FROM listen_session
            WHERE NOT is_live AND heard_until >= @since AND last_number IS DISTINCT FROM stored_through
            """,
            new { since = SqlDialect.Of(connection).Time(since) }),
    ];

    /// <summary>
    /// True where the live session <c>s</c> may still hold what it received before an instant: it began before, is not
    /// stored that far, and is not stored to its end. A later session of the same source takes its place: whatever is
    /// left of the earlier one waits in the queue, and what lies between the two is the later one's gap.
    /// </summary>
    /// <param name="instant">An expression for it, in the database's own type of times.</param>
    public static string LagsBehind(string instant) => $"""
        s.is_live AND s.started_at < {instant} AND s.heard_until < {instant}
        AND s.last_number IS DISTINCT FROM s.stored_through
        AND NOT EXISTS (
          SELECT 1 FROM listen_session later WHERE later.source = s.source AND later.n > s.n AND later.is_live)
        """;
}
