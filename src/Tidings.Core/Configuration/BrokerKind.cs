namespace Tidings.Configuration;

/// <summary>Who fills the orders.</summary>
public enum BrokerKind : byte
{
    /// <summary>This program itself, at the next price, without any exchange.</summary>
    Paper,

    /// <summary>The exchange's test network, with play money.</summary>
    Testnet,

    /// <summary>The exchange, with real money.</summary>
    Live,
}
