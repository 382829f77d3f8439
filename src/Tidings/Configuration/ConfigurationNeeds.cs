namespace Tidings.Cli.Configuration;

/// <summary>Which jobs a command does, and with them which secrets it cannot do without.</summary>
[Flags]
enum ConfigurationNeeds
{
    /// <summary>None: reading commands and <c>config show</c> work without a secret.</summary>
    None = 0,

    /// <summary>Listening: the tokens of the sources.</summary>
    Listen = 1,

    /// <summary>Serving: the password, where the address is not loopback.</summary>
    Serve = 2,

    /// <summary>Trading: the keys of the exchange, where trading is enabled and the broker is not paper.</summary>
    Trade = 4,

    /// <summary>All jobs in one process.</summary>
    All = Listen | Serve | Trade,
}
