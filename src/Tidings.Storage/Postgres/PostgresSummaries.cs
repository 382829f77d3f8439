using Dapper;
using Npgsql;

namespace Tidings.Storage.Postgres;

/// <summary>
/// Lets the server sum up the pages of posts that came in since the last time, for the index <c>post_tweet_date</c>:
/// pages without a summary are read by every query of <c>tweet_data</c>, whatever it asks for. Vacuum does so too, but
/// leaves out the last fifth of a day, because so few new rows are not worth its while.
/// </summary>
sealed class PostgresSummaries(PostgresStore store)
{
    sealed record Part
    {
        public string Name { get; init; } = "";
        public uint Index { get; init; }
        public long Bytes { get; init; }
    }

    /// <summary>The indexes of the partitions that this role may sum up, and how large each partition is.</summary>
    const string PartsSql = """
        SELECT i.indexrelid::regclass::text AS Name, i.indexrelid AS Index, pg_relation_size(i.indrelid) AS Bytes
        FROM pg_catalog.pg_inherits h
        JOIN pg_catalog.pg_index i ON i.indexrelid = h.inhrelid
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        WHERE h.inhparent = to_regclass('post_tweet_date') AND pg_has_role(c.relowner, 'USAGE')
        ORDER BY c.relname
        """;

    /// <summary>
    /// A vacuum that is at work does the same; it would give way to who waits for a second, so nobody waits that long.
    /// </summary>
    const string ShortWait = "SET LOCAL lock_timeout = '200ms'";

    readonly Dictionary<uint, long> _done = [];

    /// <summary>Sums up the partitions that have grown, one after the other; one that is in use has to wait.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public void Update(CancellationToken cancellationToken)
    {
        foreach (var part in store.Read(connection => connection.Query<Part>(PartsSql).AsList()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (part.Bytes > 0 && _done.GetValueOrDefault(part.Index) != part.Bytes && TrySumUp(part))
                _done[part.Index] = part.Bytes;
        }
    }

    bool TrySumUp(Part part)
    {
        try
        {
            store.Transact(connection =>
            {
                connection.Execute(ShortWait);
                connection.Execute("SELECT brin_summarize_new_values(@Name::regclass)", new { part.Name });
            });
            return true;
        }
        catch (StoreException error) when (PostgresErrors.SqlStateOf(error) is PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.WrongObjectType)
        {
            return false; // dropped in between, or in use
        }
    }
}
