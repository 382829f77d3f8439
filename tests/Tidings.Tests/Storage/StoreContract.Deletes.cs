using Tidings.Posts;
using Tidings.Storage;

namespace Tidings.Tests.Storage;

public abstract partial class StoreContract
{
    static readonly PostVersion Skeet = new()
    {
        Platform = Platform.Bluesky,
        Id = "did:plc:a/1",
        Author = "did:plc:a",
        Version = 10,
        Hashtags = ["Joy"],
        Topics = [0, 1],
        Verified = true,
        Location = "here \"or\" there",
        Followers = null,
        AuthorSince = null,
        Compound = -573,
        TextKey = long.MinValue,
        IsHappy = true,
    };

    static readonly PostDelete SkeetDelete = new() { Platform = Platform.Bluesky, Id = "did:plc:a/1", Version = 15 };

    [Fact]
    public void Write_DeleteInEveryOrder_IsFinal() => AssertSameInEveryOrder(
        AssertEmpty, Post(), Post() with { Version = 101, IsOriginal = false }, new PostDelete(), Post());

    [Fact]
    public void Write_DeleteOfAnyIdOfTheChain_DeletesAll()
    {
        foreach (var id in new[] { "100", "101", "102" })
            AssertSameInEveryOrder(
                AssertEmpty,
                Post(),
                Post() with { Version = 101, IsOriginal = false, NativeIds = ["101"] },
                Post() with { Version = 102, IsOriginal = false, NativeIds = ["101", "102"] },
                new PostDelete { Id = id });
    }

    [Fact]
    public void Write_DeleteOfAnIdThatNoVersionNames_ChangesNothing() => AssertSameInEveryOrder(
        () => Assert.Single(Posts()),
        Post(), Post() with { Version = 101, IsOriginal = false, NativeIds = ["101"] }, new PostDelete { Id = "102" },
        new PostDelete { Id = "99" });

    [Fact]
    public void Write_MastodonDeleteByNativeId_HoldsBeforeAndAfter()
    {
        var post = Post() with { Platform = Platform.Mastodon, Id = "https://m.example/1", NativeIds = ["n1"] };
        AssertSameInEveryOrder(
            AssertEmpty,
            post,
            post with { Version = 101, IsOriginal = false, NativeIds = ["n2"] },
            new PostDelete { Platform = Platform.Mastodon, Id = "n1", IsNativeId = true });
    }

    [Fact]
    public void Write_BlueskyHigherRevAfterDelete_CreatesAnew()
    {
        var again = Skeet with { Version = 20, PostedAt = Some.Hour + 61 * Some.Minute, Text = "again" };
        AssertSameInEveryOrder(
            () => Assert.Equal(("again", again.PostedAt), (Assert.Single(Posts()).Text, Posts()[0].PostedAt)),
            Skeet, SkeetDelete, again);
    }

    [Fact]
    public void Write_BlueskyUpdateAfterDelete_TakesTheTimeOfTheMaking() => AssertSameInEveryOrder(
        () => Assert.Equal(Skeet.PostedAt, Assert.Single(Posts()).PostedAt),
        Skeet, SkeetDelete, Skeet with { Version = 25, IsOriginal = false, PostedAt = Some.Hour + 61 * Some.Minute });

    [Fact]
    public void Write_BlueskyDeleteOfTheSameRev_Wins() =>
        AssertSameInEveryOrder(AssertEmpty, Skeet, SkeetDelete with { Version = Skeet.Version });

    [Fact]
    public void Write_BlueskyDeleteOfALowerRev_ChangesNothing() => AssertSameInEveryOrder(
        () => Assert.Single(Posts()), Skeet with { Version = 20 }, SkeetDelete);

    [Fact]
    public void Write_BlueskyIrrelevantRemaking_TakesTheOldOneAway() => AssertSameInEveryOrder(
        AssertEmpty, Skeet, SkeetDelete, Skeet with { Version = 20, Hashtags = [], Topics = [] });

    [Theory]
    [InlineData(-31, 0)] // gone from every store already
    [InlineData(-30, 1)]
    [InlineData(null, 1)] // nobody knows: better to refuse for ever than to show what was deleted
    public void Write_DeleteOfUnknownPost_LeavesATombstoneWhereThePostMayStillCome(int? ageInDays, int tombstones)
    {
        const long now = Some.Hour;
        Write(new PostDelete { At = now, PostedAt = now + ageInDays * Some.Day });
        Assert.Equal([$"{tombstones}"], _store.Rows("SELECT count(*) FROM post_key WHERE state = 'deleted'"));
        Assert.Equal(new WriteResult { Kept = 1 - tombstones, RefusedDeleted = tombstones }, _store.Write([Post()]));
    }

    [Fact]
    public void Write_DeleteOfKnownOldPost_IsApplied()
    {
        Write(Post() with { PostedAt = Some.Hour - 100 * Some.Day });
        Write(new PostDelete { At = Some.Hour, PostedAt = Some.Hour - 100 * Some.Day });
        AssertEmpty();
    }

    [Fact]
    public void Write_OldPostWithItsDeleteInOneBatch_IsDeleted()
    {
        Write(
            Post() with { PostedAt = Some.Hour - 100 * Some.Day },
            new PostDelete { At = Some.Hour, PostedAt = Some.Hour - 100 * Some.Day });
        AssertEmpty();
        Assert.Equal(["deleted"], _store.Rows("SELECT state FROM post_key"));
    }

    [Fact]
    public void Write_AccountAloneBehindDeletes_IsApplied()
    {
        Write(Skeet, new PostDelete { At = Some.Hour, PostedAt = Some.Hour - Some.Day });
        Write(new AccountNotice("did:plc:a", AccountState.Deleted, 30));
        AssertEmpty();
    }

    [Fact]
    public void Compute_LastPostOfAnHourDeleted_GhostRowsVanish()
    {
        Write(Post(), Post(2) with { Hashtags = ["other"], Topics = [1] });
        Assert.Equal(2, Hashtags().Count);
        Assert.Equal(2, Topics().Count);
        Write(new PostDelete { Id = "100" });
        Assert.Equal("other", Assert.Single(Hashtags()).Hashtag);
        Assert.Equal("eth", Assert.Single(Topics()).Topic);
    }

    static AccountNotice Account(AccountState state, long at) => new("did:plc:a", state, at);

    [Fact]
    public void Write_AccountDeletedInEveryOrder_RefusesItsPosts() => AssertSameInEveryOrder(
        () => Assert.Equal("did:plc:ab/1", Assert.Single(Posts()).Id),
        Skeet, Account(AccountState.Deleted, 5), Skeet with { Version = 20 },
        Skeet with { Id = "did:plc:ab/1", Author = "did:plc:ab" });

    [Fact]
    public void Write_DeletedAccountActiveAgain_StaysDeleted() => AssertSameInEveryOrder(
        AssertEmpty, Skeet, Account(AccountState.Deleted, 5), Account(AccountState.Active, 6));

    [Fact]
    public void Write_AccountTakenDown_HidesFromEveryTableAndView()
    {
        Write(Skeet);
        _store.Compute();
        Write(Account(AccountState.Hidden, 5));
        Write(Skeet with { Id = "did:plc:a/2" });
        AssertEmpty();
        foreach (var table in (string[])["post", "post_hashtag", "post_topic", "hourly_counts", "tweet_data", .. _store.OwnViews])
            Assert.Empty(_store.Rows($"SELECT 1 FROM {table}"));
        Assert.Empty(Posts());
    }

    [Fact]
    public void Write_AccountReinstated_ExactlyTheSameRowsComeBack()
    {
        Write(Skeet, Skeet with { Id = "did:plc:a/2", Text = "", Location = "", Verified = null, Hashtags = [] });
        _store.Compute();
        const string all = "SELECT * FROM post ORDER BY seq";
        var (tables, rows) = (_store.Tables(), _store.Rows(all));
        Write(Account(AccountState.Hidden, 5));
        _store.Compute();
        Write(Account(AccountState.Active, 6));
        _store.Compute();
        Assert.Equal(tables, _store.Tables());
        Assert.Equal(rows, _store.Rows(all));
        Assert.Equal(["0"], _store.Rows("SELECT count(*) FROM post_hidden"));
    }

    [Fact]
    public void Write_HiddenPostEditedAndDeleted_IsThatWhenReinstated()
    {
        AssertSameInEveryOrder(
            () => Assert.Equal("edited", Assert.Single(Posts()).Text),
            Skeet, Account(AccountState.Hidden, 5), Skeet with { Version = 20, IsOriginal = false, Text = "edited" },
            Account(AccountState.Active, 6));
        AssertSameInEveryOrder(
            AssertEmpty, Skeet, Account(AccountState.Hidden, 5), SkeetDelete, Account(AccountState.Active, 6));
        AssertSameInEveryOrder(AssertEmpty, Skeet, Account(AccountState.Hidden, 5), Account(AccountState.Active, 5));
    }

    [Fact]
    public void Write_HiddenPostGetsItsBetterTime_ComesBackAtIt() => AssertSameInEveryOrder(
        () => Assert.Equal((Some.Hour, Some.Hour), (Assert.Single(Posts()).PostedAt, Assert.Single(Hashtags()).Hour)),
        Skeet with { Version = 20, IsOriginal = false, PostedAt = Some.Hour + 90 * Some.Minute },
        Account(AccountState.Hidden, 5), Skeet, Account(AccountState.Active, 6));
}
