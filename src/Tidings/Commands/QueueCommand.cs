using System.CommandLine;
using Tidings.Cli.Output;
using Tidings.Queue;
using Tidings.Storage.Queues;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings queue</c>.</summary>
static class QueueCommand
{
    /// <summary>What lies in the queue, in one row.</summary>
    sealed record Status(string Path, QueueState State, long MaxBytes, IReadOnlyList<QueueConsumer> Consumers)
    {
        public QueueConsumer? Troubled => Consumers.FirstOrDefault(consumer => consumer.Trouble is not null);
    }

    static readonly IReadOnlyList<Column<Status>> StatusColumns =
    [
        new("queue", row => row.Path, row => row.Path, "Queue") { IsNumber = false },
        new("batches", row => row.State.Batches, row => Numbers.Count(row.State.Batches), "Batches"),
        new("claimed", row => row.State.Claimed, row => Numbers.Count(row.State.Claimed), "In work"),
        new("records", row => row.State.Records, row => Numbers.Count(row.State.Records), "Records"),
        new("bytes", row => row.State.Bytes, row => Numbers.Count(row.State.Bytes), "Bytes"),
        new("max_bytes", row => row.MaxBytes, row => Numbers.Count(row.MaxBytes), "At most"),
        new("oldest_received_at", row => Time(row.State.OldestReceivedAt),
            row => Time(row.State.OldestReceivedAt)?.ToString() ?? "-", "Oldest") { IsNumber = false },
        new("workers", row => (long)row.Consumers.Count, row => Numbers.Count(row.Consumers.Count), "Workers"),
        new("trouble", row => row.Troubled?.Trouble, row => row.Troubled?.Trouble ?? "-", "Trouble")
        {
            IsNumber = false,
        },
        new("trouble_since", row => Time(row.Troubled?.TroubleSince)),
    ];

    static readonly IReadOnlyList<Column<DamagedBatch>> DamagedColumns =
    [
        new("session", row => row.Session, row => row.Session ?? "unknown", "Session") { IsNumber = false },
        new("number", row => row.Number, row => row.Number is { } number ? Numbers.Count(number) : "-", "Number"),
        new("source", row => row.Source, row => row.Source ?? "unknown", "Source") { IsNumber = false },
        new("received_from", row => Time(row.ReceivedFrom), row => Time(row.ReceivedFrom)?.ToString() ?? "-", "From"),
        new("received_to", row => Time(row.ReceivedTo), row => Time(row.ReceivedTo)?.ToString() ?? "-", "To"),
        new("certain", row => row.IsCertain, row => row.IsCertain ? "yes" : "perhaps", "Lost") { IsNumber = false },
    ];

    static Instant? Time(long? unixMilliseconds) => unixMilliseconds is { } at ? new Instant(at) : null;

    public static Command Create(AppHost host) => new("queue", """
        Shows what waits in the queue, and mends it.

        Example: tidings queue status
        """)
    {
        Of(host, "status", """
            What lies in the queue, who works on it, and what keeps them.

            Example: tidings queue status
            """, ShowStatus),
        Of(host, "verify", """
            Reads every byte of the queue; it may be in use. Exit status 1 where something is damaged.

            Example: tidings queue verify
            """, Verify),
        Of(host, "repair", """
            Saves every intact batch of a damaged queue into a new file; the damaged one stays beside it.

            What was lost is named, and recorded as a gap when the queue is worked off. Nobody may be using the queue.

            Example: tidings queue repair
            """, Repair),
        DeadLettersCommand.Create(host),
    };

    static Command Of(AppHost host, string name, string description, Func<AppHost, ParseResult, int> run)
    {
        var command = new Command(name, description) { CommonOptions.Queue, CommonOptions.Config, CommonOptions.Format };
        command.SetAction(arguments => run(host, arguments));
        return command;
    }

    static int ShowStatus(AppHost host, ParseResult arguments)
    {
        var settings = Settings.Load(host, arguments);
        var path = Existing(host, settings);
        using var queue = SqliteQueue.Open(
            path, new() { MaxBytes = settings.Options.QueueBytes, Check = false, Clock = host.Clock });
        var status = new Status(
            settings.QueuePath, queue.State(), settings.Options.QueueBytes,
            [.. queue.Consumers().Where(consumer => consumer.IsAlive)]);
        if (CommonOptions.FormatOf(host, arguments) == OutputFormat.Json)
            RowWriter.WriteObject(host.Out, StatusColumns, status);
        else
            Results.Write(host, arguments, "Queue", StatusColumns, [status]);
        return App.Done;
    }

    static int Verify(AppHost host, ParseResult arguments)
    {
        var settings = Settings.Load(host, arguments);
        var report = QueueVerifier.Verify(Existing(host, settings));
        Results.Write(host, arguments, "Damaged batches", DamagedColumns, report.Damaged);
        foreach (var fault in report.Faults)
            host.Error.WriteLine($"{settings.QueuePath}: {fault}");
        foreach (var source in report.DamagedCursors)
            host.Error.WriteLine($"{settings.QueuePath}: the cursor of source '{source}' is damaged.");
        host.Error.WriteLine(
            $"{settings.QueuePath}: {Numbers.Count(report.IntactBatches)} batches with "
            + $"{Numbers.Count(report.IntactRecords)} records are intact"
            + (report.IsClean ? "." : $", {Numbers.Count(report.Damaged.Count)} are damaged. Run 'tidings queue repair'."));
        return report.IsClean ? App.Done : App.Failed;
    }

    static int Repair(AppHost host, ParseResult arguments)
    {
        var settings = Settings.Load(host, arguments);
        // not only where it exists: a repair that was interrupted may have left nothing under this name yet
        var report = QueueRepair.Repair(host.PathOf(settings.QueuePath), host.Clock);
        Results.Write(host, arguments, "Lost batches", DamagedColumns, report.Lost);
        foreach (var source in report.LostCursors)
            host.Error.WriteLine($"The cursor of source '{source}' is lost: it is read from its beginning, or its present.");
        host.Error.WriteLine(report switch
        {
            { KeptAs: null } => $"{settings.QueuePath} is in order: nothing was changed.",
            { IsNothingReadable: true } =>
                $"Nothing could be saved, and what was lost is unknown. {settings.QueuePath} is a new, empty queue; "
                + $"the damaged file is {report.KeptAs}.",
            _ => $"{Numbers.Count(report.Saved)} batches saved, {Numbers.Count(report.Lost.Count)} lost. "
                + $"The damaged file is {report.KeptAs}.",
        });
        return App.Done;
    }

    /// <summary>Asking after a queue must not make one.</summary>
    static string Existing(AppHost host, Settings settings)
    {
        var path = host.PathOf(settings.QueuePath);
        return File.Exists(path) ? path : throw new UsageException(
            $"There is no queue at {settings.QueuePath}. 'tidings listen' makes one; --queue names another.");
    }
}
