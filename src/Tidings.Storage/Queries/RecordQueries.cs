using System.Data;
using Dapper;

namespace Tidings.Storage.Queries;

/// <summary>Reads the records of decisions, trades and gaps, each in key order and streaming.</summary>
public static class RecordQueries
{
    /// <summary>Signals about the hours of a window.</summary>
    public static IEnumerable<StoredSignal> Signals(IDbConnection connection, Window window) =>
        connection.Query<StoredSignal>("""
            SELECT strategy AS Strategy, symbol AS Symbol, hour AS Hour, topic AS Topic, decision AS Decision,
              reason AS Reason, strength AS Strength, inputs AS Inputs, decided_at AS DecidedAt
            FROM signal
            WHERE hour >= @From AND hour < @To
            ORDER BY strategy, symbol, hour
            """, Parameters(window), buffered: false);

    /// <summary>Trades made in a window.</summary>
    public static IEnumerable<StoredTrade> Trades(IDbConnection connection, Window window) =>
        connection.Query<StoredTrade>("""
            SELECT id AS Id, client_id AS ClientId, symbol AS Symbol, side AS Side, price AS Price,
              quantity AS Quantity, funds AS Funds, fee AS Fee, traded_at AS TradedAt, quote_balance AS QuoteBalance,
              base_balance AS BaseBalance
            FROM trade
            WHERE traded_at >= @From AND traded_at < @To
            ORDER BY id
            """, Parameters(window), buffered: false);

    /// <summary>Gaps that touch a window.</summary>
    public static IEnumerable<StoredGap> Gaps(IDbConnection connection, Window window) =>
        connection.Query<StoredGap>("""
            SELECT source AS Source, from_at AS FromAt, to_at AS ToAt, reason AS Reason, filled_at AS FilledAt,
              filled_posts AS FilledPosts
            FROM gap
            WHERE to_at > @From AND from_at < @To
            ORDER BY source, from_at
            """, Parameters(window), buffered: false);

    static object Parameters(Window window) => new { window.Bounds.From, window.Bounds.To };
}
