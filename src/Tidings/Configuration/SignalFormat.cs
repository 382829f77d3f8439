using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>A signal.</summary>
sealed class SignalFormat() : ObjectFormat<SignalOptions>(
    "a signal: an object with strategy, topic and symbol", new(), Settings, "strategy", "topic", "symbol")
{
    static IReadOnlyList<Setting<SignalOptions>> Settings =>
    [
        new Setting<SignalOptions, string>(
            "strategy", Formats.Text("a name of letters, digits and '-'", Word), signal => signal.Strategy,
            (signal, value) => signal with { Strategy = value }),
        new Setting<SignalOptions, string>("topic", Formats.Text("the name of a topic", Word), signal => signal.Topic,
            (signal, value) => signal with { Topic = value.ToLowerInvariant() }),
        new Setting<SignalOptions, string>(
            "symbol", Formats.Text("a symbol such as BTCUSDT", Word), signal => signal.Symbol,
            (signal, value) => signal with { Symbol = value.ToUpperInvariant() }),
        new Setting<SignalOptions, ValueList<SignalParameter>>(
            "parameters", new ParametersFormat(), signal => signal.Parameters,
            (signal, value) => signal with { Parameters = value }),
        new Setting<SignalOptions, int>("minPosts", Formats.Number(0, int.MaxValue), signal => signal.MinPosts,
            (signal, value) => signal with { MinPosts = value }),
        new Setting<SignalOptions, double>("minCoverage", Formats.Number(0.0, 1.0), signal => signal.MinCoverage,
            (signal, value) => signal with { MinCoverage = value }),
        new Setting<SignalOptions, TimeSpan>(
            "maxAgeMinutes", Formats.Count(TimeSpan.FromMinutes(1), "minutes", 1, 1440),
            signal => signal.MaxAge, (signal, value) => signal with { MaxAge = value }),
        new Setting<SignalOptions, bool>("allowUnknownCoverage", Formats.Flag, signal => signal.AllowUnknownCoverage,
            (signal, value) => signal with { AllowUnknownCoverage = value }),
    ];

    static string? Word(string text) => text.Length is > 0 and <= 64
        && text.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_') ? text : null;
}
