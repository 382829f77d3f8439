using System.CommandLine;
using Tidings.Cli.Output;
using Tidings.Storage;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings compare</c>.</summary>
static class CompareCommand
{
    static readonly Argument<string[]> Topics = new("topic")
    {
        Description = "Names of topics.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static readonly IReadOnlyList<Column<TopicHour>> Columns =
    [
        new("hour", row => HourUtc.OfUnixMilliseconds(row.Hour)),
        new("hour_end", row => HourUtc.OfUnixMilliseconds(row.Hour).Next),
        .. TopicColumns,
    ];

    /// <summary>The columns of <c>topic_hour</c> without the hour, then what the hour itself says.</summary>
    internal static IReadOnlyList<Column<TopicHour>> TopicColumns =>
    [
        new("topic", row => row.Topic),
        new("posts", row => row.Posts),
        new("accepted", row => row.Accepted),
        new("refused", row => new RawJson(row.Refused)),
        new("unknown", row => new RawJson(row.Unknown)),
        new("copies", row => row.Copies),
        new("scored", row => row.Scored),
        new("zero", row => row.Zero),
        new("negative", row => row.Negative),
        new("neutral", row => row.Neutral),
        new("positive", row => row.Positive),
        new("mean", row => row.Mean),
        new("stddev", row => row.Stddev),
        new("weighted_mean", row => row.WeightedMean),
        new("coverage", row => row.Coverage),
        new("state", row => row.State),
    ];

    public static Command Create(AppHost host)
    {
        var command = new Command("compare", """
            The mood about topics, hour by hour, side by side.

            Mean of the compounds, -1 to 1, of the posts that the filters accept, without copies and without posts that score exactly 0; behind it
            how many posts that are. Hours before a topic was first looked for are left out. Hours are UTC and named by their start.

            Example: tidings compare btc eth ada --from 2026-05-01 --to 2026-05-02
            """) { Topics }.Reading();
        command.SetAction(arguments => Run(host, arguments));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments)
    {
        var topics = arguments.GetValue(Topics)!.Distinct(StringComparer.Ordinal).ToArray();
        var window = CommonOptions.WindowOf(host, arguments);
        var settings = Settings.Load(host, arguments);
        using var store = Stores.OpenForReading(host.StoreOf(settings.StoreUrl), host.Clock);
        CheckNames(topics, settings, TopicQueries.Known(store.Connection));
        var rows = TopicQueries.Compare(store.Connection, topics, window);
        if (CommonOptions.FormatOf(host, arguments) == OutputFormat.Table)
            MoodTable.Write(host, topics, rows);
        else
            RowWriter.Write(host.Out, CommonOptions.FormatOf(host, arguments), Columns, rows);
        if (TopicQueries.CountBeforeSince(store.Connection, topics, window) is > 0 and var before)
            host.Error.WriteLine(
                $"{before} topic hours are left out: the topic was first looked for, or defined anew, after them.");
        if (rows.Count == 0)
            Results.SayEmpty(host, store, "No hours of these topics");
        return App.Done;
    }

    static void CheckNames(string[] topics, Settings settings, IReadOnlyList<TopicSince> known)
    {
        var names = known.Select(topic => topic.Topic).Union(settings.Topics.Select(topic => topic.Name))
            .Order(StringComparer.Ordinal).ToList();
        var strangers = topics.Except(names).ToList();
        if (strangers.Count > 0)
            throw new UsageException(
                $"Unknown topic '{string.Join("', '", strangers)}'. Known are: {string.Join(", ", names)}.");
    }
}
