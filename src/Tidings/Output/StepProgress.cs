using Spectre.Console;

namespace Tidings.Cli.Output;

/// <summary>Progress of work in steps, on standard error and only to people.</summary>
sealed class StepProgress
{
    readonly ProgressContext? _context;
    ProgressTask? _task;

    StepProgress(ProgressContext? context) => _context = context;

    /// <summary>Runs a piece of work that reports.</summary>
    public static void Run(AppHost host, Action<StepProgress> work)
    {
        if (!host.IsErrorTerminal)
        {
            work(new(null));
            return;
        }
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) })
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new(context)));
    }

    /// <summary>Begins another bar.</summary>
    public void Start(string name) => _task = _context?.AddTask(name);

    /// <summary>Tells how many steps are done, of how many.</summary>
    public void Report(int done, int all) => Report((long)done, all);

    /// <inheritdoc cref="Report(int, int)"/>
    public void Report(long done, long all)
    {
        if (_task is null)
            return;
        _task.MaxValue = Math.Max(all, 1);
        _task.Value = done;
    }
}
