using Dapper;
using Npgsql;

namespace Tidings.Storage.Postgres;

/// <summary>
/// Makes the indexes by which queries of <c>tweet_data</c> pass over the pages of other days, and keeps them up: one for
/// each partition of <c>post</c> whose days are over. While a partition is being filled such an index would cost each
/// post a tenth of its storing, and of the present day nearly all pages are wanted.
/// </summary>
/// <remarks>
/// While an index is made, whoever writes into that partition waits, a second or a few for a day of millions; so one is
/// made at a time. Pages that came in behind the index are read by every query until they are summed up. Vacuum does that too, but
/// leaves out the last fifth of a partition, because so few new rows are not worth its while.
/// </remarks>
sealed class PostgresSummaries(PostgresStore store)
{
    const string Suffix = "_tweet_date";

    /// <summary>The expression of <c>tweet_data.tweet_date</c>.</summary>
    const string Expression = "date_trunc('second', posted_at AT TIME ZONE 'UTC')";

    sealed record Part
    {
        public string Name { get; init; } = "";
        public string? Index { get; init; }
        public long Bytes { get; init; }
    }

    /// <summary>The partitions that this role may index, how large each is, and its index.</summary>
    const string PartsSql = """
        SELECT c.relname AS Name, pg_relation_size(c.oid) AS Bytes, (
            SELECT x.indexrelid::regclass::text FROM pg_catalog.pg_index x
            JOIN pg_catalog.pg_class n ON n.oid = x.indexrelid
            WHERE x.indrelid = c.oid AND n.relname = c.relname || @Suffix) AS Index
        FROM pg_catalog.pg_inherits h
        JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid
        WHERE h.inhparent = to_regclass('post') AND pg_has_role(c.relowner, 'USAGE')
        ORDER BY c.relname
        """;

    /// <summary>A vacuum that is at work would give way to who waits for a second; so nobody waits that long.</summary>
    const string ShortWait = "SET LOCAL lock_timeout = '200ms'";

    readonly Dictionary<string, long> _done = [];

    /// <summary>
    /// Sums up what has grown, one partition after the other, and makes one index at most; one that is in use has to wait.
    /// </summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public void Update(CancellationToken cancellationToken)
    {
        var yesterday = PostgresPartitions.DayOf(store.Now).AddDays(-1); // late posts may still come for it
        var mayMake = true;
        foreach (var part in store.Read(connection => connection.Query<Part>(PartsSql, new { Suffix }).AsList()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (part.Bytes == 0 || _done.GetValueOrDefault(part.Name) == part.Bytes || (part.Index is null && !mayMake)
                || PostgresPartitions.RangeOf(part.Name) is not { } range || range.To > yesterday)
                continue;
            mayMake &= part.Index is not null;
            if (TryUpdate(part.Index, range.NameOf("post")))
                _done[part.Name] = part.Bytes;
        }
    }

    bool TryUpdate(string? index, string table)
    {
        try
        {
            store.Transact(connection =>
            {
                connection.Execute(ShortWait);
                if (index is null)
                    connection.Execute($"""
                        CREATE INDEX IF NOT EXISTS {table}{Suffix} ON {table} USING brin (({Expression}))
                          WITH (pages_per_range = 32)
                        """);
                else
                    connection.Execute("SELECT brin_summarize_new_values(@index::regclass)", new { index });
            });
            return true;
        }
        catch (StoreException error) when (PostgresErrors.SqlStateOf(error) is PostgresErrorCodes.QueryCanceled)
        {
            return true; // it took too long, and would again
        }
        catch (StoreException error) when (PostgresErrors.SqlStateOf(error) is PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.WrongObjectType)
        {
            return false; // dropped in between, or in use
        }
    }
}
