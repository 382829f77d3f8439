using System.CommandLine;
using Tidings.Cli.Configuration;
using Tidings.Cli.Output;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings config</c>.</summary>
static class ConfigCommand
{
    static readonly IReadOnlyList<Column<SettingRow>> Columns =
    [
        new("key", row => row.Key, row => row.Key, "Key") { IsNumber = false },
        new("value", row => row.Value, row => row.Value, "Value") { IsNumber = false },
        new("source", row => row.Source, row => row.Source, "From") { IsNumber = false },
    ];

    public static Command Create(AppHost host)
    {
        var show = new Command("show", """
            The effective configuration and where each value comes from. Secrets are masked.

            Example: tidings config show --format json
            """).Reading(hasWindow: false);
        show.SetAction(arguments => Show(host, arguments));
        var init = new Command("init", """
            Writes tidings.json with every setting, its default and what it means. An existing file stays as it is.

            Example: tidings config init
            """);
        init.SetAction(_ => Init(host));
        return new Command(
            "config", "Shows the effective configuration, or writes a file to begin with.") { show, init };
    }

    static int Show(AppHost host, ParseResult arguments)
    {
        var loaded = Settings.LoadConfiguration(host, arguments);
        if (loaded.Faults.Count > 0)
            throw new UsageException(string.Join('\n', loaded.Faults));
        if (CommonOptions.FormatOf(host, arguments) == OutputFormat.Json)
        {
            using var output = new StreamWriter(host.Out, leaveOpen: true);
            output.WriteLine(ConfigurationPrinter.ToJson(loaded.Options));
        }
        else
        {
            Results.Write(host, arguments, "Configuration", Columns, ConfigurationPrinter.ToRows(loaded));
        }
        return App.Done;
    }

    static int Init(AppHost host)
    {
        var path = host.PathOf(ConfigurationFile.DefaultName);
        if (File.Exists(path))
            throw new UsageException($"{ConfigurationFile.DefaultName} exists already; it stays as it is.");
        File.WriteAllText(path, ConfigurationExample.Text);
        host.Error.WriteLine($"Wrote {ConfigurationFile.DefaultName}.");
        return App.Done;
    }
}
