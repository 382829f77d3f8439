using System.Data;
using Dapper;

namespace Tidings.Storage.Queries;

/// <summary>Reads the hours themselves.</summary>
public static class HourQueries
{
    /// <summary>The hours that there are.</summary>
    public static int Count(IDbConnection connection) => connection.ExecuteScalar<int>("SELECT count(*) FROM hour");

    /// <summary>The first and the last hour of the store; null for an empty one.</summary>
    public static (HourUtc First, HourUtc Last)? Range(IDbConnection connection)
    {
        var sql = SqlDialect.Of(connection);
        var (first, last) = connection.QuerySingle<(long?, long?)>(
            $"SELECT {sql.Milliseconds("min(hour)")}, {sql.Milliseconds("max(hour)")} FROM hour");
        return first is { } from && last is { } to
            ? (HourUtc.OfUnixMilliseconds(from), HourUtc.OfUnixMilliseconds(to))
            : null;
    }
}
