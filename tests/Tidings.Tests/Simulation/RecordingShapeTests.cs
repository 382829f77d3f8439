using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tidings.Tests.Simulation;

public sealed class RecordingShapeTests
{
    [Fact]
    public void X_EveryPost_IdCarriesItsTime() => Assert.All(
        Recorded.XPosts.SelectMany(p => Included(p).Prepend(p.GetProperty("data"))),
        post => Assert.Equal(Milliseconds(post, "created_at"), ((long)ulong.Parse(Of(post, "id"), CultureInfo.InvariantCulture) >> 22) + 1288834974657));

    [Fact]
    public void Mastodon_EveryStatus_IdCarriesItsTime() => Assert.All(
        Recorded.Toots("update").Concat(Recorded.Toots("status.update")),
        post => Assert.Equal(Milliseconds(post, "created_at"), (long)(ulong.Parse(Of(post, "id"), CultureInfo.InvariantCulture) >> 16)));

    [Fact]
    public void Jetstream_EveryPost_KeysCarryTheirTimes()
    {
        var imported = 0;
        foreach (var post in Recorded.SkyPosts)
        {
            var commit = post.GetProperty("commit");
            var createdAt = Milliseconds(commit.GetProperty("record"), "createdAt");
            var (key, rev) = (Micros(Of(commit, "rkey")), Micros(Of(commit, "rev")));
            Assert.InRange(post.GetProperty("time_us").GetInt64() - rev, 0, 1_000_000);
            if (key / 1000 == createdAt)
                continue;
            Assert.True(createdAt < key / 1000 - 86_400_000, $"{Of(commit, "rkey")} is neither of its time nor imported");
            imported++;
        }
        Assert.InRange(imported, 1, 60);
    }

    [Fact]
    public void X_EveryEntity_LiesWhereItSays()
    {
        var seen = 0;
        foreach (var post in Recorded.XPosts.Select(p => p.GetProperty("data")))
        {
            seen += Entities(post);
            if (post.TryGetProperty("note_tweet", out var note) || post.TryGetProperty("note_post", out note))
                seen += Entities(note);
        }
        Assert.InRange(seen, 5000, 20_000);

        static int Entities(JsonElement holder)
        {
            if (!holder.TryGetProperty("entities", out var kinds))
                return 0;
            var runes = Of(holder, "text").EnumerateRunes().ToArray();
            var seen = 0;
            foreach (var kind in kinds.EnumerateObject())
                foreach (var entity in kind.Value.EnumerateArray())
                {
                    var (start, end) = (entity.GetProperty("start").GetInt32(), entity.GetProperty("end").GetInt32());
                    Assert.Equal(
                        kind.Name switch
                        {
                            "hashtags" => $"#{Of(entity, "tag")}",
                            "cashtags" => $"${Of(entity, "tag")}",
                            "mentions" => $"@{Of(entity, "username")}",
                            _ => Of(entity, "url"),
                        },
                        string.Concat(runes[start..end]));
                    seen++;
                }
            return seen;
        }
    }

    [Fact]
    public void Jetstream_EveryTagFacet_LiesWhereItSays()
    {
        var seen = 0;
        foreach (var record in Recorded.SkyPosts.Select(p => p.GetProperty("commit").GetProperty("record")))
        {
            if (!record.TryGetProperty("facets", out var facets))
                continue;
            var text = Encoding.UTF8.GetBytes(Of(record, "text"));
            foreach (var facet in facets.EnumerateArray().Where(f => f.GetProperty("features")[0].TryGetProperty("tag", out _)))
            {
                var index = facet.GetProperty("index");
                var shown = Encoding.UTF8.GetString(text[index.GetProperty("byteStart").GetInt32()..index.GetProperty("byteEnd").GetInt32()]);
                var tag = Of(facet.GetProperty("features")[0], "tag");
                Assert.Equal(tag.StartsWith('$') ? tag : $"#{tag}", tag.StartsWith('$') ? shown.ToUpperInvariant() : shown);
                seen++;
            }
        }
        Assert.InRange(seen, 5000, 20_000);
    }

    [Fact]
    public void Jetstream_EveryCreate_HasAKeyOfItsOwn()
    {
        // Repeated lines are whole: the same key always comes with the same time.
        var times = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in Recorded.SkyPosts.Where(p => Of(p.GetProperty("commit"), "operation") == "create"))
        {
            var time = line.GetProperty("time_us").GetInt64();
            var key = $"{Of(line, "did")}/{Of(line.GetProperty("commit"), "rkey")}";
            Assert.True(times.TryAdd(key, time) || times[key] == time, key);
        }
    }

    [Fact]
    public void EveryText_FitsItsNetwork()
    {
        Assert.All(Recorded.SkyPosts, p => Assert.InRange(
            new StringInfo(Of(p.GetProperty("commit").GetProperty("record"), "text")).LengthInTextElements, 1, 300));
        Assert.All(Recorded.XPosts, p => Assert.InRange(Of(p.GetProperty("data"), "text").Length, 1, 290)); // &amp; counts five
        Assert.All(Recorded.Toots("update"), p => Assert.InRange(Of(p, "content").Length, 8, 3000));
    }

    [Fact]
    public void X_Repost_RepeatsTheOriginal()
    {
        var cut = 0;
        foreach (var post in Recorded.XPosts.Where(p => Reference(p) == "retweeted"))
        {
            var original = Included(post).Single();
            var author = post.GetProperty("includes").GetProperty("users").EnumerateArray().Single(u => Of(u, "id") == Of(original, "author_id"));
            var text = Of(post.GetProperty("data"), "text");
            var repeated = $"RT @{Of(author, "username")}: {Of(original, "text")}";
            if (text.EndsWith('…') && !repeated.EndsWith('…'))
                cut++;
            Assert.StartsWith(text.TrimEnd('…'), repeated, StringComparison.Ordinal);
            Assert.InRange(text.EnumerateRunes().Count(), 10, 140);
        }
        Assert.InRange(cut, 5, 200);
    }

    static JsonElement.ArrayEnumerator Included(JsonElement post)
    {
        var includes = post.GetProperty("includes");
        return includes.TryGetProperty("tweets", out var posts) || includes.TryGetProperty("posts", out posts) ? posts.EnumerateArray() : default;
    }

    internal static string? Reference(JsonElement post)
    {
        var data = post.GetProperty("data");
        return data.TryGetProperty("referenced_tweets", out var list) || data.TryGetProperty("referenced_posts", out list) ? Of(list[0], "type") : null;
    }

    static string Of(JsonElement holder, string name) => holder.GetProperty(name).GetString()!;

    static long Milliseconds(JsonElement holder, string name) => holder.GetProperty(name).GetDateTimeOffset().ToUnixTimeMilliseconds();

    static long Micros(string tid)
    {
        Assert.Equal(13, tid.Length);
        return (long)(tid.Aggregate(0UL, (value, letter) => (value << 5) | (uint)"234567abcdefghijklmnopqrstuvwxyz".IndexOf(letter, StringComparison.Ordinal)) >> 10);
    }
}
