using System.CommandLine;
using Tidings.Cli.Jobs;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings run</c>, <c>listen</c> and <c>work</c>: the jobs that run for long.</summary>
static class JobCommands
{
    static readonly Option<bool> UntilEmpty = new("--until-empty")
    {
        Description = "Ends when the queue is empty and all hours are computed.",
    };

    static readonly Option<string?> Only = CommonOptions.Choice("--only", "both", "posts", "hours");

    /// <summary>The commands that end on a signal in their own time.</summary>
    public static IReadOnlySet<string> Names { get; } =
        new HashSet<string>(["run", "listen", "work", "record"], StringComparer.Ordinal);

    public static Command CreateRun(AppHost host) => Of(host, "run", """
        Listens, works and computes hours in one process, until it is stopped or all sources have ended.

        What is received goes through the queue into the store: kill it, fill the disk, take the store away: nothing that was received is
        lost, and it goes on by itself. Ctrl+C or SIGTERM stops it within 10 seconds; a second one at once, and still nothing is lost.
        Without configuration it listens to Bluesky and stores into tidings.db. This version listens to Bluesky (kind jetstream), and to
        recordings and pipes (kind file). What it misses becomes a gap ('tidings gaps'), and is made good where the source still has it.

        Example: tidings run
        Example: tidings run --config tidings.json
        """, [], static (runner, _, stop) => runner.Run(stop));

    public static Command CreateListen(AppHost host) => Of(host, "listen", """
        Listens only: puts what the sources say into the queue, with the place to go on from.

        Needs no store. Another process works the queue off: 'tidings work'. Ends when all sources have ended.

        Example: tidings listen --queue sqlite:tidings-queue.db
        """, [], static (runner, _, stop) => runner.Listen(stop));

    public static Command CreateWork(AppHost host) => Of(host, "work", """
        Works the queue off into the store and computes the hours that change.

        Several may run at once. While the store is away, locked or full, everything stays in the queue ('tidings queue status' tells); a
        record that the store refuses becomes a dead letter ('tidings queue dead-letters').

        Example: tidings work --store sqlite:tidings.db
        """, [UntilEmpty, Only], static (runner, arguments, stop) => runner.Work(
            arguments.GetValue(UntilEmpty),
            doesPosts: arguments.GetValue(Only) != "hours",
            doesHours: arguments.GetValue(Only) != "posts",
            stop));

    static Command Of(
        AppHost host, string name, string description, Option[] more,
        Action<JobRunner, ParseResult, CancellationToken> run)
    {
        var command = new Command(name, description) { CommonOptions.Store, CommonOptions.Queue, CommonOptions.Config };
        foreach (var option in more)
            command.Add(option);
        command.SetAction(arguments =>
        {
            using var signals = host.HasSignals ? new StopSignals() : null;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(
                signals?.Token ?? CancellationToken.None, host.Stop);
            using var runner = new JobRunner(host, Settings.Load(host, arguments));
            run(runner, arguments, stop.Token);
            return App.Done;
        });
        return command;
    }
}
