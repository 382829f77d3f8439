using Tidings.Storage.Queries;

namespace Tidings.Tests.Storage;

public abstract partial class StoreContract
{
    IReadOnlyList<HashtagRank> Top(
        HashtagOrder order = HashtagOrder.Rate, Window window = default, int limit = 20, long minAuthors = 1)
    {
        _store.Compute();
        return HashtagQueries.Top(_store.Connection, window, order, limit, minAuthors);
    }

    /// <summary>As many authors as wanted with one post each, the first of them happy.</summary>
    static IEnumerable<StoreEvent> Votes(string hashtag, int authors, int happy) =>
        Enumerable.Range(0, authors).Select(i => new PostVersion
        {
            Id = $"{hashtag}{i}",
            Author = $"author{i}",
            Hashtags = [hashtag],
            IsHappy = i < happy,
        });

    [Fact]
    public void Top_ByRate_RanksByTheLowerBound()
    {
        Write([.. Votes("few", 3, 3), .. Votes("many", 100, 90), .. Votes("none", 10, 0), .. Votes("also", 10, 0)]);
        var ranks = Top();
        Assert.Equal(["many", "few", "also", "none"], ranks.Select(rank => rank.Hashtag)); // ties by name
        Assert.Equal((90, 100, 0.9), (ranks[0].HappyAuthors, ranks[0].Authors, ranks[0].Rate));
        // Wilson, z = 1.959964: 90 of 100 gives 0.825634, 3 of 3 gives n / (n + z²) = 0.438503.
        Assert.Equal(0.825634, ranks[0].LowerBound, 6);
        Assert.Equal(0.438503, ranks[1].LowerBound, 6);
        Assert.Equal(0, ranks[3].LowerBound);
    }

    [Fact]
    public void Top_ByHappyAndPosts_RanksByThose()
    {
        Write([.. Votes("a", 5, 3), .. Votes("b", 9, 2), .. Votes("c", 5, 3)]);
        Assert.Equal(["a", "c", "b"], Top(HashtagOrder.Happy).Select(rank => rank.Hashtag));
        Assert.Equal(["b", "a", "c"], Top(HashtagOrder.Posts).Select(rank => rank.Hashtag));
        Assert.Equal(["b"], Top(HashtagOrder.Posts, limit: 1).Select(rank => rank.Hashtag));
    }

    [Fact]
    public void Top_MinAuthors_IsTheLeastThatStays()
    {
        Write([.. Votes("a", 5, 3), .. Votes("b", 4, 4)]);
        Assert.Equal(["a"], Top(minAuthors: 5).Select(rank => rank.Hashtag));
    }

    [Fact]
    public void Top_Window_SumsTheHoursThatStartInIt()
    {
        Write(Post(1), Post(2) with { PostedAt = Some.Hour + 60 * Some.Minute },
            Post(3) with { PostedAt = Some.Hour + 120 * Some.Minute });
        Assert.Equal(3, Assert.Single(Top()).Authors); // one author, one vote an hour
        Assert.Equal(1, Assert.Single(Top(window: new(Some.Hour, Some.Hour + 60 * Some.Minute))).Posts);
        Assert.Equal(2, Assert.Single(Top(window: new(Some.Hour + 1, null))).Posts);
        Assert.Empty(Top(window: new(null, Some.Hour)));
    }

    [Fact]
    public void Top_Display_IsTheCommonestThenTheEarliestThenTheSmallestSpelling()
    {
        Write(
            Post(1) with { Hashtags = ["JOY"] }, Post(2) with { Hashtags = ["Joy"], PostedAt = Some.Hour + 5 },
            Post(3) with { Hashtags = ["Joy"], PostedAt = Some.Hour + 6 });
        Assert.Equal("Joy", Assert.Single(Top()).Display);
        Write(Post(4) with { Hashtags = ["JOY"], PostedAt = Some.Hour + 7 });
        Assert.Equal("JOY", Assert.Single(Top()).Display);
        Write(Post(5) with { Hashtags = ["jOy"] }, Post(6) with { Hashtags = ["jOy"] });
        Assert.Equal("JOY", Assert.Single(Top()).Display);
        Write(Post(7) with { Hashtags = ["joy"], IsRepost = true },
            Post(8) with { Hashtags = ["joy"], IsRepost = true }, Post(9) with { Hashtags = ["joy"], IsRepost = true });
        Assert.Equal("JOY", Assert.Single(Top()).Display);
    }

    [Fact]
    public void Top_PostsPruned_DisplayIsTheKey()
    {
        Write(Post() with { Hashtags = ["JOY"] });
        _store.Compute();
        _store.Seal(Some.Hour);
        _store.Rows("DELETE FROM post_hashtag RETURNING 1");
        Assert.Equal("joy", Assert.Single(Top()).Display);
    }

    [Fact]
    public void Top_Coverage_IsUnknownWhereAnyHourIs()
    {
        Write(Post(1), Post(2) with { PostedAt = Some.Hour + 60 * Some.Minute });
        Assert.Null(Assert.Single(Top()).Coverage);
        _store.Rows($"UPDATE hour SET coverage = 0.5 WHERE hour = {Some.Hour} RETURNING 1");
        Assert.Null(Assert.Single(Top()).Coverage);
        Assert.Equal(0.5, Assert.Single(Top(window: new(null, Some.Hour + 1))).Coverage);
        _store.Rows($"UPDATE hour SET coverage = 0.75 WHERE hour > {Some.Hour} RETURNING 1");
        Assert.Equal(0.625, Assert.Single(Top()).Coverage);
    }

    [Fact]
    public void Compare_HoursBeforeSince_AreLeftOutAndCounted()
    {
        Write(Post(1) with { Topics = [0, 1] },
            Post(2) with { Topics = [0, 1], PostedAt = Some.Hour + 60 * Some.Minute });
        _store.Compute();
        string[] both = ["eth", "btc"];
        Assert.Equal(
            [(Some.Hour, "btc"), (Some.Hour, "eth"), (Some.Hour + 3_600_000, "btc"), (Some.Hour + 3_600_000, "eth")],
            TopicQueries.Compare(_store.Connection, both, default).Select(row => (row.Hour, row.Topic)));
        _store.Rows($"UPDATE topic SET since = {Some.Hour + 1} WHERE topic = 'eth' RETURNING 1");
        Assert.Equal(
            [(Some.Hour, "btc"), (Some.Hour + 3_600_000, "btc"), (Some.Hour + 3_600_000, "eth")],
            TopicQueries.Compare(_store.Connection, both, default).Select(row => (row.Hour, row.Topic)));
        Assert.Equal(1, TopicQueries.CountBeforeSince(_store.Connection, both, default));
    }

    [Fact]
    public void Write_EarlierPost_MovesSinceBack()
    {
        Write(Post(1) with { PostedAt = Some.Hour + 60 * Some.Minute });
        Assert.All(TopicQueries.Known(_store.Connection), topic => Assert.Equal(Some.Hour + 3_600_000, topic.Since));
        Write(Post(2));
        Write(Post(3) with { PostedAt = Some.Hour + 60 * Some.Minute });
        Assert.Equal([("ada", Some.Hour), ("btc", Some.Hour), ("eth", Some.Hour)],
            TopicQueries.Known(_store.Connection).Select(topic => (topic.Topic, topic.Since)));
    }

    [Fact]
    public void Write_OtherDefinition_SinceBeginsAnew()
    {
        Write(Post(1));
        _store.Rows("UPDATE topic SET definition = '[\"#ether\"]' WHERE topic = 'eth' RETURNING 1");
        _store.Restart();
        Write(Post(2) with { PostedAt = Some.Hour + 60 * Some.Minute });
        Assert.Equal([Some.Hour, Some.Hour, Some.Hour + 3_600_000],
            TopicQueries.Known(_store.Connection).Select(topic => topic.Since));
    }

    [Fact]
    public void Export_AllTables_ComeInKeyOrder()
    {
        Write(
            Post(3) with { Hashtags = ["b", "a"], Topics = [1, 0] }, Post(10) with { PostedAt = Some.Hour - 1 },
            Skeet, Post(2) with { Platform = Tidings.Posts.Platform.Mastodon, Id = "https://m.example/2" });
        Assert.Equal(["bluesky did:plc:a/1", "mastodon https://m.example/2", "x 10", "x 3"],
            Posts().Select(post => $"{post.Platform} {post.Id}"));
        var hashtags = Hashtags().Select(row => $"{row.Hour - Some.Hour} {row.Hashtag}").ToList();
        Assert.Equal(["-3600000 joy", "0 a", "0 b", "0 joy"], hashtags);
        Assert.Equal(["-3600000 btc", "0 btc", "0 eth"], Topics().Select(row => $"{row.Hour - Some.Hour} {row.Topic}"));
    }

    [Fact]
    public void Newest_Selections_ArePickedAndOrdered()
    {
        Write(Post(1), Post(2) with { PostedAt = Some.Hour + 1, IsHappy = true, Hashtags = ["b"] },
            Post(3) with { PostedAt = Some.Hour + 1, Topics = [1] });
        Assert.Equal(["2", "3", "1"], Newest(new()));
        Assert.Equal(["2"], Newest(new() { HappyOnly = true }));
        Assert.Equal(["2"], Newest(new() { Hashtag = "b" }));
        Assert.Equal(["3"], Newest(new() { Topic = "eth" }));
        Assert.Equal(["1"], Newest(new() { Window = new(null, Some.Hour + 1) }));
        Assert.Equal(["2"], PostQueries.Newest(_store.Connection, new(), 1).Select(post => post.Id));

        IEnumerable<string> Newest(PostSelection selection) =>
            PostQueries.Newest(_store.Connection, selection, 10).Select(post => post.Id);
    }
}
