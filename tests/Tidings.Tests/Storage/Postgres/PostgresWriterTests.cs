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

    /// <summary>Once, at its end, the server takes it for a deadlock.</summary>
    const string FailsOnce = """
        CREATE SEQUENCE attempt;
        CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            IF nextval('attempt') = 1 THEN
              RAISE EXCEPTION 'made up' USING ERRCODE = '40P01';
            END IF;
            RETURN NEW;
          END $$;
        CREATE TRIGGER fails BEFORE INSERT ON dirty_hour FOR EACH ROW EXECUTE FUNCTION fail_once()
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_BegunAnew_StoresThePostWithItsOtherIds(bool isPrepared)
    {
        _host.Connection.Execute(FailsOnce);
        using var writer = _host.Store.CreateWriter(new() { Topics = Some.Topics });
        var batch = Some.Batch([Post() with { Platform = Platform.Mastodon, Id = "https://a.example/1", NativeIds = ["1"] }]);
        if (isPrepared)
            writer.Prepare(batch);
        Assert.Equal(1, writer.Write(batch, []).Kept);
        Assert.Equal(2, _host.Connection.ExecuteScalar<long>("SELECT last_value FROM attempt"));
        AssertAllAt(Some.Hour);
        Assert.Equal(["1|https://a.example/1"], _host.Rows("SELECT native_id, id FROM post_alias"));
    }

    [Fact]
    public void Write_PreparedBatchThatNamesNoPost_LeavesNothingForTheNext()
    {
        using var writer = _host.Store.CreateWriter(new() { Topics = Some.Topics });
        var batch = Some.Batch([Account(AccountState.Hidden, 5)]);
        writer.Prepare(batch);
        writer.Write(batch, []);
        batch.Clear();
        batch.Add(Some.Batch([Post()]));
        writer.Write(batch, []);
        AssertAllAt(Some.Hour);
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
