namespace Tidings.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public void Write_PostsOfTwoHours_AppendsAMarkForEach()
    {
        Write(Post(1), Post(2), Post(3) with { PostedAt = Some.Hour + 61 * Some.Minute });
        Write(Post(4));
        Assert.Equal([Some.Hour, Some.Hour], _store.Marks().Where(hour => hour == Some.Hour));
        Assert.Equal(3, _store.Marks().Count);
    }

    [Fact]
    public void Compute_MarksOfOtherHours_Stay()
    {
        Write(Post(1), Post(2) with { PostedAt = Some.Hour + 61 * Some.Minute });
        Assert.Equal(2, _store.Compute());
        Assert.Empty(_store.Marks());
        Assert.Equal(0, _store.Compute());
        Write(Post(3));
        Assert.Equal([Some.Hour], _store.Marks());
    }

    [Fact]
    public void Compute_OneHour_RemovesExactlyItsMarks()
    {
        Write(Post(1), Post(2) with { PostedAt = Some.Hour + 61 * Some.Minute });
        Write(Post(3));
        _store.Compute(HourUtc.OfUnixMilliseconds(Some.Hour));
        Assert.Equal([Some.Hour + 60 * Some.Minute], _store.Marks());
    }

    [Fact]
    public void Compute_SealedHour_StandsAndLosesItsMarks()
    {
        Write(Post());
        _store.Compute();
        var before = _store.Tables();
        _store.Seal(Some.Hour);
        _store.Rows("DELETE FROM post_hashtag RETURNING 1"); // as pruning will
        _store.Rows($"INSERT INTO dirty_hour (hour, why) VALUES ({Some.Hour}, 'test') RETURNING 1");
        _store.Compute();
        Assert.Empty(_store.Marks());
        Assert.Equal(Section(before, "hashtag_hour"), Section(_store.Tables(), "hashtag_hour"));
    }

    [Fact]
    public void MarkAll_SealedHours_AreLeftOut()
    {
        Write(Post(1), Post(2) with { PostedAt = Some.Hour + 61 * Some.Minute });
        _store.Compute();
        _store.Seal(Some.Hour);
        _store.MarkAll();
        Assert.Equal([Some.Hour + 60 * Some.Minute], _store.Marks());
    }

    [Fact]
    public void Compute_HourOfARecording_IsClosedWithoutCoverage()
    {
        Write(Post());
        _store.Compute();
        Assert.Equal([$"{Some.Hour}|closed|"], _store.Rows("SELECT hour, state, coverage FROM hour"));
    }

    [Fact]
    public void Compute_ClosedHourLosesItsHashtag_IsRevised()
    {
        Write(Post() with { Topics = [] }, Post(2) with { Hashtags = [] });
        _store.Compute();
        _store.Rows("UPDATE hour SET coverage = 1 RETURNING 1");
        _store.MarkAll();
        _store.Compute();
        Assert.Equal(["closed"], _store.Rows("SELECT state FROM hour")); // the same numbers again are no revision
        Write(new PostDelete());
        _store.Compute();
        Assert.Equal(["revised"], _store.Rows("SELECT state FROM hour"));
    }

    static string Section(string tables, string name)
    {
        var start = tables.IndexOf($"{name}:\n", StringComparison.Ordinal);
        var end = tables.IndexOf(":\n", start + name.Length + 2, StringComparison.Ordinal);
        return end < 0 ? tables[start..] : tables[start..end];
    }
}
