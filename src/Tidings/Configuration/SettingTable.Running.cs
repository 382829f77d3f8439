using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <content>The settings of storing, trading and serving.</content>
static partial class SettingTable
{
    static IEnumerable<Setting<TidingsOptions>> Storing() =>
    [
        Of("keep", Formats.Words(("relevant", KeepPolicy.Relevant), ("all", KeepPolicy.All)),
            options => options.Keep, (options, value) => options with { Keep = value }),
        Of("scorer", Formats.Words(("vader", ScorerKind.Vader), ("tidings", ScorerKind.Tidings)),
            options => options.Scorer, (options, value) => options with { Scorer = value }),
        Of("retention.posts", Formats.Duration(TimeSpan.FromHours(1), TimeSpan.FromDays(36_500)),
            options => options.Retention.Posts,
            (options, value) => options with { Retention = options.Retention with { Posts = value } }),
        Of("retention.tombstones", Formats.Number(0, long.MaxValue), options => options.Retention.Tombstones,
            (options, value) => options with { Retention = options.Retention with { Tombstones = value } }),
        Of("retention.maxRows", Formats.Number(0, long.MaxValue), options => options.Retention.MaxRows,
            (options, value) => options with { Retention = options.Retention with { MaxRows = value } }),
        Of("retention.maxBytes", Formats.Size(0, "of at most 1000TB, 0 for no limit"),
            options => options.Retention.MaxBytes,
            (options, value) => options with { Retention = options.Retention with { MaxBytes = value } }),
        Of("rollup.graceSeconds", Formats.Count(TimeSpan.FromSeconds(1), "seconds", 0, 3_600),
            options => options.Rollup.Grace,
            (options, value) => options with { Rollup = options.Rollup with { Grace = value } }),
        Of("rollup.maxWaitSeconds", Formats.Count(TimeSpan.FromSeconds(1), "seconds", 0, 86_400),
            options => options.Rollup.MaxWait,
            (options, value) => options with { Rollup = options.Rollup with { MaxWait = value } }),
        Of("signals", new ListFormat<SignalOptions>(new SignalFormat(), "a list of signals"),
            options => options.Signals, (options, value) => options with { Signals = value }),
    ];

    static IEnumerable<Setting<TidingsOptions>> Trading() =>
    [
        OfTrading("trading.broker",
            Formats.Words(("paper", BrokerKind.Paper), ("testnet", BrokerKind.Testnet), ("live", BrokerKind.Live)),
            trading => trading.Broker, (trading, value) => trading with { Broker = value }),
        OfTrading("trading.cash", Formats.Number(0.01m, 1_000_000_000_000m), trading => trading.Cash,
            (trading, value) => trading with { Cash = value }),
        OfTrading("trading.buyShare", Formats.Share(fromZero: false), trading => trading.BuyShare,
            (trading, value) => trading with { BuyShare = value }),
        OfTrading("trading.sellShare", Formats.Share(fromZero: false), trading => trading.SellShare,
            (trading, value) => trading with { SellShare = value }),
        OfTrading("trading.fee", Formats.Share(fromZero: true), trading => trading.Fee,
            (trading, value) => trading with { Fee = value }),
        OfTrading("trading.slippage", Formats.Share(fromZero: true), trading => trading.Slippage,
            (trading, value) => trading with { Slippage = value }),
        OfTrading("trading.enabled", Formats.Flag, trading => trading.Enabled,
            (trading, value) => trading with { Enabled = value }),
        OfTrading("trading.endpoint", Formats.Url("an address that begins with https:// or http://", Addresses.IsHttp),
            trading => trading.Endpoint, (trading, value) => trading with { Endpoint = value }),
        OfTrading("trading.apiKey", Formats.Secret, trading => trading.ApiKey,
            (trading, value) => trading with { ApiKey = value }),
        OfTrading("trading.apiSecret", Formats.Secret, trading => trading.ApiSecret,
            (trading, value) => trading with { ApiSecret = value }),
    ];

    static Setting<TidingsOptions> OfTrading<T>(
        string key, SettingFormat<T> format, Func<TradingOptions, T?> get,
        Func<TradingOptions, T, TradingOptions> set) =>
        Of(key, format, options => get(options.Trading),
            (options, value) => options with { Trading = set(options.Trading, value) });

    // not quoted in faults: an address may be written with a password in it, though none is allowed here
    static ScalarFormat<string> Listen => new(
        "an address of the form http://HOST:PORT",
        (string text, out string value) => (value = Addresses.Listen(text)!) is not null,
        value => value,
        SettingNodeKind.Text)
    {
        ShowsValue = false,
    };

    static IEnumerable<Setting<TidingsOptions>> Serving() =>
    [
        Of("web.listen", Listen, options => options.Web.Listen,
            (options, value) => options with { Web = options.Web with { Listen = value } }),
        Of("web.password", Formats.Secret, options => options.Web.Password,
            (options, value) => options with { Web = options.Web with { Password = value } }),
        Of("privacy.key", Formats.Secret, options => options.Privacy.Key,
            (options, value) => options with { Privacy = options.Privacy with { Key = value } }),
        Of("privacy.storeAuthors", Formats.Flag, options => options.Privacy.StoreAuthors,
            (options, value) => options with { Privacy = options.Privacy with { StoreAuthors = value } }),
        Of("log.level",
            Formats.Words(("trace", LogVerbosity.Trace), ("debug", LogVerbosity.Debug), ("info", LogVerbosity.Info),
                ("warning", LogVerbosity.Warning), ("error", LogVerbosity.Error), ("critical", LogVerbosity.Critical),
                ("information", LogVerbosity.Info), ("warn", LogVerbosity.Warning), ("fatal", LogVerbosity.Critical)),
            options => options.Log.Level,
            (options, value) => options with { Log = options.Log with { Level = value } }),
        Of("log.format", Formats.Words(("auto", LogFormat.Auto), ("text", LogFormat.Text), ("json", LogFormat.Json)),
            options => options.Log.Format,
            (options, value) => options with { Log = options.Log with { Format = value } }),
    ];
}
