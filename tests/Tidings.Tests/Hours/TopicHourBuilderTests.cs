using Tidings.Configuration;
using Tidings.Hours;

namespace Tidings.Tests.Hours;

public sealed class TopicHourBuilderTests
{
    static readonly HourUtc Hour = HourUtc.OfUnixMilliseconds(1_777_640_400_000);

    sealed record Post(int At, int Rank, long? TextKey, int? Points, long? Followers = 1_000, string? Languages = "en")
    {
        public int Topic { get; init; }

        public TopicPost View() => new()
        {
            PostedAt = Hour.UnixMilliseconds + At,
            Rank = Rank,
            TextKey = TextKey,
            Points = Points,
            Followers = Followers,
            AuthorSince = null,
            IsLanguageKnown = Languages is not null,
            Languages = System.Text.Encoding.UTF8.GetBytes(Languages ?? ""),
            IsRepost = false,
            IsBlacklisted = false,
        };
    }

    static IReadOnlyList<TopicTally> Count(FilterOptions options, IReadOnlyList<Post> posts, int parts = 1)
    {
        var builder = new TopicHourBuilder(options, Hour, parts);
        for (var topic = 0; topic <= posts.Max(post => post.Topic); topic++)
            Assert.Equal(topic, builder.AddTopic());
        for (var part = 0; part < parts; part++)
        {
            if (part > 0)
                builder.NextPart();
            foreach (var post in posts)
                builder.Add(post.Topic, post.View());
        }
        return builder.Tallies;
    }

    static string Text(TopicTally tally) =>
        $"{tally.Posts} {tally.Accepted} {tally.Copies} {tally.Scored} {tally.Zero} {tally.Negative} {tally.Neutral} "
            + $"{tally.Positive} {tally.Refused(Refusal.Language)} {tally.Refused(Refusal.Followers)} "
            + $"{tally.UnknownLanguage} {tally.UnknownFollowers} {tally.UnknownAccountAge} {tally.Sums}";

    [Theory]
    [InlineData(CopyPolicy.DropAll, 3, 0)]
    [InlineData(CopyPolicy.KeepFirst, 2, 1)]
    [InlineData(CopyPolicy.Keep, 0, 3)]
    public void Add_ThreeOfOneText_AreCopiesByPolicy(CopyPolicy policy, int copies, int scored)
    {
        var tally = Count(new() { Copies = policy }, [new(5, 0, 9, 600), new(6, 1, 9, 700), new(4, 2, 9, 800)])[0];
        Assert.Equal((3, copies, scored), (tally.Accepted, tally.Copies, tally.Scored));
        if (policy == CopyPolicy.KeepFirst)
            Assert.Equal(800, tally.Sums.Sum);
    }

    [Fact]
    public void Add_EqualTextsOfOneMillisecond_TheLowerRankIsFirst()
    {
        Post[] posts = [new(5, 2, 9, 600), new(5, 1, 9, 700), new(5, 3, 9, 800)];
        Assert.Equal(700, Count(new() { Copies = CopyPolicy.KeepFirst }, posts)[0].Sums.Sum);
    }

    [Fact]
    public void Add_EqualTextsOfDifferentTopics_AreNoCopies() =>
        Assert.All(
            Count(new(), [new(5, 0, 9, 600), new(5, 0, 9, 600) { Topic = 1 }]), tally => Assert.Equal(0, tally.Copies));

    [Fact]
    public void Add_RefusedPost_MakesNoCopies()
    {
        var tally = Count(new(), [new(5, 0, 9, 600), new(5, 1, 9, 600, Followers: 499), new(5, 2, 9, 1, 1, "de")])[0];
        Assert.Equal((3, 1, 0, 1), (tally.Posts, tally.Accepted, tally.Copies, tally.Scored));
        Assert.Equal((1, 1), (tally.Refused(Refusal.Followers), tally.Refused(Refusal.Language)));
    }

    [Fact]
    public void Add_PostWithoutCompound_IsNeitherZeroNorInTheMean()
    {
        var tally = Count(new(), [new(5, 0, null, null), new(5, 1, null, 0), new(5, 2, null, -500)])[0];
        Assert.Equal((3, 1, 1, 2, 1), (tally.Scored, tally.Zero, tally.Negative, tally.Neutral, tally.Sums.Count));
    }

    [Fact]
    public void Add_AnyOrderAndParts_GivesTheSame()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var options = new FilterOptions
            {
                Copies = (CopyPolicy)(seed % 3),
                IncludeNeutral = seed % 2 == 0,
                Languages = seed % 5 == 0 ? [] : ["en", "fr"],
            };
            var posts = Enumerable.Range(0, 3_000).Select(i => new Post(
                random.Next(50), i, random.Next(9) == 0 ? null : random.Next(-900, 900),
                random.Next(20) == 0 ? null : random.Next(3) * random.Next(-5_000, 5_001),
                random.Next(9) == 0 ? null : random.Next(100_000),
                random.Next(4) switch { 0 => null, 1 => "de", 2 => "de,en", _ => "fr" })
            {
                Topic = random.Next(3),
            }).ToArray();
            var expected = Count(options, posts).Select(Text).ToList();
            random.Shuffle(posts);
            var found = Count(options, posts, parts: 1 + seed % 4).Select(Text);
            Assert.True(expected.SequenceEqual(found), $"seed {seed}");
        }
    }
}
