using System.CommandLine;
using Tidings.Cli.Jobs;
using Tidings.Cli.Output;
using Tidings.Storage;
using Tidings.Storage.Copying;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings copy</c>.</summary>
static class CopyCommand
{
    static readonly Option<string> From = new("--from")
    {
        Description = "The store that is copied; it stays as it is.",
        HelpName = "URL",
        Required = true,
    };

    static readonly Option<string> To = new("--to")
    {
        Description = "The store that is filled: an empty database, or a file that is not there yet.",
        HelpName = "URL",
        Required = true,
    };

    static readonly IReadOnlyList<Column<CopiedTable>> Columns =
    [
        new("table", row => row.Table, row => row.Table, "Table") { IsNumber = false },
        new("rows", row => row.Rows, row => Numbers.Count(row.Rows), "Rows"),
    ];

    public static Command Create(AppHost host)
    {
        var command = new Command("copy", """
            Copies a whole store into an empty one: from SQLite to PostgreSQL, back, or to one of the same kind.

            Programs may go on using the source; what they write after the beginning is not copied, so stop them before you move. Every row is read back
            and compared; until then no other command takes the copy. Interrupted, it is begun anew by the same command. The author key is no part of a
            store: its file must be copied too.

            Example: tidings copy --from sqlite:tidings.db --to postgres://tidings:PASSWORD@localhost/tidings
            Example: tidings copy --from postgres://tidings:PASSWORD@localhost/tidings --to sqlite:backup.db
            """) { From, To, CommonOptions.Format, CommonOptions.Config };
        command.SetAction((arguments, cancellationToken) =>
            Task.Run(() => Run(host, arguments, cancellationToken), CancellationToken.None));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments, CancellationToken cancellationToken)
    {
        var (from, to) = (UrlOf(host, arguments, From), UrlOf(host, arguments, To));
        var settings = Settings.Load(host, arguments);
        IReadOnlyList<CopiedTable> tables = [];
        StepProgress.Run(host, progress =>
        {
            var step = "";
            tables = new StoreCopy(from, to, host.Clock)
            {
                Progress = (name, done, all) =>
                {
                    if (name != step)
                        progress.Start(step = name);
                    progress.Report(done, all);
                },
            }.Run(cancellationToken);
        });
        Results.Write(host, arguments, "Rows copied", Columns, tables);
        foreach (var table in tables.Where(table => !table.IsEqual))
            host.Error.WriteLine(
                $"{table.Table}: {Numbers.Count(table.Rows)} rows in the copy, {Numbers.Count(table.Expected)} expected; "
                    + "they are not the same.");
        if (tables.Any(table => !table.IsEqual))
        {
            host.Error.WriteLine(
                $"Another program has written into {to}. Stop it, and run the same command again.");
            return App.Failed;
        }
        SayKey(host, settings, from, to);
        return App.Done;
    }

    static StoreUrl UrlOf(AppHost host, ParseResult arguments, Option<string> option)
    {
        try
        {
            return host.StoreOf(StoreUrl.Parse(arguments.GetValue(option)!));
        }
        catch (StoreException error)
        {
            throw new UsageException($"{option.Name}: {error.Message}");
        }
    }

    /// <summary>Without the same key the copy cannot be filled further; it is in neither database.</summary>
    static void SayKey(AppHost host, Settings settings, StoreUrl from, StoreUrl to)
    {
        var (old, next) = (AuthorKeyFile.PathOf(host, from), AuthorKeyFile.PathOf(host, to));
        if (settings.Options.Privacy.Key is not null)
            host.Error.WriteLine("The author key is not in the store: keep privacy.key as it is.");
        else if (old == next)
            host.Error.WriteLine($"The author key is not in the store: keep {next}.");
        else
            host.Error.WriteLine(
                $"The author key is not in the store. Before new posts come in, copy its file: cp {old} {next}");
    }
}
