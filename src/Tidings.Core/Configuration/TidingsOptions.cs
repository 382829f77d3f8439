namespace Tidings.Configuration;

/// <summary>
/// All settings of the program, checked and complete: what is not configured has its default. Two of the same settings
/// are equal, and printing one shows no secret.
/// </summary>
public sealed record TidingsOptions
{
    /// <summary>
    /// The database of posts and hours: <c>sqlite:FILE</c> or <c>postgres://…</c>. Default <c>sqlite:tidings.db</c>.
    /// </summary>
    public ConnectionUrl Store { get; init; } = new("sqlite:tidings.db");

    /// <summary>
    /// What carries posts from listening to working: <c>sqlite:FILE</c> or <c>amqp://…</c>. Default
    /// <c>sqlite:tidings-queue.db</c>.
    /// </summary>
    public ConnectionUrl Queue { get; init; } = new("sqlite:tidings-queue.db");

    /// <summary>
    /// Most bytes that the embedded queue holds, 64 kB to 1 PB; beyond, <see cref="QueueFull"/> decides. Default
    /// 2 GB (2,000,000,000).
    /// </summary>
    public long QueueBytes { get; init; } = 2_000_000_000;

    /// <summary>What happens at that size. Default <see cref="QueueFullPolicy.Backpressure"/>.</summary>
    public QueueFullPolicy QueueFull { get; init; }

    /// <summary>
    /// Where posts come from, each with its own name; empty listens to nothing. Default one Jetstream.
    /// </summary>
    public ValueList<SourceOptions> Sources { get; init; } = [new()];

    /// <summary>
    /// Emoticons and emoji that make a post happy, or <c>preset:smileys</c>; empty means that no post is. Default
    /// <c>:)</c>.
    /// </summary>
    public ValueList<string> Happy { get; init; } = [":)"];

    /// <summary>What posts are sorted by, names unique. Default the five presets.</summary>
    public ValueList<TopicOptions> Topics { get; init; } =
        [new("btc", null), new("ada", null), new("eth", null), new("bnb", null), new("xrp", null)];

    /// <summary>Which posts count in topic hours.</summary>
    public FilterOptions Filters { get; init; } = new();

    /// <summary>Which posts are stored. Default <see cref="KeepPolicy.Relevant"/>.</summary>
    public KeepPolicy Keep { get; init; }

    /// <summary>What gives posts their compound. Default <see cref="ScorerKind.Vader"/>.</summary>
    public ScorerKind Scorer { get; init; }

    /// <summary>How long and how much is kept.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>When hours close.</summary>
    public RollupOptions Rollup { get; init; } = new();

    /// <summary>Which signals are given, one for each strategy and symbol. Default none.</summary>
    public ValueList<SignalOptions> Signals { get; init; } = [];

    /// <summary>What becomes of signals.</summary>
    public TradingOptions Trading { get; init; } = new();

    /// <summary>The dashboard and the HTTP API.</summary>
    public WebOptions Web { get; init; } = new();

    /// <summary>What is stored about authors.</summary>
    public PrivacyOptions Privacy { get; init; } = new();

    /// <summary>What the program says about itself.</summary>
    public LogOptions Log { get; init; } = new();
}
