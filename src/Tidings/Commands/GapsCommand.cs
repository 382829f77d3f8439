using System.CommandLine;
using Tidings.Cli.Output;
using Tidings.Hours;
using Tidings.Storage;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings gaps</c>.</summary>
static class GapsCommand
{
    static readonly Option<bool> Open = new("--open") { Description = "Only gaps that are not filled." };

    static readonly Option<string?> By = CommonOptions.Choice("--by", "gap", "gap", "source");

    static readonly IReadOnlyList<Column<StoredGap>> Columns =
    [
        new("source", row => row.Source, row => row.Source, "Source") { IsNumber = false },
        new("from_at", row => new Instant(row.FromAt), row => Shown(row.FromAt), "From (UTC)"),
        new("to_at", row => new Instant(row.ToAt), row => Shown(row.ToAt), "To (UTC)"),
        new("seconds", row => Seconds(row.ToAt - row.FromAt), row => ShownSeconds(row.ToAt - row.FromAt), "Seconds"),
        new("reason", row => row.Reason, row => row.Reason, "Reason") { IsNumber = false },
        new("filled_at", row => row.FilledAt is { } at ? new Instant(at) : null,
            row => row.FilledAt is { } at ? Shown(at) : "no", "Filled (UTC)"),
        new("filled_posts", row => row.FilledPosts,
            row => row.FilledPosts is { } posts ? Numbers.Count(posts) : row.FilledAt is null ? "" : "unknown", "Posts"),
    ];

    static readonly IReadOnlyList<Column<SourceCoverage>> SourceColumns =
    [
        new("source", row => row.Source, row => row.Source, "Source") { IsNumber = false },
        new("listened_seconds", row => Seconds(row.Listened), row => ShownSeconds(row.Listened), "Listened (s)"),
        new("gap_seconds", row => Seconds(row.Missing), row => ShownSeconds(row.Missing), "Missing (s)"),
        new("filled_seconds", row => Seconds(row.Filled), row => ShownSeconds(row.Filled), "Filled (s)"),
        new("coverage", row => row.Share is { } share ? Math.Round(share, 6) : null,
            row => Numbers.Percent(row.Share), "Coverage"),
    ];

    public static Command Create(AppHost host)
    {
        var command = new Command("gaps", """
            What was missed: stretches in which a source may have posted what was not received or not kept.

            A gap is shown where it overlaps the window, whole. It is filled when its posts came after all; 'filled_posts' counts them, where that
            is known. The reasons:

              disconnect     the connection was lost, or could not be made
              stall          nothing came over the connection any more, or no event where many are usual
              refused        the server refused to serve
              clamp          the server had no more what was asked of it
              limit_notice   the server left something out, and said so
              overflow       the queue was full, and the newest posts were dropped
              unclean_stop   the listener ended without saying so: killed, or the machine went down
              stopped        the listener was stopped as it should
              damage         the queue's file was damaged
              not_stored     received, but not stored when the hour had to close

            '--by source' sums them up: what was listened to, what is missing of it, what was filled, and the coverage, which is the share of the
            window that was listened to and is not missing. A window without an end reaches to now; without a window it is the time from
            when the source was first listened to until it was last.

            Example: tidings gaps --last 24h --open
            """) { Open, By }.Reading();
        command.SetAction(arguments => Run(host, arguments));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments)
    {
        var window = CommonOptions.WindowOf(host, arguments);
        var isBySource = arguments.GetValue(By) == "source";
        var isOpenOnly = arguments.GetValue(Open);
        if (isBySource && isOpenOnly)
            throw new UsageException("--open chooses among single gaps: leave it out with '--by source'.");
        using var store = Stores.OpenForReading(host.StoreOf(Settings.Load(host, arguments).StoreUrl), host.Clock);
        var gaps = RecordQueries.Gaps(store.Connection, window)
            .Where(gap => !isOpenOnly || gap.FilledAt is null).ToList();
        if (!isBySource)
        {
            Results.Write(host, arguments, "What was missed", Columns, gaps);
            if (gaps.Count == 0)
                Results.SayEmpty(host, store, isOpenOnly ? "No gap that is not filled" : "No gap");
            return App.Done;
        }
        var sources = Sum(window, RecordQueries.Listening(store.Connection, window).ToList(), gaps, Now(host));
        Results.Write(host, arguments, "What was listened to", SourceColumns, sources);
        if (sources.Count == 0)
            Results.SayEmpty(host, store, "Nothing was listened to");
        return App.Done;
    }

    static List<SourceCoverage> Sum(
        Window window, List<StoredListening> listened, List<StoredGap> gaps, long now)
    {
        var sources = listened.Select(row => row.Source).Union(gaps.Select(row => row.Source));
        return [.. sources.Order(StringComparer.Ordinal).Select(source => SumOf(
            source, window, now,
            [.. listened.Where(row => row.Source == source).Select(row => new SourceStretch(source, row.FromAt, row.ToAt))],
            gaps.Where(row => row.Source == source).ToLookup(
                row => row.FilledAt is not null, row => new SourceStretch(source, row.FromAt, row.ToAt))))];
    }

    static SourceCoverage SumOf(
        string source, Window window, long now, List<SourceStretch> listened, ILookup<bool, SourceStretch> gaps)
    {
        var known = listened.Concat(gaps[true]).Concat(gaps[false]).ToList();
        var from = window.From ?? known.Min(stretch => stretch.From);
        // what is still to come nobody can have listened to
        var to = window.To is { } end ? Math.Min(end, Math.Max(now, known.Max(stretch => stretch.To)))
            : window.From is null ? known.Max(stretch => stretch.To)
            : now;
        return SourceCoverage.Of(source, from, to, listened, missing: gaps[false], filled: gaps[true]);
    }

    static double Seconds(long milliseconds) => milliseconds / 1000.0;

    static string ShownSeconds(long milliseconds) => Numbers.Count((milliseconds + 500) / 1000);

    static string Shown(long at) => new Instant(at).ToString()[..19];

    static long Now(AppHost host) => host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
}
