using System.CommandLine;
using Tidings.Cli.Jobs;
using Tidings.Cli.Output;
using Tidings.Configuration;
using Tidings.Storage;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings demo</c>.</summary>
static class DemoCommand
{
    const string File = "demo.db";

    static readonly Option<bool> NoServe = new("--no-serve")
    {
        Description = "Ends after the tables. This version has no dashboard yet and always does.",
    };

    public static Command Create(AppHost host)
    {
        var command = new Command("demo", """
            Shows what Tidings does, without account, server or configuration.

            Runs the bundled recording (24 hours of made-up posts from X, Bluesky and Mastodon) through the real pipeline into demo.db in this
            folder, made afresh, and prints the happiest hashtags and the mood about five coins. The posts of Bluesky come from a simulated
            Jetstream on 127.0.0.1, the others from files; all go through the queue, as live ones do.

            Example: tidings demo
            """) { NoServe };
        command.SetAction((_, cancellationToken) =>
            Task.Run(() => Run(host, cancellationToken), CancellationToken.None));
        return command;
    }

    static int Run(AppHost host, CancellationToken cancellationToken)
    {
        var url = new StoreUrl(File);
        Remove(host, url);
        var settings = new Settings(new TidingsOptions { Store = new(url.ToString()) });
        ReplayResult result = null!;
        StepProgress.Run(host, progress =>
        {
            progress.Start("listening to the recording");
            result = new DemoPipeline(host, url).Run(cancellationToken);
        });
        ReplayReport.Write(host, result, isJson: false);
        using var store = Stores.OpenExisting(host.StoreOf(url), host.Clock);
        var connection = store.Connection;
        TableWriter.Write(host, "Happiest hashtags", TopCommand.Columns,
            HashtagQueries.Top(connection, default, HashtagOrder.Rate, limit: 20, minAuthors: 5));
        var topics = settings.Topics.Select(topic => topic.Name).ToList();
        MoodTable.Write(host, topics, TopicQueries.Compare(connection, topics, default));
        host.Error.WriteLine(
            $"The store is {File}. Go on with 'tidings top --store {url}', 'tidings posts --topic btc --store {url}', "
                + "or your own recording: 'tidings replay FILE'.");
        return App.Done;
    }

    /// <summary>Takes an earlier demo away; a database of another program stays and is refused.</summary>
    static void Remove(AppHost host, StoreUrl url)
    {
        var path = host.PathOf(url.Path);
        if (!System.IO.File.Exists(path))
            return;
        Stores.OpenExisting(host.StoreOf(url), host.Clock).Dispose();
        foreach (var suffix in (string[])["", "-wal", "-shm", ".author-key"])
            System.IO.File.Delete(path + suffix);
    }
}
