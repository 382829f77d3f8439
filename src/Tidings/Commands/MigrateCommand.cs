using System.CommandLine;
using Tidings.Storage;
using Tidings.Storage.Migrations;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings migrate</c>.</summary>
static class MigrateCommand
{
    static readonly Option<int?> To = new("--to")
    {
        Description = "The schema's version to reach. Default: the newest.",
        HelpName = "N",
    };

    static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Prints the SQL that would run, and runs nothing.",
    };

    static readonly Option<bool> Down = new("--down")
    {
        Description = "Allows going back, which drops tables: without --to by one version.",
    };

    static readonly Option<bool> Status = new("--status") { Description = "Prints which migrations are applied." };

    public static Command Create(AppHost host)
    {
        var command = new Command("migrate", """
            Brings the store's schema up to date. Commands that write do so by themselves.

            Each step is one transaction: interrupted, the same command goes on where it was. On PostgreSQL, --to 0 --down first drops the partitions
            of posts, some hundred at a time, because together they take more locks than a server has.

            Example: tidings migrate --status
            Example: tidings migrate --store postgres://tidings:PASSWORD@localhost/tidings
            """) { To, DryRun, Down, Status, CommonOptions.Store, CommonOptions.Config };
        command.SetAction(arguments => Run(host, arguments));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments)
    {
        var url = host.StoreOf(Settings.Load(host, arguments).StoreUrl);
        var isReading = arguments.GetValue(Status) || arguments.GetValue(DryRun) || arguments.GetValue(Down);
        using var store = isReading ? Stores.OpenExisting(url, host.Clock) : Stores.OpenOrCreate(url, host.Clock);
        using var output = new StreamWriter(host.Out, leaveOpen: true);
        var (current, newest) = Ask(migrator => (migrator.Current(), migrator.Newest));
        if (arguments.GetValue(Status))
        {
            foreach (var line in Ask(migrator => migrator.Status()))
                output.WriteLine(
                    $"{line.Version,4}  {line.Name,-20} "
                        + $"{(line.AppliedAt is { } at ? $"applied {at:u}" : "not applied")}");
            return App.Done;
        }
        var target = arguments.GetValue(To) ?? (arguments.GetValue(Down) ? current - 1 : newest);
        if (target < current && !arguments.GetValue(Down))
            throw new UsageException(
                $"The schema has version {current}. Going back to {target} drops tables; add --down to allow it.");
        if (arguments.GetValue(DryRun))
        {
            foreach (var (migration, isUp) in Ask(migrator => migrator.Plan(target)))
                output.WriteLine(
                    $"-- {(isUp ? "up" : "down")} {migration.Version} "
                        + $"{migration.Name}\n{(isUp ? migration.Up : migration.Down)}");
            return App.Done;
        }
        var steps = store.MigrateTo(target);
        output.WriteLine(
            steps == 0 ? $"{url}: version {target}, nothing to do." : $"{url}: version {current} -> {target}.");
        return App.Done;

        // the connection goes back at once: there may be no other for the steps
        T Ask<T>(Func<Migrator, T> question) =>
            store.Read(connection => question(new Migrator(connection, host.Clock)));
    }
}
