using Tidings.Posts;
using Tidings.Storage;

namespace Tidings.Tests.Storage;

public abstract partial class StoreContract
{
    static readonly string[] TextTables = ["post", "post_hashtag", "post_topic", "post_hidden"];

    /// <summary>Rows in the tables that hold posts.</summary>
    int TextRows() => TextTables.Sum(table => _store.Rows($"SELECT 1 FROM {table}").Count);

    string HourTables() => Section(_store.Tables(), "hashtag_hour") + Section(_store.Tables(), "topic_hour");

    /// <summary>A computed hour of a recording with a skeet and a post, sealed but not emptied.</summary>
    string SealedHour()
    {
        Write(Skeet, Post());
        _store.Compute();
        Assert.True(_store.SealClosed(TheHour));
        return HourTables();
    }

    [Fact]
    public void Prune_OldClosedHours_KeepsTheNumbersAndTheLedger()
    {
        Write(Post(1), Post(2) with { PostedAt = HourAfter });
        _store.Compute();
        var before = HourTables();
        At(500);
        Assert.Equal(new(1, 1), _store.Prune(HourAfter));
        Assert.Equal(["sealed", "closed"], _store.Rows("SELECT state FROM hour ORDER BY hour"));
        Assert.Equal([$"{Some.Hour + 500 * Some.Minute}", ""], _store.Rows("SELECT sealed_at FROM hour ORDER BY hour"));
        Assert.Equal(["2"], _store.Rows("SELECT id FROM post"));
        Assert.Equal(before, HourTables());
        Assert.Equal(["1|live", "2|live"], _store.Rows("SELECT id, state FROM post_key ORDER BY id"));
        Assert.Equal(default, _store.Prune(HourAfter));
    }

    [Fact]
    public void Prune_HourWithoutPosts_StaysUntilItIsOldItself()
    {
        Write(Post(1));
        At(500);
        Write(new PostDelete { Id = "1" });
        _store.Compute();
        Assert.Equal(default, _store.Prune(Some.Hour + 500 * Some.Minute));
        Write(Post(2)); // of the same recording, still being read
        _store.Compute();
        Assert.Equal(["2"], _store.Rows("SELECT id FROM post"));
        Write(new PostDelete { Id = "2" });
        _store.Compute();
        Assert.Equal(1, _store.Prune(Some.Hour + 500 * Some.Minute + 1).Hours);
    }

    [Fact]
    public void Prune_HourWithAPostReceivedLater_StaysWhole()
    {
        Write(Post(1), Post(2) with { ReceivedAt = Some.Hour + Some.Day });
        Write(Skeet with { PostedAt = HourAfter, ReceivedAt = Some.Hour + Some.Day }, Account(AccountState.Hidden, 5));
        Write(Post(3) with { PostedAt = HourAfter + 60 * Some.Minute });
        _store.Compute();
        Assert.Equal(new(1, 1), _store.Prune(Some.Hour + Some.Day)); // the third hour goes, the hidden one stays
        Assert.Equal(["1", "2"], _store.Rows("SELECT id FROM post ORDER BY id"));
        Assert.Equal(new(2, 3), _store.Prune(Some.Hour + Some.Day + 1));
        Assert.Equal(0, TextRows());
    }

    [Fact]
    public void Prune_OpenHour_IsLeftAlone()
    {
        Write(Post());
        Note(Beat(1, 30));
        _store.Compute();
        Assert.Equal(default, _store.Prune(Some.Hour + Some.Day));
        Assert.False(_store.SealClosed(TheHour));
        Assert.False(_store.SealClosed(TheHour.Next)); // there is none
        Assert.Equal(["1"], _store.Rows("SELECT count(*) FROM post"));
    }

    [Fact]
    public void Prune_SilentHourThatHasJustClosed_StaysOpenForLatePosts()
    {
        Note(Beat(1, 60));
        At(61);
        Close();
        Assert.Equal(default, _store.Prune(HourAfter - 1));
        Assert.Equal(default, _store.Prune(HourAfter + Some.Minute)); // when it was closed
        Assert.Equal(new(1, 0), _store.Prune(HourAfter + Some.Minute + 1));
    }

    [Fact]
    public void Prune_DirtyHour_IsComputedBeforeItIsSealed()
    {
        Write(Post());
        _store.Compute();
        Write(Post(2));
        _store.Prune(Some.Hour + Some.Day);
        Assert.Equal(["2"], _store.Rows("SELECT posts FROM hashtag_hour"));
        Assert.Empty(_store.Marks());
    }

    [Fact]
    public void Prune_CrashAfterSealing_NextRunEmpties()
    {
        var before = SealedHour();
        Assert.Equal(7, TextRows());
        Assert.Equal((true, 1), _store.Empty(TheHour, 1));
        Assert.Equal(new(0, 1), _store.Prune(0));
        Assert.Equal(0, TextRows());
        Assert.Equal(before, HourTables());
    }

    [Fact]
    public void Empty_InPortions_GoesOnUntilNothingIsLeft()
    {
        SealedHour();
        var (calls, posts) = (1, 0);
        for (; _store.Empty(TheHour, 1) is (true, var removed); calls++)
            posts += removed;
        Assert.Equal((4, 2), (calls, posts)); // 3 topics of posts in portions of one, and once in vain
        Assert.Throws<InvalidOperationException>(() => _store.Empty(TheHour.Next, 1));
    }

    [Fact]
    public void Seal_WriterBetweenSealingAndEmptying_IsTooLate()
    {
        var before = SealedHour();
        Assert.Equal(new WriteResult { Late = 3 },
            _store.Write([Post(7), Post() with { Version = 200, IsOriginal = false }, Skeet with { Version = 50 }]));
        _store.Empty(TheHour, 10);
        Assert.Equal(new WriteResult { Late = 1 }, _store.Write([Post(8)]));
        _store.Compute();
        Assert.Equal(0, TextRows());
        Assert.Equal(before, HourTables());
    }

    [Fact]
    public void Write_AccountDeletedWithPostsInASealedHour_TakesTheirTextAndLeavesTheNumbers()
    {
        var before = SealedHour();
        Write(Account(AccountState.Deleted, 5));
        Assert.Equal(["100"], _store.Rows("SELECT id FROM post"));
        Assert.Equal(["100"], _store.Rows("SELECT id FROM post_hashtag"));
        Assert.Equal(["100"], _store.Rows("SELECT id FROM post_topic"));
        Assert.Equal(["did:plc:a/1|deleted"],
            _store.Rows("SELECT id, state FROM post_key WHERE platform = 'bluesky'"));
        AssertStands(before);
    }

    [Fact]
    public void Write_DeleteInASealedHour_TakesTheTextAndLeavesTheNumbers()
    {
        var before = SealedHour();
        Write(SkeetDelete, new PostDelete());
        Assert.Equal(0, TextRows());
        Assert.Equal(["2"], _store.Rows("SELECT count(*) FROM post_key WHERE state = 'deleted'"));
        AssertStands(before);
        Assert.Equal(1, _store.Write([Post()]).RefusedDeleted);
    }

    /// <summary>The hour is sealed as it was and nobody is asked to compute it.</summary>
    void AssertStands(string before)
    {
        Assert.Empty(_store.Marks());
        Assert.Equal(["sealed"], _store.Rows("SELECT state FROM hour"));
        Assert.Equal(before, HourTables());
    }

    [Fact]
    public void Write_TakenDownInASealedHourAndUndone_ComesBackAsItWas()
    {
        var before = SealedHour();
        var posts = _store.Tables();
        Write(Account(AccountState.Hidden, 5));
        Assert.Equal(["100"], _store.Rows("SELECT id FROM post"));
        Assert.Equal(["1"], _store.Rows("SELECT count(*) FROM post_hidden"));
        AssertStands(before);
        Write(Account(AccountState.Active, 6));
        Assert.Equal(posts, _store.Tables());
        AssertStands(before);
    }

    [Fact]
    public void Write_TakenDownAndUndoneAcrossPruning_BringsNoTextBack()
    {
        Write(Skeet, Post());
        Write(Account(AccountState.Hidden, 5));
        _store.Compute();
        var before = HourTables();
        Assert.Equal(new(1, 2), _store.Prune(Some.Hour + Some.Day));
        Assert.Equal(0, TextRows());
        Write(Account(AccountState.Active, 6));
        Write(Account(AccountState.Hidden, 7));
        Write(Account(AccountState.Active, 8));
        Assert.Equal(0, TextRows());
        Assert.Equal(["live"], _store.Rows("SELECT state FROM post_key WHERE platform = 'bluesky'"));
        AssertStands(before);
        Write(Account(AccountState.Deleted, 9));
        Assert.Equal(["deleted"], _store.Rows("SELECT state FROM post_key WHERE platform = 'bluesky'"));
        AssertStands(before);
    }

    [Fact]
    public void Write_TakenDownBeforeSealingAndUndoneAfter_IsPrunedWithTheOthers()
    {
        Write(Skeet, Post());
        Write(Account(AccountState.Hidden, 5));
        _store.Compute();
        _store.SealClosed(TheHour);
        var before = HourTables();
        Write(Account(AccountState.Active, 6));
        Assert.Equal(["2"], _store.Rows("SELECT count(*) FROM post"));
        AssertStands(before);
        _store.Prune(0);
        Assert.Equal(0, TextRows());
        AssertStands(before);
    }
}
