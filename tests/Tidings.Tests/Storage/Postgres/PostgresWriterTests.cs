using Dapper;
using Tidings.Posts;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>What only the partitions of PostgreSQL could get wrong when posts are written.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresWriterTests : IDisposable
{
    const long EarlierDay = Some.Hour - 3 * Some.Day;

    readonly PostgresStoreHost _host = new();

    static PostVersion Post(long version = 100) =>
        new() { Version = version, IsOriginal = version == 100, Hashtags = ["joy"], Topics = [0] };

    static AccountNotice Account(AccountState state, long at) => new("did:plc:a", state, at);

    void AssertAllAt(long postedAt)
    {
        Assert.Equal([$"{postedAt}"], _host.Rows("SELECT posted_at FROM post"));
        Assert.Equal([$"{postedAt}"], _host.Rows("SELECT hour FROM post_hashtag"));
        Assert.Equal([$"{postedAt}"], _host.Rows("SELECT hour FROM post_topic"));
    }

    [Fact]
    public void Write_OriginalOfAnotherDay_MovesThePostToItsPartitions()
    {
        _host.Write([Post(101)]);
        AssertAllAt(Some.Hour);
        _host.Write([Post() with { PostedAt = EarlierDay }]);
        AssertAllAt(EarlierDay);
    }

    [Fact]
    public void Write_EditOfAStoredPost_StaysInTheOriginalsPartitions()
    {
        _host.Write([Post() with { PostedAt = EarlierDay }]);
        _host.Write([Post(101) with { Topics = [0], Text = "edited" }]);
        AssertAllAt(EarlierDay);
        Assert.Equal(["edited"], _host.Rows("SELECT text FROM post"));
    }

    [Fact]
    public void Write_AccountReinstatedAfterItsDayWasDropped_MakesTheDayAgain()
    {
        var post = Post() with { Platform = Platform.Bluesky, Id = "did:plc:a/1", Author = "did:plc:a" };
        _host.Write([post]);
        _host.Write([Account(AccountState.Hidden, 5)]);
        var partitions = _host.Connection.Query<string>("""
            SELECT inhrelid::regclass::text FROM pg_inherits
            WHERE inhparent IN ('post'::regclass, 'post_hashtag'::regclass, 'post_topic'::regclass)
            """).AsList();
        Assert.NotEmpty(partitions);
        _host.Connection.Execute($"DROP TABLE {string.Join(", ", partitions)}");
        _host.Write([Account(AccountState.Active, 6)]);
        AssertAllAt(Some.Hour);
    }

    [Fact]
    public void Write_ComputedAndPruned_LeavesNoSettingWithTheConnection()
    {
        _host.Write([Post()]);
        _host.Write([Post(101)]);
        _host.Compute();
        _host.Prune(Some.Hour + Some.Day);
        Assert.Empty(_host.Rows(
            "SELECT name, setting FROM pg_settings WHERE source = 'session' AND name NOT LIKE 'transaction%'"));
    }

    public void Dispose() => _host.Dispose();
}
