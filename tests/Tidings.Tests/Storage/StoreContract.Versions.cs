using Tidings.Posts;
using Tidings.Storage;

namespace Tidings.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public void Write_SameBatchTwice_CountsOnce()
    {
        StoreEvent[] batch = [Post(1), Post(2) with { Author = "bob" }, Post(1)];
        Assert.Equal(new WriteResult { Kept = 2, Repeated = 1 }, _store.Write(batch));
        _store.Compute();
        var once = _store.Tables();
        Assert.Equal(new WriteResult { Repeated = 3 }, _store.Write(batch));
        Assert.Equal(0, _store.Compute());
        Assert.Equal(once, _store.Tables());
    }

    [Fact]
    public void Write_SameIdOnTwoPlatforms_AreTwoPosts()
    {
        StoreEvent[] batch = [Post(1), Post(1) with { Platform = Platform.Mastodon }];
        Assert.Equal(new WriteResult { Kept = 2 }, _store.Write(batch));
        Assert.Equal(["mastodon", "x"], _store.Rows("SELECT platform FROM post WHERE id = '1' ORDER BY platform"));
    }

    [Fact]
    public void Write_EveryOutcome_AddsUpToThePosts()
    {
        _store.Seal(Some.Hour - 60 * Some.Minute);
        Write(Post(1), Post(9), new PostDelete { Id = "9" });
        var result = _store.Write(
        [
            Post(1), Post(1) with { Version = 2, IsOriginal = false }, Post(3),
            Post(4) with { Hashtags = [], Topics = [] },
            Post(5) with { PostedAt = Some.Hour - 1 }, Post(9),
        ]);
        Assert.Equal(
            new WriteResult { Kept = 1, Updated = 1, Repeated = 1, Irrelevant = 1, Late = 1, RefusedDeleted = 1 },
            result);
    }

    [Fact]
    public void Write_EditsInEveryOrder_HighestVersionWins() => AssertSameInEveryOrder(
        () =>
        {
            var post = Assert.Single(Posts());
            Assert.Equal(("third", "joy", true, Some.Hour), (post.Text, post.Hashtags, post.Happy, post.PostedAt));
        },
        Post() with { Text = "first", Hashtags = ["sad", "blue"], Topics = [0, 1] },
        Post() with { Version = 101, IsOriginal = false, Text = "second", Hashtags = ["sad"] },
        Post() with { Version = 102, IsOriginal = false, Text = "third", IsHappy = true });

    [Fact]
    public void Write_EditWithOtherTime_EventTimeIsTheOriginals() => AssertSameInEveryOrder(
        () => Assert.Equal((Some.Hour, "late edit"), (Assert.Single(Posts()).PostedAt, Posts()[0].Text)),
        Post(),
        Post() with { Version = 101, IsOriginal = false, PostedAt = Some.Hour + 90 * Some.Minute },
        Post() with
        {
            Version = 102,
            IsOriginal = false,
            PostedAt = Some.Hour + 180 * Some.Minute,
            Text = "late edit",
        });

    [Fact]
    public void Write_EditsWithoutOriginal_EventTimeIsTheFirstEdits() => AssertSameInEveryOrder(
        () => Assert.Equal(Some.Hour + 1, Assert.Single(Posts()).PostedAt),
        Post() with { Version = 101, IsOriginal = false, PostedAt = Some.Hour + 1 },
        Post() with { Version = 102, IsOriginal = false, PostedAt = Some.Hour + 180 * Some.Minute },
        Post() with { Version = 103, IsOriginal = false, PostedAt = Some.Hour - 180 * Some.Minute });

    [Fact]
    public void Write_OriginalAfterItsEdit_MovesThePostToItsHour()
    {
        Write(Post() with { Version = 101, IsOriginal = false, PostedAt = Some.Hour + 90 * Some.Minute });
        Assert.Equal(Some.Hour + 60 * Some.Minute, Assert.Single(Hashtags()).Hour);
        Assert.Equal(new WriteResult { Repeated = 1 }, _store.Write([Post()]));
        Assert.Equal(Some.Hour, Assert.Single(Hashtags()).Hour);
        Assert.Equal(Some.Hour, Assert.Single(Topics()).Hour);
    }

    [Fact]
    public void Write_EditThatIsIrrelevant_LeavesAStub()
    {
        var edit = Post() with { Version = 101, IsOriginal = false, Hashtags = [], Topics = [] };
        AssertSameInEveryOrder(AssertEmpty, Post(), edit);
        Assert.Equal(["stub|101"], _store.Rows("SELECT state, version FROM post_key"));
        Assert.Equal(new WriteResult { Kept = 0, Updated = 1 },
            _store.Write([Post() with { Version = 102, IsOriginal = false }]) with { Kept = 0 });
        Assert.Single(Posts());
    }

    [Fact]
    public void Write_IrrelevantEditFirst_RefusesTheOriginal()
    {
        Write(Post() with { Version = 101, IsOriginal = false, Hashtags = [], Topics = [] });
        Assert.Equal(new WriteResult { Repeated = 1 }, _store.Write([Post()]));
        AssertEmpty();
    }

    [Theory]
    [InlineData(Platform.X)]
    [InlineData(Platform.Mastodon)]
    [InlineData(Platform.Bluesky)]
    public void Write_IrrelevantOriginal_IsNoHindrance(Platform platform) => AssertSameInEveryOrder(
        () => Assert.Equal(Some.Hour + 5, Assert.Single(Posts()).PostedAt),
        Post() with { Platform = platform, Hashtags = [], Topics = [] },
        Post() with { Platform = platform, Version = 101, IsOriginal = false, PostedAt = Some.Hour + 5 });

    [Fact]
    public void Write_Update_KeepsSeqAndReceipt()
    {
        Write(Post(), Post(200));
        var before = Posts()[0];
        Write(Post() with { Version = 101, IsOriginal = false, ReceivedAt = Some.Hour + 9_999, Text = "new" });
        var after = Posts()[0];
        Assert.Equal((before.Seq, before.ReceivedAt, "new"), (after.Seq, after.ReceivedAt, after.Text));
        Write(new PostDelete());
        Write(Post(300));
        Assert.Equal(3, Posts()[^1].Seq);
    }

    [Fact]
    public void Write_PostForSealedHour_IsLateAndChangesNothing()
    {
        Write(Post());
        _store.Compute();
        var before = _store.Tables();
        _store.Seal(Some.Hour);
        Assert.Equal(new WriteResult { Late = 1 }, _store.Write([Post(2)]));
        Assert.Equal(new WriteResult { Late = 1 }, _store.Write([Post()]));
        Assert.Equal(new WriteResult { Late = 1 },
            _store.Write([Post() with { Version = 101, IsOriginal = false, Text = "edited" }]));
        Assert.Empty(_store.Marks());
        Assert.Equal(before, _store.Tables());
    }

    [Fact]
    public void Write_EditOfOpenHourThatClaimsASealedOne_IsApplied()
    {
        Write(Post());
        _store.Seal(Some.Hour - 60 * Some.Minute);
        Assert.Equal(new WriteResult { Updated = 1 },
            _store.Write([Post() with { Version = 101, IsOriginal = false, PostedAt = Some.Hour - 1 }]));
    }

    [Fact]
    public void Write_BetterTimeInASealedHour_LeavesThePostWhereItIs()
    {
        Write(Post() with { Version = 101, IsOriginal = false });
        _store.Seal(Some.Hour - 60 * Some.Minute);
        Assert.Equal(new WriteResult { Late = 1 }, _store.Write([Post() with { PostedAt = Some.Hour - 1 }]));
        Assert.Equal(Some.Hour, Assert.Single(Posts()).PostedAt);
    }

    [Fact]
    public void Write_KeyMadeAnewAfterItsOldHourWasSealed_IsStored()
    {
        var old = Post() with
        {
            Platform = Platform.Bluesky,
            Id = "did:plc:a/1",
            Version = 10,
            PostedAt = Some.Hour - 1,
        };
        Write(old, new PostDelete { Platform = Platform.Bluesky, Id = old.Id, Version = 11 });
        _store.Seal(Some.Hour - 60 * Some.Minute);
        Assert.Equal(new WriteResult { Kept = 1 }, _store.Write([old with { Version = 20, PostedAt = Some.Hour }]));
        Assert.Equal(Some.Hour, Assert.Single(Posts()).PostedAt);
    }
}
