using System.CommandLine;
using System.Text;
using Tidings.Analysis;
using Tidings.Cli.Output;
using Tidings.Storage;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings posts</c>.</summary>
static class PostsCommand
{
    static readonly Option<int> Limit = new("--limit")
    {
        Description = "How many at most, newest first.",
        DefaultValueFactory = _ => 20,
        HelpName = "N",
    };

    static readonly Option<string?> Hashtag = new("--hashtag")
    {
        Description = "Only posts with this hashtag, in any spelling.",
        HelpName = "TAG",
    };

    static readonly Option<string?> Topic = new("--topic")
    {
        Description = "Only posts that name this topic.",
        HelpName = "NAME",
    };

    static readonly Option<bool> Happy = new("--happy") { Description = "Only happy posts." };

    public static readonly IReadOnlyList<Column<StoredPost>> Columns =
    [
        new("platform", row => row.Platform, row => row.Platform, "Platform") { IsNumber = false },
        new("id", row => row.Id),
        new("posted_at", row => new Instant(row.PostedAt), row => new Instant(row.PostedAt).ToString()[..19],
            "Posted (UTC)"),
        new("seq", row => row.Seq),
        new("received_at", row => new Instant(row.ReceivedAt)),
        new("author", row => row.Author),
        new("author_name", row => row.AuthorName),
        new("followers", row => row.Followers,
            row => row.Followers is { } count ? Numbers.Count(count) : "unknown", "Followers"),
        new("author_since", row => row.AuthorSince is { } since ? new Instant(since) : null),
        new("verified", row => row.Verified),
        new("location", row => row.Location),
        new("lang", row => row.Lang, row => row.Lang ?? "", "Lang") { IsNumber = false },
        new("lang_guess", row => row.LangGuess),
        new("is_repost", row => row.IsRepost),
        new("blacklisted", row => row.Blacklisted),
        new("happy", row => row.Happy, row => row.Happy ? "yes" : "", "Happy") { IsNumber = false },
        new("text", row => row.Text, row => OneLine(row.Text), "Text") { IsNumber = false },
        new("text_key", row => row.TextKey),
        new("compound", row => row.Compound, row => Numbers.Signed(row.Compound), "Compound"),
        new("scorer", row => row.Scorer),
        new("hashtags", row => row.Hashtags),
        new("topics", row => row.Topics, row => row.Topics ?? "", "Topics") { IsNumber = false },
    ];

    public static Command Create(AppHost host)
    {
        var command = new Command("posts", """
            Stored posts, newest first.

            Example: tidings posts --topic btc --happy --limit 5
            """) { Hashtag, Topic, Happy, Limit }.Reading();
        command.SetAction(arguments => Run(host, arguments));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments)
    {
        var selection = new PostSelection
        {
            Window = CommonOptions.WindowOf(host, arguments),
            Hashtag = arguments.GetValue(Hashtag) is { } tag ? KeyOf(tag) : null,
            Topic = arguments.GetValue(Topic),
            HappyOnly = arguments.GetValue(Happy),
        };
        if (arguments.GetValue(Limit) is var limit && limit < 1)
            throw new UsageException("--limit must be at least 1.");
        using var store = Stores.OpenForReading(host.StoreOf(Settings.Load(host, arguments).StoreUrl), host.Clock);
        var posts = PostQueries.Newest(store.Connection, selection, limit);
        Results.Write(host, arguments, "Posts", Columns, posts);
        if (posts.Count == 0)
            Results.SayEmpty(host, store, "No such post");
        return App.Done;
    }

    static string KeyOf(string hashtag)
    {
        var tag = Encoding.UTF8.GetBytes(hashtag);
        var key = new byte[HashtagKey.MaxLength(tag.Length)];
        return Encoding.UTF8.GetString(key.AsSpan(0, HashtagKey.Normalize(tag, key)));
    }

    /// <summary>A post's text as one line without control characters, which could play tricks on a terminal.</summary>
    static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            line.Append(Rune.IsControl(rune) || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069
                ? " "
                : rune.ToString());
        return line.ToString();
    }
}
