using System.CommandLine;
using System.Text.Json;
using Tidings.Analysis;
using Tidings.Cli.Commands;
using Tidings.Cli.Configuration;
using Tidings.Configuration;
using Tidings.Posts;
using Tidings.Storage;

namespace Tidings.Cli;

/// <summary>The effective settings in the shapes that the stages take.</summary>
sealed class Settings
{
    public Settings(TidingsOptions options) => (Options, Topics) = (options, [.. options.Topics.Select(Resolve)]);

    public TidingsOptions Options { get; }

    /// <summary>Where the settings come from, in words.</summary>
    public string Origin { get; private init; } = "all of them defaults";

    /// <summary>The topics, presets written out.</summary>
    public IReadOnlyList<TopicDefinition> Topics { get; }

    /// <summary>The file of the embedded queue, as it was written.</summary>
    /// <exception cref="UsageException">The queue is another one.</exception>
    public string QueuePath
    {
        get
        {
            const string sqlite = "sqlite:";
            var url = Options.Queue.Reveal();
            if (!url.StartsWith(sqlite, StringComparison.OrdinalIgnoreCase))
                throw new UsageException(
                    "queue: RabbitMQ is not in this version yet. Use 'sqlite:FILE', for example sqlite:tidings-queue.db.");
            var path = url[sqlite.Length..];
            return path.StartsWith("//", StringComparison.Ordinal) ? path[2..] : path;
        }
    }

    public StoreUrl StoreUrl => StoreUrl.Parse(Options.Store.Reveal());

    public AnalysisOptions Analysis =>
        new() { Happy = Options.Happy, Topics = Topics, Blacklist = Options.Filters.Blacklist };

    public BatchOptions Batch =>
        new() { KeepAll = Options.Keep == KeepPolicy.All, StoreAuthors = Options.Privacy.StoreAuthors };

    public IngestOptions Ingest => new()
    {
        Topics = Topics,
        Scorer = Scorer.Name,
        PostRetention = Options.Retention.Posts,
        MaxTombstones = Options.Retention.Tombstones,
    };

    /// <summary>The same for a job that runs beside others, which may come with other settings.</summary>
    public IngestOptions IngestWithHash => Ingest with { ConfigurationHash = Hash };

    /// <summary>A new analyser, for one thread.</summary>
    public PostAnalyzer CreateAnalyzer() => new(Analysis, Scorer);

    /// <summary>A new scorer, for one thread.</summary>
    public ISentimentScorer Scorer => CreateScorer(Options.Scorer);

    /// <summary>Tells whether stored posts were analysed and counted with these settings.</summary>
    public string Hash => ConfigurationHash.Compute(Options, name => Preset(name).Synonyms);

    /// <summary>The filters as the view <c>tweet_data</c> reads them.</summary>
    public string FiltersJson => JsonSerializer.Serialize(new
    {
        dropReposts = Options.Filters.Reposts == RepostPolicy.Drop,
        languages = Options.Filters.Languages.ToArray(),
        languageGuess = Options.Filters.LanguageGuess,
        minFollowers = Options.Filters.MinFollowers,
        minAccountAgeDays = Options.Filters.MinAccountAgeDays,
    });

    public static ISentimentScorer CreateScorer(ScorerKind kind) => kind == ScorerKind.Vader
        ? new VaderScorer()
        : throw new UsageException("scorer: 'tidings' is not in this version yet. Use 'vader'.");

    /// <summary>Loads the configuration for a command line; all faults at once.</summary>
    /// <exception cref="UsageException">The configuration has faults.</exception>
    public static Settings Load(AppHost host, ParseResult arguments)
    {
        var loaded = LoadConfiguration(host, arguments);
        if (loaded.Faults.Count > 0)
            throw new UsageException(string.Join('\n', loaded.Faults));
        var settings = new Settings(loaded.Options) { Origin = OriginOf(loaded, arguments) };
        settings.CheckLists();
        return settings;
    }

    static string OriginOf(LoadedConfiguration loaded, ParseResult arguments)
    {
        var places = loaded.Origins.Values.Select(origin => origin.Kind).Distinct().Order().Select(kind => kind switch
        {
            OriginKind.File => arguments.GetValue(CommonOptions.Config) ?? ConfigurationFile.DefaultName,
            OriginKind.Option => "the command line",
            OriginKind.Default => "the defaults",
            _ => "the environment",
        }).Distinct().ToList();
        return places.Count == 0 ? "all of them defaults" : $"from {string.Join(", ", places)}";
    }

    public static LoadedConfiguration LoadConfiguration(AppHost host, ParseResult arguments)
    {
        var overrides = new Dictionary<string, string>(StringComparer.Ordinal);
        if (arguments.GetResult(CommonOptions.Store) is { Implicit: false }
            && arguments.GetValue(CommonOptions.Store) is { } store)
            overrides["store"] = store;
        if (arguments.GetResult(CommonOptions.Queue) is { Implicit: false }
            && arguments.GetValue(CommonOptions.Queue) is { } queue)
            overrides["queue"] = queue;
        return ConfigurationLoader.Load(new()
        {
            File = ConfigurationFile.Read(arguments.GetValue(CommonOptions.Config), host.Folder),
            Environment = host.Environment,
            Overrides = overrides,
            Needs = ConfigurationNeeds.None,
        });
    }

    /// <summary>Lists are understood in full only by what matches them; their faults are the configuration's.</summary>
    void CheckLists()
    {
        try
        {
            _ = CreateAnalyzer();
        }
        catch (ArgumentException error)
        {
            throw new UsageException(error.Message);
        }
    }

    static TopicDefinition Resolve(TopicOptions topic) =>
        topic.Synonyms is { } synonyms ? new(topic.Name, synonyms) : Preset(topic.Name);

    static TopicDefinition Preset(string name) => TopicPresets.All.First(preset => preset.Name == name);
}
