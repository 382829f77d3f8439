using System.CommandLine;
using System.Text;
using Tidings.Cli.Jobs.Working;
using Tidings.Cli.Output;
using Tidings.Storage;
using Tidings.Storage.Queries;
using Tidings.Storage.Queues;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings queue dead-letters</c>.</summary>
static class DeadLettersCommand
{
    const int PageSize = 256;

    static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most that are shown.",
        DefaultValueFactory = _ => 20,
        HelpName = "N",
    };

    static readonly Argument<long[]> Numbers = new("n")
    {
        Description = "The numbers of dead letters, as 'tidings queue dead-letters' shows them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    static readonly Option<bool> All = new("--all") { Description = "Every one there is." };

    static readonly IReadOnlyList<Column<DeadLetter>> Columns =
    [
        new("n", row => row.N, row => Output.Numbers.Count(row.N), "N"),
        new("received_at", row => new Instant(row.ReceivedAt), row => new Instant(row.ReceivedAt).ToString(), "Received"),
        new("source", row => row.Source, row => row.Source, "Source") { IsNumber = false },
        new("reason", row => row.Reason, row => row.Reason, "Reason") { IsNumber = false },
        new("raw", row => Encoding.UTF8.GetString(row.Raw)),
    ];

    public static Command Create(AppHost host)
    {
        var requeue = new Command("requeue", """
            Puts dead letters back into the queue, to be worked on again; what is still refused comes back.

            Example: tidings queue dead-letters requeue --all
            """) { Numbers, All, CommonOptions.Store, CommonOptions.Queue, CommonOptions.Config };
        requeue.SetAction(arguments => Requeue(host, arguments));
        var command = new Command("dead-letters", """
            Shows the records that the store refused, with the reason. JSON and CSV have the record itself too.

            Example: tidings queue dead-letters --format json
            """) { Limit, CommonOptions.Store, CommonOptions.Config, CommonOptions.Format, requeue };
        command.SetAction(arguments => Show(host, arguments));
        return command;
    }

    static int Show(AppHost host, ParseResult arguments)
    {
        if (arguments.GetValue(Limit) < 1)
            throw new UsageException("--limit must be at least 1.");
        using var store = Stores.OpenForReading(host.StoreOf(Settings.Load(host, arguments).StoreUrl), host.Clock);
        var letters = DeadLetterQueries.Page(store.Connection, after: 0, arguments.GetValue(Limit));
        Results.Write(host, arguments, "Dead letters", Columns, letters);
        var count = DeadLetterQueries.Count(store.Connection);
        host.Error.WriteLine(count > letters.Count
            ? $"{Output.Numbers.Count(letters.Count)} of {Output.Numbers.Count(count)} dead letters."
            : $"{Output.Numbers.Count(count)} dead letters.");
        return App.Done;
    }

    static int Requeue(AppHost host, ParseResult arguments)
    {
        var wanted = arguments.GetValue(Numbers) ?? [];
        if (wanted.Length > 0 == arguments.GetValue(All))
            throw new UsageException("Name the dead letters by their numbers, or all of them with --all.");
        var settings = Settings.Load(host, arguments);
        using var store = Stores.OpenForWriting(host.StoreOf(settings.StoreUrl), host.Clock);
        using var queue = SqliteQueue.Open(
            host.PathOf(settings.QueuePath), new() { MaxBytes = settings.Options.QueueBytes, Clock = host.Clock });
        var requeue = new DeadLetterRequeue(queue, host.Clock);
        var count = 0L;
        foreach (var page in Pages(store, wanted))
        {
            requeue.Enqueue(page);
            // Only now: a crash between the two leaves a letter in both, and what is stored twice counts once.
            foreach (var letter in page)
                DeadLetterQueries.Delete(store.Connection, letter.N);
            count += page.Count;
        }
        host.Error.WriteLine($"{Output.Numbers.Count(count)} dead letters are back in the queue.");
        return wanted.Length > 0 && count < wanted.Distinct().Count()
            ? throw new UsageException("Some of these numbers are no dead letters.")
            : App.Done;
    }

    /// <summary>Up to the last one that is there now: what comes back must not be taken again.</summary>
    static IEnumerable<IReadOnlyList<DeadLetter>> Pages(IStore store, long[] wanted)
    {
        var left = DeadLetterQueries.Count(store.Connection);
        for (var after = 0L; left > 0;)
        {
            var page = DeadLetterQueries.Page(store.Connection, after, PageSize);
            if (page.Count == 0)
                yield break;
            left -= page.Count;
            after = page[^1].N;
            yield return wanted.Length == 0 ? page : [.. page.Where(letter => wanted.Contains(letter.N))];
        }
    }
}
