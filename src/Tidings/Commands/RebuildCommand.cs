using System.CommandLine;
using Tidings.Cli.Jobs;
using Tidings.Cli.Output;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings rebuild</c>.</summary>
static class RebuildCommand
{
    public static Command Create(AppHost host)
    {
        var command = new Command("rebuild", """
            Analyses the stored posts again with the settings in force, and computes all hours that are not sealed.

            Commands that write do so by themselves when happy, topics, filters, keep or scorer changed. Safe to stop: the next start goes on.

            Example: tidings rebuild --store sqlite:tidings.db
            Example: tidings rebuild --store postgres://tidings:PASSWORD@localhost/tidings
            """) { CommonOptions.Store, CommonOptions.Config };
        command.SetAction((arguments, cancellationToken) =>
            Task.Run(() => Run(host, arguments, cancellationToken), CancellationToken.None));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments, CancellationToken cancellationToken)
    {
        var settings = Settings.Load(host, arguments);
        var url = host.StoreOf(settings.StoreUrl);
        if (url.IsFile && !File.Exists(url.Path))
            throw new UsageException($"There is no store at {url.Path}. --store names another.");
        using var session = StoreSession.Open(host, settings, cancellationToken, appliesSettings: false);
        var posts = 0;
        var hours = 0;
        StepProgress.Run(host, progress =>
        {
            posts = session.Rebuild(settings, progress, cancellationToken);
            progress.Start("computing hours");
            hours = session.ComputeHours(progress.Report, cancellationToken);
        });
        host.Error.WriteLine($"{Numbers.Count(posts)} posts analysed, {Numbers.Count(hours)} hours computed.");
        return App.Done;
    }
}
