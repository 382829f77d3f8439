using Tidings.Posts;

namespace Tidings.Tests.Posts;

public sealed class PostLedgerTests
{
    static readonly LedgerEntry Live = new(PostState.Live, 10, 1_000, 10);

    [Fact]
    public void Arrive_HigherVersion_IsStoredAtTheTimeOfTheMaking() => Assert.Equal(
        new(ArrivalOutcome.Store, Live with { Version = 11 }),
        PostLedger.Arrive(Live, Platform.X, 11, 2_000, isOriginal: false, isRelevant: true));

    [Fact]
    public void Arrive_SameVersion_IsRepeated() => Assert.Equal(
        new(ArrivalOutcome.Repeated, Live),
        PostLedger.Arrive(Live, Platform.X, 10, 1_000, isOriginal: true, isRelevant: true));

    [Fact]
    public void Arrive_OriginalBehindItsEdit_KnowsTheTimeBetter()
    {
        var edit = new LedgerEntry(PostState.Live, 11, 2_000, PostLedger.Origin(11, isOriginal: false));
        Assert.Equal(
            new(ArrivalOutcome.Retime, edit with { PostedAt = 1_000, Origin = 10 }),
            PostLedger.Arrive(edit, Platform.X, 10, 1_000, isOriginal: true, isRelevant: true));
        Assert.Equal(
            new(ArrivalOutcome.Repeated, edit),
            PostLedger.Arrive(edit, Platform.X, 10, 1_000, isOriginal: true, isRelevant: false));
    }

    [Theory]
    [InlineData(Platform.X, 21, ArrivalOutcome.RefusedDeleted)]
    [InlineData(Platform.Mastodon, 21, ArrivalOutcome.RefusedDeleted)]
    [InlineData(Platform.Bluesky, 20, ArrivalOutcome.RefusedDeleted)]
    [InlineData(Platform.Bluesky, 21, ArrivalOutcome.Store)]
    public void Arrive_Tombstone_RefusesAllButABlueskyKeyMadeAnew(
        Platform platform, long version, ArrivalOutcome outcome) =>
        Assert.Equal(
            outcome,
            PostLedger.Arrive(
                Live with { State = PostState.Deleted, Version = 20 }, platform, version, 3_000,
                isOriginal: true, isRelevant: true).Outcome);

    [Fact]
    public void Delete_BlueskyRevs_NeedAtLeastTheVersion()
    {
        Assert.Null(PostLedger.Delete(Live, Platform.Bluesky, 9));
        Assert.Equal(Live with { State = PostState.Deleted }, PostLedger.Delete(Live, Platform.Bluesky, 10));
        Assert.Equal(Live with { State = PostState.Deleted, Version = 5 }, PostLedger.Delete(Live, Platform.X, 5));
        var gone = Live with { State = PostState.Deleted, Version = 20 };
        Assert.Null(PostLedger.Delete(gone, Platform.Bluesky, 20));
        Assert.Equal(gone with { Version = 21 }, PostLedger.Delete(gone, Platform.Bluesky, 21));
    }

    [Theory]
    [InlineData(1_000L, 900L, 100L, true)]
    [InlineData(1_000L, 899L, 100L, false)]
    [InlineData(null, 0L, 100L, true)]
    [InlineData(1_000L, null, 100L, true)]
    [InlineData(1_000L, 0L, null, true)]
    public void LeavesTombstone_Ages_ComparedWithRetention(long? at, long? postedAt, long? retention, bool leaves) =>
        Assert.Equal(
            leaves,
            PostLedger.LeavesTombstone(
                new(Platform.X, default, false, long.MaxValue, at, postedAt),
                retention is { } ms ? TimeSpan.FromMilliseconds(ms) : null));

    [Theory]
    [InlineData(Platform.X, true, false, false)]
    [InlineData(Platform.Bluesky, true, false, true)]
    [InlineData(Platform.X, false, false, true)]
    [InlineData(Platform.Mastodon, true, true, true)]
    public void NeedsPlace_OnlyMakingsThatAreIrrelevant_DoNot(
        Platform platform, bool isOriginal, bool isRelevant, bool needs) =>
        Assert.Equal(needs, PostLedger.NeedsPlace(platform, isOriginal, isRelevant));
}
