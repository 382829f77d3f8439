using Spectre.Console;
using Tidings.Cli.Jobs.Recorder;

namespace Tidings.Cli.Output;

/// <summary>Shows how a recording grows, on standard error: while it grows only to people.</summary>
static class RecordingProgress
{
    static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs a job that records, and says at its end what came of it.</summary>
    /// <param name="host">The world.</param>
    /// <param name="name">The folder as the user named it.</param>
    /// <param name="folder">What it records into.</param>
    /// <param name="job">The job.</param>
    public static void Run(AppHost host, string name, RecordingFolder folder, Action job)
    {
        if (host.IsErrorTerminal)
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) })
                .Progress()
                .AutoClear(true)
                .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ElapsedTimeColumn())
                .Start(context => Follow(context.AddTask("recording").IsIndeterminate(), host, folder, job));
        else
            job();
        host.Error.WriteLine($"{Summary(folder.Counts)} recorded into {name}.");
    }

    static void Follow(ProgressTask line, AppHost host, RecordingFolder folder, Action job)
    {
        var running = Task.Factory.StartNew(
            job, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!running.IsCompleted)
        {
            line.Description = Markup.Escape(
                folder.Counts is { File: { } file } counts ? $"{Summary(counts)}: {file}" : "nothing heard yet");
            Task.WhenAny(running, Task.Delay(Refresh, host.Clock, CancellationToken.None)).GetAwaiter().GetResult();
        }
        running.GetAwaiter().GetResult();
    }

    static string Summary(RecordingCounts counts) =>
        $"{Numbers.Count(counts.Records)} records ({Megabytes(counts.Bytes)} MB, {Megabytes(counts.PackedBytes)} MB packed)"
        + (counts.TooLong > 0 ? $", {Numbers.Count(counts.TooLong)} too long and left out" : "")
        + (counts.Gaps > 0 ? $", {Numbers.Count(counts.Gaps)} notes of gaps" : "");

    static string Megabytes(long bytes) => Numbers.Fixed(bytes / 1e6, 1);
}
