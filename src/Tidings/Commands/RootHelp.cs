using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Tidings.Cli.Commands;

/// <summary>The first page of help: one line a command. Each command's own page has the rest and an example.</summary>
sealed class RootHelp(HelpAction ordinary) : SynchronousCommandLineAction
{
    const int NameWidth = 10;

    /// <summary>Whoever asks for help need not have given everything yet.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command is not RootCommand root)
            return ordinary.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(root.Description);
        output.WriteLine();
        output.WriteLine("Usage: tidings COMMAND [options]");
        output.WriteLine();
        foreach (var command in root.Subcommands.Where(command => !command.Hidden))
            output.WriteLine($"  {command.Name.PadRight(NameWidth)}{FirstLine(command.Description)}");
        output.WriteLine();
        output.WriteLine(
            "'tidings COMMAND --help' shows what a command takes, with an example. 'tidings --version' tells "
                + "the version.");
        return App.Done;
    }

    static string FirstLine(string? text) => text?.Split('\n', 2)[0] ?? "";

    /// <summary>Puts this page in the place of the ordinary one.</summary>
    public static RootCommand On(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            if (option.Action is HelpAction ordinary)
                option.Action = new RootHelp(ordinary);
        return root;
    }
}
