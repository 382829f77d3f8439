using Tidings.Storage;

namespace Tidings.Tests.Storage;

public sealed class SqliteTakeOverTests
{
    [Fact]
    public void Write_OtherSettingsInForce_IsRefusedAndNothingStored()
    {
        using var host = new SqliteStoreHost(options: new() { Topics = Some.Topics, ConfigurationHash = "one" });
        var post = new PostVersion { Hashtags = ["joy"] };
        Refuses(host, post);
        host.SetMeta("configuration", "one");
        host.Write([post], Some.Header(1, Some.Hour + 1));
        host.SetMeta("configuration", "two");
        Refuses(host, post with { Id = "101" });
        Assert.False(host.IsStored(new("s1", 2)));
        Assert.Equal(["1"], host.Rows("SELECT count(*) FROM post"));
        Assert.Empty(host.Rows("SELECT 1 FROM dead_letter"));
    }

    static void Refuses(SqliteStoreHost host, PostVersion post)
    {
        var error = Assert.Throws<StoreException>(() => host.Write([post], Some.Header(2, Some.Hour + 2)));
        Assert.Contains("taken over with other settings", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsPassing);
        Assert.Throws<StoreException>(() => host.WriteDeadLetter(1, "x", "json", "{"u8));
    }
}
