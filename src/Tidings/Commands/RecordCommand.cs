using System.CommandLine;
using Tidings.Cli.Jobs;
using Tidings.Cli.Output;
using Tidings.Configuration;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings record</c>.</summary>
static class RecordCommand
{
    static readonly Option<string> Target = new("--output", "-o")
    {
        Description = "The folder to record into; made where it is missing.",
        Required = true,
        HelpName = "DIR",
    };

    static readonly Option<string?> For = new("--for")
    {
        Description = "Stops by itself after this long, for example 90s, 10m or 24h. Default: when it is told to.",
        HelpName = "DURATION",
    };

    public static Command Create(AppHost host)
    {
        var command = new Command("record", """
            Keeps what the live sources say, as they say it, in packed files that 'tidings replay' reads.

            It writes, into the folder:

              SOURCE-2026-05-01T13.jsonl.gz   what was received in that hour (UTC), one record a line. At every instant the file is whole up
                                              to the last records: zcat and 'tidings replay' may read it meanwhile
              SOURCE-gaps.jsonl               what was missed, and what of it came after all; of one from_at the last line counts
              record-state.json               how far each source was read, and how far each file is whole

            What is on disk is on disk: kill it at any instant and start it again with the same folder. It cuts off what was half written,
            and goes on where the source was. While the folder is full or away it tries again, and the source has to wait. Replaying gives the
            tables that listening would have given, but for the coverage, which nobody knows of a recording.

            Only live sources are recorded, and two processes never record into one folder. Ctrl+C or SIGTERM stops it; finished files may be
            moved away at any time.

            Example: tidings record -o recordings --for 24h
            """) { Target, For, CommonOptions.Config };
        command.SetAction(arguments => Run(host, arguments));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments)
    {
        var duration = DurationOf(arguments.GetValue(For));
        var settings = Settings.Load(host, arguments);
        using var signals = host.HasSignals ? new StopSignals() : null;
        using var over = duration is { } limit
            ? new CancellationTokenSource(limit, host.Clock)
            : new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            signals?.Token ?? CancellationToken.None, host.Stop, over.Token);
        using var runner = new JobRunner(host, settings);
        var folder = arguments.GetValue(Target)!;
        runner.Record(
            host.PathOf(folder), (recorded, job) => RecordingProgress.Run(host, folder, recorded, job), stop.Token);
        return App.Done;
    }

    /// <summary>As long as a timer can wait.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    static TimeSpan? DurationOf(string? text) => text is null ? null
        : DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero && duration <= Longest ? duration
        : throw new UsageException($"--for: '{text}' is no duration up to 49d. Write for example 90s, 10m or 24h.");
}
