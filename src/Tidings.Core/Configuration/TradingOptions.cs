namespace Tidings.Configuration;

/// <summary>What becomes of signals. Nothing is ordered until <see cref="Enabled"/>.</summary>
public sealed record TradingOptions
{
    /// <summary>Who fills the orders. Default <see cref="BrokerKind.Paper"/>.</summary>
    public BrokerKind Broker { get; init; }

    /// <summary>What the paper account starts with, in the quote currency, above 0. Default 5000.</summary>
    public decimal Cash { get; init; } = 5000m;

    /// <summary>Share of the free quote currency that one buy spends, above 0, at most 1. Default 0.05.</summary>
    public decimal BuyShare { get; init; } = 0.05m;

    /// <summary>Share of the held coins that one sell sells, above 0, at most 1. Default 0.25.</summary>
    public decimal SellShare { get; init; } = 0.25m;

    /// <summary>
    /// Commission as a share of the traded funds, 0 to below 1; paper and backtest only. Default 0.001.
    /// </summary>
    public decimal Fee { get; init; } = 0.001m;

    /// <summary>
    /// How much worse than the price a fill is, as a share of it, 0 to below 1; paper and backtest only. Default
    /// 0.0005.
    /// </summary>
    public decimal Slippage { get; init; } = 0.0005m;

    /// <summary>Whether orders are sent at all. Default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// Base address of the exchange, <c>http://</c> or <c>https://</c>. Default null, the broker's own.
    /// </summary>
    public ConnectionUrl? Endpoint { get; init; }

    /// <summary>The exchange's API key; needed by the testnet and live brokers. Default none.</summary>
    public Secret? ApiKey { get; init; }

    /// <summary>The secret of <see cref="ApiKey"/>.</summary>
    public Secret? ApiSecret { get; init; }
}
