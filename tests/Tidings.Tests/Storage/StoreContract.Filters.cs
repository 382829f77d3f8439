using Tidings.Configuration;

namespace Tidings.Tests.Storage;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData(499, "{\"followers\":1}")]
    [InlineData(500, "{}")]
    [InlineData(null, "{}")]
    public void Compute_Followers_RefusedBelow500(int? followers, string refused)
    {
        Write(Post() with { Followers = followers });
        var hour = Topic();
        Assert.Equal((refused, followers is null ? "{\"followers\":1}" : "{}"), (hour.Refused, hour.Unknown));
        Assert.Equal(refused == "{}" ? 1 : 0, hour.Accepted);
    }

    [Theory]
    [InlineData(60 * Some.Day - 1, "{\"account_age\":1}")]
    [InlineData(60 * Some.Day, "{}")]
    [InlineData(0L, "{\"account_age\":1}")]
    [InlineData(null, "{}")]
    public void Compute_AccountAge_RefusedBelow60WholeDays(long? age, string refused)
    {
        Write(Post() with { AuthorSince = Some.Hour - age });
        var hour = Topic();
        Assert.Equal((refused, age is null ? "{\"account_age\":1}" : "{}"), (hour.Refused, hour.Unknown));
    }

    [Theory]
    [InlineData("en", "en", true)]
    [InlineData("de", "en", false)]
    [InlineData("de,en", "en", true)]
    [InlineData("eng", "en", false)] // a subtag is compared whole
    [InlineData("en", "eng", false)]
    [InlineData("fr", "de,fr", true)]
    [InlineData("de", "", true)] // no list: every language
    public void Compute_Languages_AnyOfThePostsPasses(string post, string wanted, bool isAccepted)
    {
        Write(Post() with { Languages = post });
        var hour = Topic(new() { Languages = wanted.Length == 0 ? [] : [.. wanted.Split(',')] });
        Assert.Equal((isAccepted ? 1 : 0, isAccepted ? "{}" : "{\"language\":1}", "{}"),
            (hour.Accepted, hour.Refused, hour.Unknown));
    }

    [Theory]
    [InlineData(null, null, true, 1, 1)]
    [InlineData(null, "de", false, 1, 1)]
    [InlineData(null, "de", true, 0, 0)]
    [InlineData(null, "en", true, 1, 0)]
    [InlineData("en", "de", true, 1, 0)] // the platform's word comes first
    public void Compute_LanguageGuess_CountsOnlyWhereWantedAndNeeded(
        string? language, string? guess, bool isUsed, int accepted, int unknown)
    {
        Write(Post() with { Languages = language ?? "" });
        _store.Rows($"UPDATE post SET lang_guess = {(guess is null ? "NULL" : $"'{guess}'")} RETURNING 1");
        var hour = Topic(new() { LanguageGuess = isUsed });
        Assert.Equal((accepted, unknown == 1 ? "{\"language\":1}" : "{}"), (hour.Accepted, hour.Unknown));
        SetFilters(isGuessUsed: isUsed);
        Assert.Equal(accepted, _store.Rows("SELECT id FROM tweet_data").Count);
    }

    [Fact]
    public void Compute_SeveralReasons_TheFirstIsCounted()
    {
        var worst = Post() with
        {
            IsRepost = true,
            Languages = "de",
            Followers = 1,
            AuthorSince = Some.Hour,
            IsBlacklisted = true,
        };
        Write(
            worst,
            worst with { Id = "2", IsRepost = false },
            worst with { Id = "3", IsRepost = false, Languages = "en" },
            worst with { Id = "4", IsRepost = false, Languages = "en", Followers = 500 },
            worst with { Id = "5", IsRepost = false, Languages = "en", Followers = 500, AuthorSince = 0 });
        var hour = Topic();
        Assert.Equal("""{"repost":1,"language":1,"followers":1,"account_age":1,"blacklist":1}""", hour.Refused);
        Assert.Equal((5, 0, "{}"), (hour.Posts, hour.Accepted, hour.Unknown));
        Assert.Equal((null, null, null), (hour.Mean, hour.Stddev, hour.WeightedMean));
        hour = Topic(new() { Reposts = RepostPolicy.Keep });
        Assert.Equal("""{"language":2,"followers":1,"account_age":1,"blacklist":1}""", hour.Refused);
    }

    [Theory]
    [InlineData(CopyPolicy.DropAll, 3, 2)]
    [InlineData(CopyPolicy.KeepFirst, 2, 3)]
    [InlineData(CopyPolicy.Keep, 0, 5)]
    public void Compute_Copies_ByPolicy(CopyPolicy policy, int copies, int scored)
    {
        Write(
            Post(1) with { TextKey = 7, PostedAt = Some.Hour + 2 },
            // the earliest, not the smallest id
            Post(2) with { TextKey = 7, PostedAt = Some.Hour + 1, Compound = 4_000 },
            Post(3) with { TextKey = 7, PostedAt = Some.Hour + 2 },
            Post(4) with { TextKey = 0 }, // empty texts are copies of nothing
            Post(5) with { TextKey = 0 },
            Post(6) with { TextKey = 7, IsRepost = true }, // refused: copies are told among the accepted
            Post(7) with { TextKey = 7, PostedAt = Some.Hour + 60 * Some.Minute, Topics = [0] });
        var hour = Topics(new() { Copies = policy })[0];
        Assert.Equal((5, copies, scored), (hour.Accepted, hour.Copies, hour.Scored));
        if (policy == CopyPolicy.KeepFirst)
            Assert.Equal(0.4, hour.Mean);
    }

    [Fact]
    public void Compute_CopiesOfOneInstant_TheSmallestIdCounts()
    {
        Write(
            Post(3) with { TextKey = 7, Compound = 4_000 },
            Post(1) with { TextKey = 7, Compound = 1_000 },
            Post(2) with { TextKey = 7, Compound = 4_000 });
        var hour = Topic(new() { Copies = CopyPolicy.KeepFirst });
        Assert.Equal((2, 1, 0.1), (hour.Copies, hour.Scored, hour.Mean));
    }

    [Fact]
    public void Compute_CopyPairWithOneRefused_TheOtherIsNoCopy()
    {
        Write(Post(1) with { TextKey = 7 }, Post(2) with { TextKey = 7, Followers = 3 });
        Assert.Equal((0, 1), (Topic().Copies, Topic().Scored));
        Assert.Equal((2, 0), (Topic(new() { MinFollowers = 3 }).Copies, Topic(new() { MinFollowers = 3 }).Scored));
    }

    [Fact]
    public void Compute_CopiesOfTwoTopics_AreToldInEach()
    {
        Write(Post(1) with { TextKey = 7, Topics = [0] }, Post(2) with { TextKey = 7, Topics = [0, 1] });
        Assert.Equal([(2, 0), (0, 1)], Topics().Select(hour => ((int)hour.Copies, (int)hour.Scored)));
    }

    [Fact]
    public void Compute_CompoundsAtTheLimits_AreLabelled()
    {
        int[] compounds = [-10_000, -500, -499, -1, 0, 0, 1, 499, 500, 10_000];
        Write([.. compounds.Select((compound, i) => Post(i + 1) with { Compound = compound })]);
        var hour = Topic();
        Assert.Equal((10, 2, 6, 2, 2), (hour.Scored, hour.Negative, hour.Neutral, hour.Positive, hour.Zero));
    }

    [Fact]
    public void Compute_CompoundsThatNoBinaryNumberEquals_AreRoundedNotCutOff()
    {
        // 0.0029 * 10000 is 28.999999999999996
        Write(Post(1) with { Compound = 29 }, Post(2) with { Compound = -93 });
        var hour = Topic();
        Assert.Equal((-0.0032, 0.0061), (hour.Mean, hour.Stddev));
    }

    [Fact]
    public void Compute_MeanAndDeviations_EqualHandCalculation()
    {
        Write(
            Post(1) with { Compound = 5_000, Followers = 990 },
            Post(2) with { Compound = -2_500, Followers = null },
            Post(3) with { Compound = 1_000, Followers = 90 },
            Post(4) with { Compound = 0, Followers = 9_990 });
        // Without the 0: mean (0.5 - 0.25 + 0.1) / 3 = 0.116667; squares 0.25 + 0.0625 + 0.01 = 0.3225,
        // variance 0.1075 - 0.013611 = 0.093889;
        // weights log10(1000) = 3, 1, log10(100) = 2: (1.5 - 0.25 + 0.2) / 6 = 0.241667.
        var filter = new FilterOptions { MinFollowers = 0 };
        var hour = Topic(filter);
        Assert.Equal((0.116667, 0.306413, 0.241667), (hour.Mean, hour.Stddev, hour.WeightedMean));
        // With it: 0.35 / 4 = 0.0875; 0.3225 / 4 - 0.00765625 = 0.07296875; 1.45 / 10 = 0.145.
        hour = Topic(filter with { IncludeNeutral = true });
        Assert.Equal((0.0875, 0.270127, 0.145), (hour.Mean, hour.Stddev, hour.WeightedMean));
    }

    [Fact]
    public void Compute_OnlyZeros_MeanIsUnknownNotZero()
    {
        Write(Post());
        var hour = Topic();
        Assert.Equal((1, 1, null, null, null), (hour.Scored, hour.Zero, hour.Mean, hour.Stddev, hour.WeightedMean));
        hour = Topic(new() { IncludeNeutral = true });
        Assert.Equal((0.0, 0.0, 0.0), (hour.Mean, hour.Stddev, hour.WeightedMean));
    }

    [Fact]
    public void Compute_MeanThatRoundsToNothing_IsNotNegativeZero()
    {
        Write([.. Enumerable.Range(1, 300).Select(i => Post(i) with { Compound = i == 3 ? -1 : 0 })]);
        var hour = Topic(new() { IncludeNeutral = true });
        Assert.False(double.IsNegative(hour.Mean!.Value) && hour.Mean == 0, $"{hour.Mean}");
    }

    [Fact]
    public void Compute_OneAuthorManyPosts_OneVote()
    {
        Write(
            Post(1), Post(2) with { IsHappy = true }, Post(3), // ann, happy in one of three
            Post(4) with { Author = "bob" }, Post(5) with { Author = "eve", IsRepost = true, IsHappy = true },
            Post(6) with { PostedAt = Some.Hour + 60 * Some.Minute });
        var hours = Hashtags();
        Assert.Equal((4, 1, 2, 1), (hours[0].Posts, hours[0].Happy, hours[0].Authors, hours[0].HappyAuthors));
        Assert.Equal((1, 0, 1, 0), (hours[1].Posts, hours[1].Happy, hours[1].Authors, hours[1].HappyAuthors));
    }

    [Fact]
    public void Compute_OnlyReposts_NoHashtagHourAndARefusedTopicHour()
    {
        Write(Post() with { IsRepost = true });
        Assert.Empty(Hashtags());
        Assert.Equal("{\"repost\":1}", Topic().Refused);
    }
}
