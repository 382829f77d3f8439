using System.Collections.Frozen;
using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>
/// Every setting there is; reading, printing, suggestions and the documentation's check all go by it.
/// </summary>
static partial class SettingTable
{
    /// <summary>The settings in the order in which they are printed; sections are the parts before the dot.</summary>
    public static IReadOnlyList<Setting<TidingsOptions>> All { get; } =
        [.. General(), .. Filters(), .. Storing(), .. Trading(), .. Serving()];

    /// <summary>Every key, with those of list items as <c>sources[].kind</c>.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. All.SelectMany(setting => setting.Keys)];

    /// <summary>The sections, each an object of settings.</summary>
    public static FrozenSet<string> Sections { get; } = All.Select(setting => setting.Key.Split('.'))
        .Where(parts => parts.Length > 1).Select(parts => parts[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The setting of a key, whatever its case; null where there is none.</summary>
    public static Setting<TidingsOptions>? Find(string key) => ByKey.GetValueOrDefault(key);

    static readonly Dictionary<string, Setting<TidingsOptions>> ByKey =
        All.ToDictionary(setting => setting.Key, StringComparer.OrdinalIgnoreCase);

    static Setting<TidingsOptions> Of<T>(
        string key, SettingFormat<T> format, Func<TidingsOptions, T?> get,
        Func<TidingsOptions, T, TidingsOptions> set) =>
        new Setting<TidingsOptions, T>(key, format, get, set);

    static IEnumerable<Setting<TidingsOptions>> General() =>
    [
        Of("store", Formats.Url("sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE", Addresses.IsStore),
            options => options.Store, (options, value) => options with { Store = value }),
        Of("queue", Formats.Url("sqlite:FILE, amqp://… or amqps://…", Addresses.IsQueue),
            options => options.Queue, (options, value) => options with { Queue = value }),
        Of("queueBytes", Formats.Size(64_000, "from 64kB to 1000TB"),
            options => options.QueueBytes, (options, value) => options with { QueueBytes = value }),
        Of("queueFull", Formats.Words(
            ("backpressure", QueueFullPolicy.Backpressure), ("drop-newest", QueueFullPolicy.DropNewest)),
            options => options.QueueFull, (options, value) => options with { QueueFull = value }),
        Of("sources", new ListFormat<SourceOptions>(new SourceFormat(), "a list of sources"),
            options => options.Sources, (options, value) => options with { Sources = value }),
        Of("happy", new ListFormat<string>(
            Formats.Text($"an emoticon, an emoji or {HappyPreset}", Happy), "a list of emoticons and emoji"),
            options => options.Happy, (options, value) => options with { Happy = value }),
        Of("topics", new TopicsFormat(), options => options.Topics,
            (options, value) => options with { Topics = value }),
    ];

    static IEnumerable<Setting<TidingsOptions>> Filters() =>
    [
        OfFilters("filters.minFollowers", Formats.Number(0, (long)int.MaxValue), filters => filters.MinFollowers,
            (filters, value) => filters with { MinFollowers = value }),
        OfFilters("filters.minAccountAgeDays", Formats.Number(0, 36_500), filters => filters.MinAccountAgeDays,
            (filters, value) => filters with { MinAccountAgeDays = value }),
        OfFilters("filters.reposts", Formats.Words(("drop", RepostPolicy.Drop), ("keep", RepostPolicy.Keep)),
            filters => filters.Reposts,
            (filters, value) => filters with { Reposts = value }),
        OfFilters("filters.copies",
            Formats.Words(
                ("drop-all", CopyPolicy.DropAll), ("keep-first", CopyPolicy.KeepFirst), ("keep", CopyPolicy.Keep)),
            filters => filters.Copies, (filters, value) => filters with { Copies = value }),
        OfFilters("filters.languages",
            new ListFormat<string>(
                Formats.Text("a language's primary subtag, such as en", Language), "a list of languages, such as en"),
            filters => filters.Languages, (filters, value) => filters with { Languages = value }),
        OfFilters("filters.languageGuess", Formats.Flag, filters => filters.LanguageGuess,
            (filters, value) => filters with { LanguageGuess = value }),
        OfFilters("filters.blacklist", new ListFormat<string>(Formats.Text("one word", OneWord), "a list of words"),
            filters => filters.Blacklist, (filters, value) => filters with { Blacklist = value }),
        OfFilters("filters.includeNeutral", Formats.Flag, filters => filters.IncludeNeutral,
            (filters, value) => filters with { IncludeNeutral = value }),
    ];

    static Setting<TidingsOptions> OfFilters<T>(
        string key, SettingFormat<T> format, Func<FilterOptions, T?> get, Func<FilterOptions, T, FilterOptions> set) =>
        Of(key, format, options => get(options.Filters),
            (options, value) => options with { Filters = set(options.Filters, value) });

    const string HappyPreset = "preset:smileys";

    static string? Happy(string text) => text.Trim() switch
    {
        "" => null,
        var entry when entry.StartsWith("preset:", StringComparison.Ordinal) && entry != HappyPreset => null,
        var entry => entry,
    };

    static string? Language(string text) =>
        text.Trim() is { Length: >= 2 and <= 8 } tag && tag.All(char.IsAsciiLetter) ? tag.ToLowerInvariant() : null;

    static string? OneWord(string text) =>
        text.Trim() is { Length: > 0 } word && !word.Any(char.IsWhiteSpace) ? word : null;
}
