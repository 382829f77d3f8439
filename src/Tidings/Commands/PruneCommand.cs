using System.CommandLine;
using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Retaining;
using Tidings.Cli.Logging;
using Tidings.Cli.Output;
using Tidings.Storage;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings prune</c>.</summary>
static class PruneCommand
{
    /// <summary>What was pruned.</summary>
    sealed record Result(PrunedPosts Pruned, long BytesBefore, long BytesAfter);

    static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(15);

    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Says what would go, and removes nothing." };

    static readonly Option<string?> Before = new("--before")
    {
        Description = "Removes what was received before this time. Default: 'retention.posts' ago.",
        HelpName = "TIME",
    };

    static readonly IReadOnlyList<Column<Result>> Columns =
    [
        new("sealed_hours", row => row.Pruned.Hours, row => Numbers.Count(row.Pruned.Hours), "Sealed hours"),
        new("posts", row => row.Pruned.Posts, row => Numbers.Count(row.Pruned.Posts), "Posts removed"),
        new("bytes_before", row => row.BytesBefore, row => Numbers.Count(row.BytesBefore), "Bytes before"),
        new("bytes_after", row => row.BytesAfter, row => Numbers.Count(row.BytesAfter), "Bytes after"),
    ];

    public static Command Create(AppHost host)
    {
        var command = new Command("prune", """
            Removes old posts now, by age and budget as 'retention' says, and gives the space back. Their hours stay.

            'tidings run' and 'tidings work' do so by themselves every few minutes; both may happen at once. An hour is computed a last time
            before its posts go; open hours stay whole.

            Example: tidings prune --dry-run
            """)
        {
            DryRun, Before, CommonOptions.Store, CommonOptions.Config, CommonOptions.Format,
        };
        command.SetAction((arguments, cancellationToken) =>
            Task.Run(() => Run(host, arguments, cancellationToken), CancellationToken.None));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments, CancellationToken stop)
    {
        var settings = Settings.Load(host, arguments);
        var before = CommonOptions.TimeOf("--before", arguments.GetValue(Before))
            ?? (host.Clock.GetUtcNow() - settings.Options.Retention.Posts).ToUnixTimeMilliseconds();
        var isDryRun = arguments.GetValue(DryRun);
        var url = host.StoreOf(settings.StoreUrl);
        if (url.IsFile && !File.Exists(url.Path))
            throw new UsageException($"There is no store at {url.Path}. --store names another.");
        Result result;
        if (isDryRun)
        {
            using var store = Stores.OpenForReading(url, host.Clock);
            result = Prune(host, settings, store, before, isDryRun: true, stop);
        }
        else
        {
            using var session = StoreSession.Open(host, settings, stop);
            result = Prune(host, settings, session.Store, before, isDryRun: false, stop);
        }
        if (CommonOptions.FormatOf(host, arguments) == OutputFormat.Json)
            RowWriter.WriteObject(host.Out, Columns, result);
        else
            Results.Write(host, arguments, isDryRun ? "What would go" : "Pruned", Columns, [result]);
        return App.Done;
    }

    static Result Prune(
        AppHost host, Settings settings, IStore store, long before, bool isDryRun, CancellationToken stop)
    {
        var bytesBefore = store.Space.TotalBytes();
        var done = default(PrunedPosts);
        StepProgress.Run(host, progress =>
        {
            progress.Start("removing posts");
            var all = (int)Math.Min(store.Space.CountPosts(), int.MaxValue);
            PostRemover remover = null!;
            remover = new(store, store.CreatePruner(settings.Options.Filters))
            {
                IsDryRun = isDryRun,
                OnHour = _ => progress.Report((int)Math.Min(remover.Done.Posts, int.MaxValue), all),
            };
            remover.RemoveReceivedBefore(before, stop);
            new BudgetKeeper(settings.Options.Retention, host.Clock, new HostLogger(host, settings.Options.Log))
                .Keep(remover, coming: 0, isExact: true, stop);
            done = remover.Done;
            if (!isDryRun)
                GiveBack(host, store, stop);
        });
        return new(done, bytesBefore, store.Space.TotalBytes());
    }

    /// <summary>Copying a whole file is for one process at a time; the other way of giving back disturbs nobody.</summary>
    static void GiveBack(AppHost host, IStore store, CancellationToken stop)
    {
        var owner = $"prune-{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";
        var lease = new Lease(store, RetentionJob.LeaseName, owner, host.Clock);
        var isTaken = lease.TryTake(LeaseDuration) is not null;
        try
        {
            store.Space.GiveBack(mayBlock: isTaken, stop);
        }
        finally
        {
            lease.Release();
        }
    }
}
