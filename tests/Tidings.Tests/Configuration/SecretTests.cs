using Tidings.Configuration;

namespace Tidings.Tests.Configuration;

public sealed class SecretTests
{
    [Theory]
    [InlineData("sqlite:tidings.db", "sqlite:tidings.db")]
    [InlineData("sqlite:me@home.db", "sqlite:me@home.db")]
    [InlineData("postgres://ann@db/tidings", "postgres://ann@db/tidings")]
    [InlineData("postgres://ann:hunter2@db:5432/tidings?sslmode=require", "postgres://ann:***@db:5432/tidings?sslmode=require")]
    [InlineData("postgres://ann:hun@ter/2?#x@db/tidings", "postgres://ann:***@db/tidings")]
    [InlineData("postgres://:hunter2@db/tidings", "postgres://:***@db/tidings")]
    [InlineData("postgres://db/tidings?user=ann&password=hunter2&sslmode=require", "postgres://db/tidings?user=ann&password=***&sslmode=require")]
    [InlineData("amqps://ann:hunter2@broker/vhost", "amqps://ann:***@broker/vhost")]
    [InlineData("https://hunter2@api.example/", "https://***@api.example/")]
    [InlineData("wss://host/subscribe?access_token=hunter2#key=hunter2", "wss://host/subscribe?access_token=***#key=***")]
    public void ConnectionUrl_ToString_HidesWhatIsSecret(string url, string shown)
    {
        Assert.Equal(shown, new ConnectionUrl(url).ToString());
        Assert.Equal(url, new ConnectionUrl(url).Reveal());
    }

    [Fact]
    public void ConnectionUrl_AnyPassword_NeverShows()
    {
        const string odd = "hunter2:/@?#&;=%[] é";
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var password = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => odd[random.Next(odd.Length)])]);
            var shown = new ConnectionUrl($"postgres://ann:{password}SECRET{password}@db/tidings?sslmode=require").ToString();
            Assert.True(!shown.Contains("SECRET", StringComparison.Ordinal), $"seed {seed}: {shown}");
            Assert.True(shown.StartsWith("postgres://ann:***", StringComparison.Ordinal), $"seed {seed}: {shown}");
        }
    }

    [Theory]
    [InlineData("postgres://ann:***@db/tidings", true)]
    [InlineData("postgres://db/tidings?password=***", true)]
    [InlineData("postgres://ann:a***b@db/tidings", false)]
    [InlineData("postgres://ann@db/tidings", false)]
    public void ConnectionUrl_HasMask_OnlyWhereThePasswordIsOne(string url, bool expected) =>
        Assert.Equal(expected, new ConnectionUrl(url).HasMask);

    [Fact]
    public void Options_ToString_ShowNoSecret()
    {
        var options = new TidingsOptions
        {
            Store = new("postgres://ann:hunter2@db/tidings"),
            Sources = [new() { BearerToken = new("hunter2"), AccessToken = new("hunter2"), Endpoint = new("https://a:hunter2@x.example") }],
            Trading = new() { ApiKey = new("hunter2"), ApiSecret = new("hunter2") },
            Web = new() { Password = new("hunter2") },
            Privacy = new() { Key = new("hunter2") },
        };

        var text = options.ToString();

        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Contains("BearerToken = ***", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://127.8.0.1", true)]
    [InlineData("http://localhost:1", true)]
    [InlineData("http://LOCALHOST:1", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://[::]:8080", false)]
    [InlineData("http://localhost.example:80", false)]
    [InlineData("http://192.168.0.2:80", false)]
    public void Web_IsLoopback_OnlyForThisMachine(string listen, bool expected) =>
        Assert.Equal(expected, new WebOptions { Listen = listen }.IsLoopback);
}
