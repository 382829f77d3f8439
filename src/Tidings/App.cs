using System.CommandLine;
using System.Data.Common;
using Tidings.Cli.Commands;
using Tidings.Queue;
using Tidings.Storage;

namespace Tidings.Cli;

/// <summary>
/// The program: finds the command, runs it, and turns every failure into one clear line and an exit status.
/// </summary>
static class App
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Something failed that was asked for rightly.</summary>
    public const int Failed = 1;

    /// <summary>Wrong use or configuration, or a store that cannot be used as it is.</summary>
    public const int Refused = 2;

    /// <summary>EPIPE: whoever reads the results has gone (<c>| head</c>), which is no failure.</summary>
    const int BrokenPipe = 32;

    /// <summary>How long a command may take to end after Ctrl+C: the library's own value.</summary>
    static readonly TimeSpan DefaultTerminationTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Commands share their options, which note what they belong to and how they are read only when they are parsed: one
    /// at a time, or one thread finds them half made by another.
    /// </summary>
    static readonly Lock Parsing = new();

    /// <summary>What the parser says besides naming a wrong word.</summary>
    const string Missing = "Required command was not provided.";

    /// <summary>Runs one command line; returns the exit status.</summary>
    public static int Run(string[] args, AppHost host)
    {
        if (!UnicodeSelfCheck.Passes())
        {
            host.Error.WriteLine(
                "Unicode normalisation does not work here: install ICU (Debian: libicu72), and do not set "
                    + "InvariantGlobalization.");
            return Refused;
        }
        ParseResult result;
        lock (Parsing)
            result = RootHelp.On(Root(host)).Parse(args.Length == 0 ? ["--help"] : args);
        if (result.Errors.Count > 0)
        {
            host.Error.WriteLine(string.Join(
                ' ',
                result.Errors.Select(error => error.Message)
                    .Where(message => message != Missing || result.Errors.Count == 1)));
            host.Error.WriteLine($"'tidings {Path(result)}--help' says more.");
            return Refused;
        }
        try
        {
            using var output = new StreamWriter(host.Out, leaveOpen: true);
            return result.Invoke(new InvocationConfiguration
            {
                Output = output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                // jobs that run for long have signals of their own
                ProcessTerminationTimeout = HasOwnSignals(result.CommandResult.Command.Name)
                    ? null
                    : DefaultTerminationTimeout,
            });
        }
        catch (UsageException error)
        {
            host.Error.WriteLine(error.Message);
            return Refused;
        }
        catch (StoreException error)
        {
            host.Error.WriteLine(error.Message);
            return error.IsPassing ? Failed : Refused;
        }
        catch (QueueException error)
        {
            host.Error.WriteLine(error.Message);
            return error.IsPassing ? Failed : Refused;
        }
        catch (DbException error) // while reading: the file is damaged deeper than opening it could tell
        {
            host.Error.WriteLine($"The store cannot be read: {error.Message}");
            return Failed;
        }
        catch (IOException error) when (error.HResult == BrokenPipe)
        {
            return Done;
        }
        catch (OperationCanceledException)
        {
            host.Error.WriteLine("Stopped.");
            return Failed;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            host.Error.WriteLine(error.Message);
            return Failed;
        }
        finally
        {
            Flush(host.Out);
        }
    }

    static bool HasOwnSignals(string command) =>
        JobCommands.Names.Contains(command) || SimulateCommand.Names.Contains(command);

    /// <summary>Nobody is left to tell where this fails: the failure was told before, or the reader has gone.</summary>
    static void Flush(Stream output)
    {
        try
        {
            output.Flush();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>The commands that were named, with a space behind each.</summary>
    static string Path(ParseResult result)
    {
        var names = new List<string>();
        for (var command = result.CommandResult;
            command.Parent is System.CommandLine.Parsing.CommandResult parent;
            command = parent)
            names.Insert(0, command.Command.Name + " ");
        return string.Concat(names);
    }

    static RootCommand Root(AppHost host) => new("""
        Tidings listens to what people post, finds out how they feel, and turns it into numbers: the happiest hashtags, the mood about a coin
        hour by hour, with what was missed beside every number.

        Begin with 'tidings demo'. Reading commands take --store and --format; on a terminal they draw tables, elsewhere they write JSON.
        Exit status: 0 done, 1 failed, 2 wrong use or configuration.
        """)
    {
        DemoCommand.Create(host),
        JobCommands.CreateRun(host),
        JobCommands.CreateListen(host),
        JobCommands.CreateWork(host),
        ReplayCommand.Create(host),
        RecordCommand.Create(host),
        TopCommand.Create(host),
        CompareCommand.Create(host),
        PostsCommand.Create(host),
        GapsCommand.Create(host),
        ScoreCommand.Create(host),
        ExtractCommand.Create(host),
        ExportCommand.Create(host),
        QueueCommand.Create(host),
        RebuildCommand.Create(host),
        PruneCommand.Create(host),
        DoctorCommand.Create(host),
        MigrateCommand.Create(host),
        CopyCommand.Create(host),
        ConfigCommand.Create(host),
        SampleCommand.Create(host),
        SimulateCommand.Create(host),
    };
}
