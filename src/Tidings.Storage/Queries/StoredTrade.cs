namespace Tidings.Storage.Queries;

/// <summary>An executed trade. Times are unix milliseconds.</summary>
public sealed record StoredTrade(
    long Id, string ClientId, string Symbol, string Side, double Price, double Quantity, double Funds, double Fee,
    long TradedAt, double? QuoteBalance, double? BaseBalance);
