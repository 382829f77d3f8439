using System.Data;
using Dapper;

namespace Tidings.Storage.Queries;

/// <summary>Reads and removes records that could not be used.</summary>
public static class DeadLetterQueries
{
    /// <summary>How many there are.</summary>
    public static long Count(IDbConnection connection) =>
        connection.ExecuteScalar<long>("SELECT count(*) FROM dead_letter");

    /// <summary>A page in the order in which they were kept.</summary>
    /// <param name="connection">To the store.</param>
    /// <param name="after">The number of the last one of the page before; 0 for the first page.</param>
    /// <param name="limit">The most of a page, at least 1.</param>
    public static IReadOnlyList<DeadLetter> Page(IDbConnection connection, long after, int limit) =>
        connection.Query<DeadLetter>($"""
            SELECT n AS N, {SqlDialect.Of(connection).Milliseconds("received_at")} AS ReceivedAt, source AS Source, reason AS Reason, raw AS Raw
            FROM dead_letter
            WHERE n > @after
            ORDER BY n
            LIMIT @limit
            """, new { after, limit }).AsList();

    /// <summary>Removes one; false where there is none of this number.</summary>
    public static bool Delete(IDbConnection connection, long n) =>
        connection.Execute("DELETE FROM dead_letter WHERE n = @n", new { n }) > 0;
}
