using System.Data;
using Dapper;

namespace Tidings.Storage.Queries;

/// <summary>Reads the records of decisions, trades, listening and gaps, each in key order and streaming.</summary>
public static class RecordQueries
{
    /// <summary>Signals about the hours of a window.</summary>
    public static IEnumerable<StoredSignal> Signals(IDbConnection connection, Window window) =>
        Query<StoredSignal>(connection, window, sql => $"""
            SELECT strategy AS Strategy, symbol AS Symbol, {sql.Milliseconds("hour")} AS Hour, topic AS Topic,
              decision AS Decision, reason AS Reason, strength AS Strength, inputs AS Inputs,
              {sql.Milliseconds("decided_at")} AS DecidedAt
            FROM signal
            WHERE hour >= @From AND hour < @To
            ORDER BY strategy, symbol, signal.hour
            """).Select(signal => signal with { Inputs = CanonicalJson.Of(signal.Inputs) });

    /// <summary>Trades made in a window.</summary>
    public static IEnumerable<StoredTrade> Trades(IDbConnection connection, Window window) =>
        Query<StoredTrade>(connection, window, sql => $"""
            SELECT id AS Id, client_id AS ClientId, symbol AS Symbol, side AS Side, price AS Price,
              quantity AS Quantity, funds AS Funds, fee AS Fee, {sql.Milliseconds("traded_at")} AS TradedAt,
              quote_balance AS QuoteBalance, base_balance AS BaseBalance
            FROM trade
            WHERE traded_at >= @From AND traded_at < @To
            ORDER BY id
            """);

    /// <summary>Gaps that touch a window.</summary>
    public static IEnumerable<StoredGap> Gaps(IDbConnection connection, Window window) =>
        Query<StoredGap>(connection, window, sql => $"""
            SELECT source AS Source, {sql.Milliseconds("from_at")} AS FromAt, {sql.Milliseconds("to_at")} AS ToAt,
              reason AS Reason, {sql.Milliseconds("filled_at")} AS FilledAt, filled_posts AS FilledPosts
            FROM gap
            WHERE to_at > @From AND from_at < @To
            ORDER BY source, from_at
            """);

    /// <summary>Stretches of listening that touch a window.</summary>
    public static IEnumerable<StoredListening> Listening(IDbConnection connection, Window window) =>
        Query<StoredListening>(connection, window, sql => $"""
            SELECT source AS Source, {sql.Milliseconds("from_at")} AS FromAt, {sql.Milliseconds("to_at")} AS ToAt
            FROM listening
            WHERE to_at > @From AND from_at < @To
            ORDER BY source, from_at
            """);

    /// <summary>When each source was listened to last, unix milliseconds; by its name.</summary>
    public static IReadOnlyList<(string Source, long At)> LastHeard(IDbConnection connection) =>
    [
        .. connection.Query<(string, long)>($"""
            SELECT source, {SqlDialect.Of(connection).Milliseconds("max(to_at)")} FROM listening
            GROUP BY source ORDER BY source
            """),
    ];

    /// <summary>When the post stored last was received, unix milliseconds; null for an empty store.</summary>
    public static long? LastReceived(IDbConnection connection) => connection.Query<long?>($"""
        SELECT {SqlDialect.Of(connection).Milliseconds("received_at")} FROM post ORDER BY seq DESC LIMIT 1
        """).FirstOrDefault();

    static IEnumerable<T> Query<T>(IDbConnection connection, Window window, Func<SqlDialect, string> select)
    {
        var sql = SqlDialect.Of(connection);
        var (from, to) = window.Bounds;
        return connection.Query<T>(
            select(sql), new { From = sql.Time(from), To = sql.Time(to) }, buffered: false);
    }
}
