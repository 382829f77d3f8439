using System.CommandLine;
using Tidings.Cli.Output;
using Tidings.Storage;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings export</c>.</summary>
static class ExportCommand
{
    static readonly string[] Tables = ["posts", "hashtags", "topics", "signals", "trades", "gaps"];

    static readonly Argument<string> What = new("what")
    {
        Description = string.Join('|', Tables),
        HelpName = string.Join('|', Tables),
    };

    static readonly Option<string?> Format = CommonOptions.Choice("--format", "csv", "csv", "jsonl");

    static readonly Option<string> Target = new("--output", "-o")
    {
        Description = "The file to write; - for standard output.",
        Required = true,
        HelpName = "FILE",
    };

    static readonly IReadOnlyList<Column<HashtagHour>> HashtagColumns =
    [
        new("hour", row => HourUtc.OfUnixMilliseconds(row.Hour)),
        new("hashtag", row => row.Hashtag),
        new("posts", row => row.Posts),
        new("happy", row => row.Happy),
        new("authors", row => row.Authors),
        new("happy_authors", row => row.HappyAuthors),
        new("coverage", row => row.Coverage),
        new("state", row => row.State),
    ];

    static readonly IReadOnlyList<Column<TopicHour>> TopicColumns =
        [new("hour", row => HourUtc.OfUnixMilliseconds(row.Hour)), .. CompareCommand.TopicColumns];

    public static Command Create(AppHost host)
    {
        What.AcceptOnlyFromAmong(Tables);
        var command = new Command("export", """
            Writes a table whole, in the order of its key.

            CSV has a header line and is safe to open in a spreadsheet: a text that would be taken for a formula begins with an apostrophe.

            Example: tidings export hashtags --format csv -o hashtags.csv
            """)
        {
            What, Format, Target, CommonOptions.Store, CommonOptions.Config, CommonOptions.From, CommonOptions.To,
            CommonOptions.Last,
        };
        command.SetAction(arguments => Run(host, arguments));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments)
    {
        var window = CommonOptions.WindowOf(host, arguments);
        var format = arguments.GetValue(Format) == "jsonl" ? OutputFormat.Jsonl : OutputFormat.Csv;
        var target = arguments.GetValue(Target)!;
        using var store = Stores.OpenForReading(host.StoreOf(Settings.Load(host, arguments).StoreUrl), host.Clock);
        if (target == "-")
        {
            Export(host.Out, format, arguments.GetValue(What)!, store, window);
            return App.Done;
        }
        // Beside the target first, so that a failure leaves no half file under the wanted name.
        var path = host.PathOf(target);
        var unfinished = path + ".part";
        long rows;
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
                rows = Export(file, format, arguments.GetValue(What)!, store, window);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
        host.Error.WriteLine($"{Numbers.Count(rows)} rows in {target}.");
        return App.Done;
    }

    static long Export(Stream output, OutputFormat format, string what, IStore store, Window window) => what switch
    {
        "posts" => Write(
            output, format, PostsCommand.Columns, PostQueries.All(store.Connection, new() { Window = window })),
        "hashtags" => Write(output, format, HashtagColumns, HashtagQueries.Hours(store.Connection, window)),
        "topics" => Write(output, format, TopicColumns, TopicQueries.Hours(store.Connection, window)),
        "signals" => Write(output, format, RecordColumns.Signals, RecordQueries.Signals(store.Connection, window)),
        "trades" => Write(output, format, RecordColumns.Trades, RecordQueries.Trades(store.Connection, window)),
        _ => Write(output, format, RecordColumns.Gaps, RecordQueries.Gaps(store.Connection, window)),
    };

    static long Write<T>(Stream output, OutputFormat format, IReadOnlyList<Column<T>> columns, IEnumerable<T> rows)
    {
        var count = 0L;
        RowWriter.Write(output, format, columns, rows.Select(row =>
        {
            count++;
            return row;
        }));
        return count;
    }
}
