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

    /// <summary>Ids of three platforms and texts that rarely repeat, as a full hour of all sources has them.</summary>
    static PostBatch MixedPosts(int from, int count, int all) =>
        Some.Batch(Enumerable.Range(from, count).Select(i =>
        {
            var random = new Random(i);
            var (at, author) = (Some.Hour + (long)i * HourUtc.Milliseconds / all, random.Next(all / 3 + 1));
            var (platform, id) = random.Next(10) switch
            {
                < 5 => (Platform.X, $"{(at - 1_288_834_974_657) << 22 | (uint)i % 4_194_304}"),
                < 9 => (
                    Platform.Bluesky,
                    $"did:plc:{(author + 1L) * 0x1E3779B97F4A7C15:x16}{author:x8}/{i * 0xD1B54A3L % 0xFFFFFFFF:x13}"),
                _ => (Platform.Mastodon, $"https://mas{author % 50}.example/users/u{author}/statuses/{at:D18}{i}"),
            };
            return new PostVersion
            {
                Platform = platform,
                Id = id,
                Version = at,
                PostedAt = at,
                Author = $"author{author}",
                Followers = random.Next(10) == 0 ? null : (long)Math.Pow(10, random.NextDouble() * 6),
                Languages = random.Next(10) switch { 0 => "", 1 => "de", 2 => "de,en", 3 => "ja", _ => "en" },
                IsRepost = random.Next(20) == 0,
                IsHappy = random.Next(10) == 0,
                Text = $"made up words, number {i}, long enough to be like a post of a person who has something to say",
                TextKey = random.Next(8) == 0 ? 1 + random.Next(all / 100) : 1L << 32 | (uint)i,
                Compound = random.Next(10) < 4 ? 0 : random.Next(-10_000, 10_001),
                Hashtags = [.. Enumerable.Range(0, 1 + i % 2)
                    .Select(k => $"tag{k}x{(int)(Math.Pow(random.NextDouble(), 4) * all / 3)}")],
                Topics = random.Next(10) < 6 ? [random.Next(Some.Topics.Count)] : [],
            };
        }));

    [Theory(Explicit = true)]
    [InlineData(100_000, 2)]
    [InlineData(400_000, 8)]
    [InlineData(3_600_000, 60)]
    public void Compute_HourOfManyPosts_KeepsTheLockForSeconds(int posts, int limitSeconds)
    {
        using var host = new SqliteStoreHost(_folder.Store());
        using (var writer = new SqliteWriter(host.Store, new() { Topics = Some.Topics }))
            for (var from = 0; from < posts; from += 10_000)
                writer.Write(MixedPosts(from, 10_000, posts));
        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        Assert.InRange(Time("first", () => host.Compute()).TotalSeconds, 0, limitSeconds);
        host.MarkAll();
        Assert.InRange(Time("again, unchanged", () => host.Compute()).TotalSeconds, 0, limitSeconds);
        output.WriteLine(
            $"memory: at most {(Process.GetCurrentProcess().PeakWorkingSet64 - before) >> 20} MiB more than to write");
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
            $"SELECT hashtag, author, happy FROM post_hashtag WHERE hour = {Some.Hour} AND NOT is_repost "
                + "ORDER BY hashtag");
    }

    void Explain(SqliteStoreHost host, string sql) =>
        output.WriteLine(string.Join('\n', host.Rows("EXPLAIN QUERY PLAN " + sql)));

    public void Dispose() => _folder.Dispose();
}
