using System.CommandLine;
using Tidings.Cli.Output;
using Tidings.Storage;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings top</c>.</summary>
static class TopCommand
{
    static readonly Option<string?> By = CommonOptions.Choice("--by", "rate", "rate", "happy", "posts");

    static readonly Option<int> Limit = new("--limit")
    {
        Description = "How many at most.",
        DefaultValueFactory = _ => 20,
        HelpName = "N",
    };

    static readonly Option<long> MinAuthors = new("--min-authors")
    {
        Description = "Leaves out hashtags with fewer votes (authors, once an hour).",
        DefaultValueFactory = _ => 5,
        HelpName = "N",
    };

    public static readonly IReadOnlyList<Column<HashtagRank>> Columns =
    [
        new("hashtag", row => row.Hashtag),
        new("display", row => row.Display, row => "#" + row.Display, "Hashtag") { IsNumber = false },
        new("posts", row => row.Posts, row => Numbers.Count(row.Posts), "Posts"),
        new("happy", row => row.Happy, row => Numbers.Count(row.Happy), "Happy posts"),
        new("authors", row => row.Authors, row => Numbers.Count(row.Authors), "Authors"),
        new("happy_authors", row => row.HappyAuthors, row => Numbers.Count(row.HappyAuthors), "Happy authors"),
        new("rate", row => Math.Round(row.Rate, 6), row => Numbers.Percent(row.Rate), "Happy"),
        new("lower_bound", row => Math.Round(row.LowerBound, 6), row => Numbers.Percent(row.LowerBound), "At least"),
        new("coverage", row => row.Coverage, row => Numbers.Percent(row.Coverage), "Coverage"),
    ];

    public static Command Create(AppHost host)
    {
        var command = new Command("top", """
            The happiest hashtags.

            One vote per author, hashtag and hour. They are ranked by "at least": the lower end of the 95 % interval of the happy share, so that
            three happy authors of three do not beat ninety of a hundred. Coverage says how much of the window was listened to; it is unknown for
            recordings.

            Example: tidings top --last 24h --by rate --limit 10
            """) { By, Limit, MinAuthors }.Reading();
        command.SetAction(arguments => Run(host, arguments));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments)
    {
        var limit = arguments.GetValue(Limit);
        if (limit < 1)
            throw new UsageException("--limit must be at least 1.");
        var window = CommonOptions.WindowOf(host, arguments);
        using var store = Stores.OpenForReading(host.StoreOf(Settings.Load(host, arguments).StoreUrl), host.Clock);
        var order = arguments.GetValue(By) switch
        {
            "happy" => HashtagOrder.Happy,
            "posts" => HashtagOrder.Posts,
            _ => HashtagOrder.Rate,
        };
        var ranks = HashtagQueries.Top(store.Connection, window, order, limit, arguments.GetValue(MinAuthors));
        Results.Write(host, arguments, "Happiest hashtags", Columns, ranks);
        if (ranks.Count == 0)
            Results.SayEmpty(host, store, "No hashtag with so many authors");
        return App.Done;
    }
}
