using Spectre.Console;
using Tidings.Cli.Jobs;

namespace Tidings.Cli.Output;

/// <summary>Runs a replay and shows how far it is, on standard error and only to people.</summary>
static class ReplayProgressBar
{
    static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    public static ReplayResult Run(
        AppHost host, ReplayJob job, IReadOnlyList<Recording> recordings, CancellationToken cancellationToken)
    {
        if (!host.IsErrorTerminal)
            return job.Run(recordings, null, cancellationToken);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn(), new SpinnerColumn())
            .Start(context => Follow(context, host, job, recordings, cancellationToken));
    }

    static ReplayResult Follow(
        ProgressContext context, AppHost host, ReplayJob job, IReadOnlyList<Recording> recordings,
        CancellationToken cancellationToken)
    {
        var bar = context.AddTask("reading");
        var phase = "reading";
        var started = host.Clock.GetTimestamp();
        var running = Task.Factory.StartNew(
            () => job.Run(recordings, name => phase = name, cancellationToken), cancellationToken,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!running.IsCompleted)
        {
            var progress = job.ProgressOf(recordings);
            bar.IsIndeterminate = progress.Total is null;
            bar.MaxValue = progress.Total is > 0 and var total ? total : 1;
            bar.Value = progress.Bytes;
            var rate = progress.Posts / Math.Max(host.Clock.GetElapsedTime(started).TotalSeconds, 0.001);
            bar.Description = $"{phase}, {Numbers.Count(progress.Posts)} posts, {Numbers.Count((long)rate)}/s";
            Task.WhenAny(running, Task.Delay(Refresh, host.Clock, cancellationToken)).GetAwaiter().GetResult();
        }
        bar.Value = bar.MaxValue;
        return running.GetAwaiter().GetResult();
    }
}
