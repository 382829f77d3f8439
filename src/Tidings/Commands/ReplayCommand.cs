using System.CommandLine;
using Tidings.Cli.Jobs;
using Tidings.Cli.Output;
using Tidings.Sources;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings replay</c>.</summary>
static class ReplayCommand
{
    static readonly Argument<string[]> Files = new("file")
    {
        Description = "Recordings, plain or .gz; - is standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    static readonly Option<string?> Format = CommonOptions.Choice("--format", "table", "table", "json");

    static readonly Option<int> Batch = new("--batch")
    {
        Description = "Records in one transaction at most; 5 MB of texts end it too.",
        DefaultValueFactory = _ => ReplayJob.DefaultBatchSize,
        HelpName = "N",
    };

    static readonly Option<string?> SeedZone = new("--seed-zone")
    {
        Description = "The time zone of the seed project's exports. Default: Europe/Berlin.",
        HelpName = "ZONE",
    };

    public static Command Create(AppHost host)
    {
        var command = new Command("replay", """
            Reads recorded posts through the same pipeline as live ones. Replaying a file again changes nothing.

            Every record may be of another format, which is told by itself: X v1.1 statuses, X v2 stream objects and response pages, Jetstream
            events, Mastodon statuses and stream events, exports of the seed project. One record a line, one array, or objects over many lines.

            Example: tidings replay monday.jsonl.gz tuesday.jsonl.gz --store sqlite:week.db
            """) { Files, CommonOptions.Store, CommonOptions.Config, Format, Batch, SeedZone };
        command.SetAction((arguments, cancellationToken) =>
            Task.Run(() => Run(host, arguments, cancellationToken), CancellationToken.None));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments, CancellationToken cancellationToken)
    {
        var batchSize = arguments.GetValue(Batch);
        if (batchSize < 1)
            throw new UsageException("--batch must be at least 1.");
        var files = arguments.GetValue(Files)!;
        if (files.Count(file => file == "-") > 1)
            throw new UsageException("Standard input (-) can be read only once.");
        var recordings = files.Select(file => Recording.Of(host, file)).ToList();
        var settings = Settings.Load(host, arguments);
        using var session = StoreSession.Open(host, settings, cancellationToken);
        using var job = new ReplayJob(settings, session, host.Clock, batchSize, DecoderOf(arguments));
        var result = ReplayProgressBar.Run(host, job, recordings, cancellationToken);
        foreach (var record in result.Malformed)
            host.Error.WriteLine($"{record.File}:{record.Line}: not usable ({record.Reason})");
        if (result.Counts.Malformed > result.Malformed.Count)
            host.Error.WriteLine($"… and {Numbers.Count(result.Counts.Malformed - result.Malformed.Count)} more.");
        foreach (var damaged in result.Damaged)
            host.Error.WriteLine(damaged);
        ReplayReport.Write(host, result, isJson: arguments.GetValue(Format) == "json");
        return result.Damaged.Count == 0 ? App.Done : App.Failed;
    }

    static DecoderOptions DecoderOf(ParseResult arguments) => arguments.GetValue(SeedZone) is not { } name ? new()
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? new() { SeedZone = zone }
        : throw new UsageException(
            $"--seed-zone: '{name}' is no time zone of this machine. Write for example Europe/Berlin.");
}
