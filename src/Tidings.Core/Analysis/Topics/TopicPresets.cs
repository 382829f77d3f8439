namespace Tidings.Analysis;

/// <summary>
/// The five coins that are followed unless topics are configured, with the words by which people name them.
/// </summary>
public static class TopicPresets
{
    /// <summary>Bitcoin.</summary>
    public static TopicDefinition Btc { get; } = new("btc", ["$btc", "#btc", "bitcoin", "#bitcoin"]);

    /// <summary>Cardano.</summary>
    public static TopicDefinition Ada { get; } = new("ada", ["#ada", "$ada", "cardano"]);

    /// <summary>Ethereum; <c>etherum</c> is how many people write it.</summary>
    public static TopicDefinition Eth { get; } = new("eth", ["#eth", "$eth", "ether", "ethereum", "etherum"]);

    /// <summary>BNB.</summary>
    public static TopicDefinition Bnb { get; } = new("bnb", ["#bnb", "$bnb", "binance coin"]);

    /// <summary>XRP.</summary>
    public static TopicDefinition Xrp { get; } = new("xrp", ["#xrp", "$xrp", "ripple"]);

    /// <summary>All five, in the order btc, ada, eth, bnb, xrp.</summary>
    public static IReadOnlyList<TopicDefinition> All { get; } = [Btc, Ada, Eth, Bnb, Xrp];
}
