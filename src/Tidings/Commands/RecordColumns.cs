using Tidings.Cli.Output;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Commands;

/// <summary>The columns of decisions, trades and gaps.</summary>
static class RecordColumns
{
    public static readonly IReadOnlyList<Column<StoredSignal>> Signals =
    [
        new("strategy", row => row.Strategy),
        new("symbol", row => row.Symbol),
        new("hour", row => HourUtc.OfUnixMilliseconds(row.Hour)),
        new("topic", row => row.Topic),
        new("decision", row => row.Decision),
        new("reason", row => row.Reason),
        new("strength", row => row.Strength),
        new("inputs", row => new RawJson(row.Inputs)),
        new("decided_at", row => new Instant(row.DecidedAt)),
    ];

    public static readonly IReadOnlyList<Column<StoredTrade>> Trades =
    [
        new("id", row => row.Id),
        new("client_id", row => row.ClientId),
        new("symbol", row => row.Symbol),
        new("side", row => row.Side),
        new("price", row => row.Price),
        new("quantity", row => row.Quantity),
        new("funds", row => row.Funds),
        new("fee", row => row.Fee),
        new("traded_at", row => new Instant(row.TradedAt)),
        new("quote_balance", row => row.QuoteBalance),
        new("base_balance", row => row.BaseBalance),
    ];

    public static readonly IReadOnlyList<Column<StoredGap>> Gaps =
    [
        new("source", row => row.Source),
        new("from_at", row => new Instant(row.FromAt)),
        new("to_at", row => new Instant(row.ToAt)),
        new("reason", row => row.Reason),
        new("filled_at", row => row.FilledAt is { } at ? new Instant(at) : null),
        new("filled_posts", row => row.FilledPosts),
    ];
}
