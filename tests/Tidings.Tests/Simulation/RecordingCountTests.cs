using System.Text.Json;
using Tidings.Simulation;

namespace Tidings.Tests.Simulation;

public sealed class RecordingCountTests
{
    [Fact]
    public void X_Counts_AreAsTold()
    {
        var posts = Recorded.XPosts.ToArray();
        var history = posts.Select(p => p.GetProperty("data")).Select(d => d.TryGetProperty("edit_history_tweet_ids", out var ids) ? ids : d.GetProperty("edit_history_post_ids")).ToArray();

        Assert.InRange(posts.Length, 8_400, 8_900);
        Assert.InRange(posts.Count(p => RecordingShapeTests.Reference(p) == "retweeted"), 600, 1_000);
        Assert.InRange(posts.Count(p => RecordingShapeTests.Reference(p) == "quoted"), 150, 400);
        Assert.InRange(posts.Count(p => p.GetProperty("data").TryGetProperty("note_tweet", out _)), 60, 300);
        Assert.InRange(posts.Count(p => p.GetProperty("data").TryGetProperty("edit_history_post_ids", out _)), 500, 1_000);
        Assert.InRange(history.Count(h => h.GetArrayLength() == 2), 60, 200);
        Assert.InRange(history.Count(h => h.GetArrayLength() == 3), 10, 60);
        Assert.InRange(Repeats(RecordingSource.X), 20, 100);
    }

    [Fact]
    public void X_LostConnection_IsSilentForTwentyMinutes()
    {
        var lines = Recorded.Lines(RecordingSource.X);
        var lost = Array.FindIndex(lines, l => l.Utf8.Span.StartsWith("{\"errors\":"u8));
        var start = new RecordingOptions().Start;

        Assert.Equal(start + new TimeSpan(18, 20, 0), lines[lost].At);
        Assert.InRange(lines[lost + 1].At, start + new TimeSpan(18, 40, 0), start + new TimeSpan(18, 41, 0));
        Assert.All(lines.Zip(lines.Skip(1)).Where(p => p.First.At != lines[lost].At), p => Assert.InRange((p.Second.At - p.First.At).TotalSeconds, 0, 20));
    }

    [Fact]
    public void Jetstream_Counts_AreAsTold()
    {
        var kinds = Recorded.Objects(RecordingSource.Jetstream)
            .CountBy(o => o.TryGetProperty("commit", out var c) ? $"{c.GetProperty("operation")} {c.GetProperty("collection")}" : o.GetProperty("kind").GetString()!)
            .ToDictionary();

        Assert.InRange(kinds["create app.bsky.feed.post"], 7_900, 8_200);
        Assert.InRange(kinds["update app.bsky.feed.post"], 40, 160);
        Assert.InRange(kinds["delete app.bsky.feed.post"], 60, 200);
        Assert.InRange(kinds["create app.bsky.feed.like"], 120, 400);
        Assert.InRange(kinds["create app.bsky.graph.follow"], 40, 160);
        Assert.InRange(kinds["identity"], 10, 80);
        Assert.InRange(Repeats(RecordingSource.Jetstream), 30, 120);
    }

    [Fact]
    public void Jetstream_Accounts_OneGoesAndOneComesBack()
    {
        var events = Recorded.Objects(RecordingSource.Jetstream).ToArray();
        var accounts = events.Where(o => o.TryGetProperty("account", out _)).Select(o => o.GetProperty("account")).ToArray();
        var gone = Assert.Single(Statuses("deleted").Distinct());
        var hidden = Assert.Single(Statuses("takendown").Distinct());

        Assert.True(accounts.Last(a => a.GetProperty("did").ValueEquals(hidden)).GetProperty("active").GetBoolean());
        Assert.InRange(Commits(gone), 10, 200);
        Assert.InRange(Commits(hidden), 10, 200);
        // Its last post arrives once more after the account has gone: the delete must hold.
        Assert.Equal("commit", events.Last(e => e.GetProperty("did").ValueEquals(gone)).GetProperty("kind").GetString());

        IEnumerable<string> Statuses(string status) => accounts
            .Where(a => a.TryGetProperty("status", out var s) && s.ValueEquals(status)).Select(a => a.GetProperty("did").GetString()!);

        int Commits(string did) => events.Count(e => e.GetProperty("did").ValueEquals(did) && e.TryGetProperty("commit", out _));
    }

    [Fact]
    public void Mastodon_Counts_AreAsTold()
    {
        var events = Recorded.Objects(RecordingSource.Mastodon).CountBy(o => o.GetProperty("event").GetString()!).ToDictionary();

        Assert.Equal(["delete", "status.update", "update"], events.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(events["update"], 3_450, 3_800);
        Assert.InRange(events["status.update"], 30, 120);
        Assert.InRange(events["delete"], 40, 140);
        Assert.All(Recorded.Toots("status.update"), p => Assert.Equal(JsonValueKind.String, p.GetProperty("edited_at").ValueKind));
    }

    [Fact]
    public void Deletes_MostOfThem_NameAnEarlierPost()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (known, unknown) = (0, 0);
        foreach (var line in Recorded.Objects(RecordingSource.Mastodon))
        {
            var payload = line.GetProperty("payload").GetString()!;
            if (!line.GetProperty("event").ValueEquals("delete"))
                seen.Add(JsonDocument.Parse(payload).RootElement.GetProperty("id").GetString()!);
            else if (seen.Contains(payload))
                known++;
            else
                unknown++;
        }
        Assert.InRange(known, 30, 120);
        Assert.InRange(unknown, 1, 25);
    }

    [Fact]
    public void Day_HasARhythm()
    {
        var start = new RecordingOptions().Start;
        int Posts(int hour) => Recorded.Lines(RecordingSource.X).Count(l => l.Utf8.Length > 0 && (int)(l.At - start).TotalHours == hour);

        Assert.True(Posts(17) > 2 * Posts(4), $"{Posts(17)} posts at 17, {Posts(4)} at 4");
    }

    [Theory]
    [InlineData("gratitude", 400, 850)]
    [InlineData("catsoftheday", 400, 800)]
    [InlineData("coffee", 200, 550)]
    [InlineData("weather", 30, 250)]
    [InlineData("traindelay", 0, 100)]
    public void Hashtag_Happiness_Differs(string hashtag, int fewest, int most)
    {
        var texts = Recorded.XPosts.Where(p => RecordingShapeTests.Reference(p) != "retweeted").Select(p => p.GetProperty("data").GetProperty("text").GetString()!)
            .Concat(Recorded.SkyPosts.Select(p => p.GetProperty("commit").GetProperty("record").GetProperty("text").GetString()!))
            .Where(t => $"{t} ".Replace('\n', ' ').Contains($"#{hashtag} ", StringComparison.OrdinalIgnoreCase)).ToArray();

        Assert.True(texts.Length >= 40, $"only {texts.Length} posts");
        Assert.InRange(texts.Count(t => t.Contains(":)", StringComparison.Ordinal)) * 1000 / texts.Length, fewest, most);
    }

    static int Repeats(RecordingSource source)
    {
        var lines = Recorded.Lines(source).Where(l => l.Utf8.Length > 0).Select(l => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(l.Utf8.Span))).ToArray();
        return lines.Length - lines.Distinct(StringComparer.Ordinal).Count();
    }
}
