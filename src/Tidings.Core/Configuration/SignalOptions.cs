namespace Tidings.Configuration;

/// <summary>One strategy that decides about one symbol by the hours of one topic.</summary>
public sealed record SignalOptions
{
    /// <summary>The strategy's name. Strategy and symbol together are unique.</summary>
    public string Strategy { get; init; } = "";

    /// <summary>The configured topic whose hours it reads.</summary>
    public string Topic { get; init; } = "";

    /// <summary>The exchange's symbol, in upper case, for example <c>BTCUSDT</c>.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>The strategy's own parameters, by name; what is not given has the strategy's default.</summary>
    public ValueList<SignalParameter> Parameters { get; init; } = [];

    /// <summary>
    /// Least scored posts of an hour, 0 or more; below, the decision is hold, <c>thin</c>. Default 30.
    /// </summary>
    public int MinPosts { get; init; } = 30;

    /// <summary>Least coverage of an hour, 0 to 1; below, the decision is hold, <c>coverage</c>. Default 0.9.</summary>
    public double MinCoverage { get; init; } = 0.9;

    /// <summary>
    /// Most time since the hour's end, 1 minute to 1 day; later, the decision is hold, <c>stale</c>. Default 30
    /// minutes.
    /// </summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether hours of unknown coverage, as recordings give them, may decide. Default false.</summary>
    public bool AllowUnknownCoverage { get; init; }
}
