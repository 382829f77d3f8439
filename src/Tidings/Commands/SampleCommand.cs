using System.CommandLine;
using Tidings.Cli.Output;
using Tidings.Simulation;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings sample</c>.</summary>
static class SampleCommand
{
    static readonly Option<string> Folder = new("--output", "-o")
    {
        Description = "The folder to write into.",
        Required = true,
        HelpName = "DIR",
    };

    static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Another seed, another day.",
        DefaultValueFactory = _ => RecordingOptions.DefaultSeed,
        HelpName = "N",
    };

    static readonly Option<int> Posts = new("--posts")
    {
        Description = "How many posts.",
        DefaultValueFactory = _ => new RecordingOptions().Posts,
        HelpName = "N",
    };

    public static Command Create(AppHost host)
    {
        var command = new Command("sample", """
            Makes up a recording of X, Bluesky and Mastodon: the bundled one, or another to try things with.

            Example: tidings sample -o my-samples --seed 7 --posts 100000
            """) { Folder, Seed, Posts };
        command.SetAction((arguments, cancellationToken) =>
            Task.Run(() => Run(host, arguments, cancellationToken), CancellationToken.None));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = arguments.GetValue(Folder)!;
        var options = new RecordingOptions { Seed = arguments.GetValue(Seed), Posts = arguments.GetValue(Posts) };
        try
        {
            RecordingWriter.Write(host.PathOf(folder), options, cancellationToken);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new UsageException($"--{error.ParamName?.ToLowerInvariant()}: {error.ActualValue} is out of range.");
        }
        foreach (var source in Enum.GetValues<RecordingSource>())
            host.Error.WriteLine($"{Path.Combine(folder, RecordingWriter.FileName(source))}: "
                + Numbers.Count(
                    new FileInfo(host.PathOf(Path.Combine(folder, RecordingWriter.FileName(source)))).Length)
                + " bytes");
        return App.Done;
    }
}
