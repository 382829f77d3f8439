using System.CommandLine;
using Tidings.Cli.Checkup;
using Tidings.Cli.Output;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings doctor</c>.</summary>
static class DoctorCommand
{
    static readonly IReadOnlyList<Column<Finding>> Columns =
    [
        new("check", row => row.Check, row => row.Check, "Check") { IsNumber = false },
        new("state", row => Word(row.State), row => Word(row.State), "State") { IsNumber = false },
        new("message", row => row.Message, row => row.Message, "What was found") { IsNumber = false },
    ];

    public static Command Create(AppHost host)
    {
        var command = new Command("doctor", """
            Looks at every part of the program, and says what is wrong and what mends it. It changes nothing.

            Settings, store, rights, author key, queue and workers, budget, hours, dead letters, clock and disks; and each source: whether its
            host can be found and reached, and says something within 10 seconds. Sources are tried side by side.

            Exit status 1 where something does not work; what only deserves a look is a warning.

            Example: tidings doctor --store sqlite:tidings.db
            """)
        {
            CommonOptions.Store, CommonOptions.Queue, CommonOptions.Config, CommonOptions.Format,
        };
        command.SetAction(arguments =>
        {
            var findings = Doctor.Examine(host, () => Settings.Load(host, arguments));
            Results.Write(host, arguments, "How Tidings is", Columns, findings);
            return findings.Any(finding => finding.State == FindingState.Error) ? App.Failed : App.Done;
        });
        return command;
    }

    static string Word(FindingState state) => state switch
    {
        FindingState.Ok => "ok",
        FindingState.Warning => "warning",
        _ => "error",
    };
}
