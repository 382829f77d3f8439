namespace Tidings.Tests.Storage;

public sealed class SqliteIsoViewTests : IDisposable
{
    readonly SqliteStoreHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void IsoViews_AnyMillisecond_IsExact()
    {
        long[] milliseconds = [0, 1, 7, 123, 499, 500, 501, 998, 999];
        _host.Write([.. milliseconds.Select((ms, i) => new PostVersion
        {
            Id = $"{i + 1}",
            Version = i + 1,
            Hashtags = ["joy"],
            Topics = [0],
            PostedAt = Some.Hour + 59 * Some.Minute + 59_000 + ms,
            ReceivedAt = Some.Hour + ms,
        })]);
        Assert.Equal(
            milliseconds.Select(ms => $"2026-05-01T13:59:59.{ms:000}Z|2026-05-01T13:00:00.{ms:000}Z"),
            _host.Rows("SELECT posted_at, received_at FROM post_iso ORDER BY seq"));
        _host.Compute();
        Assert.Equal(["2026-05-01T13:00:00Z"], _host.Rows("SELECT hour FROM hashtag_hour_iso"));
        Assert.Equal(["2026-05-01T13:00:00Z"], _host.Rows("SELECT hour FROM topic_hour_iso"));
    }
}
