using System.Diagnostics;
using Tidings.Posts;
using Tidings.Storage.Queries;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage;

/// <summary>
/// Bounds that only a lost index or a quadratic plan exceeds; the figures themselves are printed. They take a minute,
/// so they run only where explicit tests are asked for.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SqliteSpeedTests(ITestOutputHelper output) : IDisposable
{
    readonly TemporaryFolder _folder = new();

    /// <summary>Posts with a hashtag and a topic each, out of few, so that groups are large.</summary>
    static PostBatch Posts(int from, int count, int hours, int topics) =>
        Some.Batch(Enumerable.Range(from, count).Select(i => new PostVersion
        {
            Id = $"{1_800_000_000_000_000_000 + i}",
            Version = 1_800_000_000_000_000_000 + i,
            PostedAt = Some.Hour + i % hours * HourUtc.Milliseconds + i % 3_600_000,
            Author = $"author{i * 7 % 50_021}",
            Followers = i % 3_000,
            IsHappy = i % 5 == 0,
            Text = $"made up words about #Tag{i % 997}, number {i}, long enough to be like a post of a person who has "
                + "something to say",
            TextKey = 1 + i * 31 % 90_001,
            Compound = i * 37 % 20_001 - 10_000,
            Hashtags = [$"Tag{i % 997}"],
            Topics = [.. Enumerable.Range(0, topics).Where(topic => (i + topic) % 2 == 0)],
        }));

    void Fill(SqliteStore store, int posts, int hours, int topics)
    {
        using var writer = new SqliteWriter(store, new() { Topics = Some.Topics });
        const int batch = 10_000;
        var (elapsed, work) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var from = 0; from < posts; from += batch)
        {
            var next = Posts(from, batch, hours, topics);
            var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            writer.Write(next);
            elapsed += Stopwatch.GetElapsedTime(started);
            work += Environment.CpuUsage.TotalTime - before;
        }
        output.WriteLine(
            $"written: {posts / elapsed.TotalSeconds:N0} posts/s, {posts / work.TotalSeconds:N0} in a second of "
                + "processor time");
    }

    TimeSpan Time(string what, Action action)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        action();
        var elapsed = Stopwatch.GetElapsedTime(started);
        output.WriteLine(
            $"{what}: {elapsed.TotalMilliseconds:N1} ms, "
                + $"{(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:N1} ms of processor time");
        return elapsed;
    }

    [Fact(Explicit = true)]
    public void TweetData_NewestTenOf100000_TakesUnder100Milliseconds()
    {
        using var host = new SqliteStoreHost(_folder.Store());
        Fill(host.Store, 100_000, hours: 24, topics: 2);
        host.Compute();
        Explain(host, "SELECT * FROM tweet_data ORDER BY id DESC LIMIT 10");
        var elapsed = Time("newest ten",
            () => Assert.Equal(10, host.Rows("SELECT * FROM tweet_data ORDER BY id DESC LIMIT 10").Count));
        Assert.InRange(elapsed.TotalMilliseconds, 0, 100);
        Time("all", () => host.Rows("SELECT count(*) FROM tweet_data"));
    }

    [Fact(Explicit = true)]
    public void Compute_HourOf400000Posts_TakesSeconds()
    {
        using var host = new SqliteStoreHost(_folder.Store());
        Fill(host.Store, 400_000, hours: 1, topics: 2);
        Assert.InRange(Time("first", () => host.Compute()).TotalSeconds, 0, 30);
        host.MarkAll();
        Time("again, unchanged", () => host.Compute());
    }

    [Fact(Explicit = true)]
    public void Prune_HourOf400000Posts_TakesSeconds()
    {
        using var host = new SqliteStoreHost(_folder.Store());
        Fill(host.Store, 400_000, hours: 1, topics: 2);
        host.Compute();
        Assert.InRange(Time("seal and empty", () => host.Prune(Some.Hour + Some.Day)).TotalSeconds, 0, 60);
    }

    [Fact(Explicit = true)]
    public void Write_Heartbeats_TakeUnderAMillisecondEach()
    {
        using var host = new SqliteStoreHost(_folder.Store());
        host.Write([], Some.Header(1, Some.Hour + 1));
        var elapsed = Time("10,000 heartbeats", () =>
        {
            for (var number = 2; number <= 10_000; number++)
                host.Write([], Some.Header(number, Some.Hour + number * 300L));
        });
        Assert.InRange(elapsed.TotalSeconds, 0, 10);
    }

    [Fact(Explicit = true)]
    public void Queries_AMillionHashtagRows_AreQuick()
    {
        using var host = new SqliteStoreHost(_folder.Store());
        Fill(host.Store, 1_000_000, hours: 100, topics: 0);
        Assert.InRange(Time("a hundred hours", () => host.Compute()).TotalSeconds, 0, 60);
        var top = Time("top", () => HashtagQueries.Top(host.Connection, default, HashtagOrder.Rate, 20, 5));
        Assert.InRange(top.TotalMilliseconds, 0, 3_000);
        Time("newest posts", () => PostQueries.Newest(host.Connection, new(), 20));
        Time("newest posts of a hashtag",
            () => Assert.Equal(20, PostQueries.Newest(host.Connection, new() { Hashtag = "tag5" }, 20).Count));
        var none = Time("newest posts of an unknown hashtag",
            () => Assert.Empty(PostQueries.Newest(host.Connection, new() { Hashtag = "none" }, 20)));
        Assert.InRange(none.TotalMilliseconds, 0, 500);
        Time("hashtag hours", () => Assert.NotEmpty(HashtagQueries.Hours(host.Connection, default).ToList()));
        Explain(
            host,
            $"SELECT hashtag, count(*), count(DISTINCT author) FROM post_hashtag WHERE hour = {Some.Hour} "
                + "AND NOT is_repost GROUP BY hour, hashtag");
        Explain(
            host,
            "DELETE FROM hashtag_hour WHERE hour = 1 AND hashtag NOT IN (SELECT hashtag FROM post_hashtag "
                + "WHERE hour = 1 AND NOT is_repost)");
    }

    void Explain(SqliteStoreHost host, string sql) =>
        output.WriteLine(string.Join('\n', host.Rows("EXPLAIN QUERY PLAN " + sql)));

    public void Dispose() => _folder.Dispose();
}
