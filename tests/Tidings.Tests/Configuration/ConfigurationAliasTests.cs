using Tidings.Cli.Configuration;
using Tidings.Configuration;

namespace Tidings.Tests.Configuration;

public sealed class ConfigurationAliasTests
{
    const string XSource = """{ "sources": [{ "kind": "x", "bearerToken": "from file" }, { "kind": "x", "name": "x2" }] }""";

    [Theory]
    [InlineData("DATABASE_URL", "postgres://u:p@h:5432/d", "store", "postgres://u:***@h:5432/d")]
    [InlineData("DATABASE_URL", "postgresql://u:p@h/d?sslmode=require", "store", "postgresql://u:***@h/d?sslmode=require")]
    [InlineData("DB_URL", "postgres://h/d", "store", "postgres://h/d")]
    [InlineData("CLOUDAMQP_URL", "amqps://u:p@h/v", "queue", "amqps://u:***@h/v")]
    [InlineData("LOG_LEVEL", "INFO", "log.level", "info")]
    [InlineData("LOG_LEVEL", "WARN", "log.level", "warning")]
    [InlineData("PORT", "5000", "web.listen", "http://127.0.0.1:5000")]
    [InlineData("BINANCE_API_KEY", "k", "trading.apiKey", "***")]
    [InlineData("BINANCE_API_SECRET", "s", "trading.apiSecret", "***")]
    public void Alias_Set_WinsOverTheFileAndYieldsToTheExplicitKey(string name, string value, string key, string shown)
    {
        Assert.Equal((shown, name), RowOf(Loading.Environment((name, value)).Sound(), key));

        const string file = """
            { "store": "sqlite:f.db", "queue": "sqlite:f.db", "log": { "level": "error" }, "web": { "listen": "http://127.0.0.1:1" },
              "trading": { "apiKey": "f", "apiSecret": "f" } }
            """;
        Assert.Equal((shown, name), RowOf(Loading.File(file, (name, value)).Sound(), key));

        var variable = EnvironmentSettings.VariableOf(key);
        var other = key switch { "log.level" => "debug", "web.listen" => "http://127.0.0.1:2", "store" or "queue" => "sqlite:e.db", _ => "e" };
        Assert.Equal(variable, RowOf(Loading.File(file, (name, value), (variable, other)).Sound(), key).Source);
        Assert.Equal("command line", RowOf(Loading.Load(file, [(name, value)], [(key, other)]).Sound(), key).Source);
        Assert.NotEqual(name, RowOf(Loading.File(file, (name, "")).Sound(), key).Source);
    }

    [Fact]
    public void DatabaseUrl_BesideTheOthers_Wins()
    {
        var loaded = Loading.Environment(("DB_URL", "postgres://h/b"), ("DATABASE_URL", "postgres://h/a"), ("POSTGRES_HOST", "h"));

        Assert.Equal("postgres://h/a", loaded.Sound().Options.Store.Reveal());
    }

    [Theory]
    [InlineData(null, "postgres://ann:p%40ss%2Fw%3Ard@db:5432/my%20tidings")]
    [InlineData("6432", "postgres://ann:p%40ss%2Fw%3Ard@db:6432/my%20tidings")]
    public void Postgres_AllFour_MakeTheStore(string? port, string expected)
    {
        (string, string)[] variables =
        [
            ("POSTGRES_USER", "ann"), ("POSTGRES_PASSWORD", "p@ss/w:rd"), ("POSTGRES_DB", "my tidings"), ("POSTGRES_HOST", "db"), ("POSTGRES_PORT", port ?? ""),
        ];

        Assert.Equal(expected, Loading.Environment(variables).Sound().Options.Store.Reveal());
        Assert.Equal("sqlite:e.db", Loading.Environment([.. variables, ("TIDINGS__STORE", "sqlite:e.db")]).Sound().Options.Store.Reveal());
    }

    [Theory]
    [InlineData("/var/run/postgresql", "postgres://ann@/d?host=/var/run/postgresql")]
    [InlineData("::1", "postgres://ann@[::1]:5432/d")]
    [InlineData("10.0.0.1", "postgres://ann@10.0.0.1:5432/d")]
    public void Postgres_HostOfAnyKind_IsFound(string host, string shown)
    {
        var store = Loading.Environment(
            ("POSTGRES_USER", "ann"), ("POSTGRES_PASSWORD", "hunter/2"), ("POSTGRES_DB", "d"), ("POSTGRES_HOST", host)).Sound().Options.Store;

        Assert.Equal(shown, Tidings.Storage.StoreUrl.Parse(store.Reveal()).ToString());
        Assert.DoesNotContain("hunter", store.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Postgres_Incomplete_NamesEachThatIsMissing()
    {
        var loaded = Loading.Environment(("POSTGRES_PASSWORD", "hunter2"), ("POSTGRES_DB", "d"));

        Assert.Equal(["POSTGRES_USER", "POSTGRES_HOST"], loaded.Faults.Select(fault => fault.Message.Split(' ')[0]));
        Loading.Environment(("POSTGRES_PASSWORD", "hunter2"), ("TIDINGS__STORE", "sqlite:e.db")).Sound();
        Loading.Load(null, [("POSTGRES_PASSWORD", "hunter2")], [("store", "sqlite:e.db")]).Sound();
    }

    [Theory]
    [InlineData("PORT", "http", "web.listen")]
    [InlineData("PORT", "65536", "web.listen")]
    [InlineData("LOG_LEVEL", "chatty", "log.level")]
    [InlineData("DATABASE_URL", "mysql://u:p@h/d", "store")]
    [InlineData("CLOUDAMQP_URL", "http://h", "queue")]
    public void Alias_Wrong_IsAFaultThatNamesTheVariable(string name, string value, string key)
    {
        var fault = Loading.Environment((name, value)).OnlyFault();

        Assert.Equal(key, fault.Key);
        Assert.EndsWith($"({name})", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Port_WithAPassword_ListensOnEveryAddress() =>
        Assert.Equal("http://0.0.0.0:5000", Loading.Environment(("PORT", "5000"), ("TIDINGS__WEB__PASSWORD", "p")).Sound().Options.Web.Listen);

    [Theory]
    [InlineData("X_BEARER_TOKEN")]
    [InlineData("BEARER_TOKEN")]
    public void BearerToken_Alias_GoesToEveryXSource(string name)
    {
        var loaded = Loading.File(XSource, (name, "from alias")).Sound();

        Assert.All(loaded.Options.Sources, source => Assert.Equal(new Secret("from alias"), source.BearerToken));
        Assert.Equal(("***", name), RowOf(loaded, "sources[1].bearerToken"));
    }

    [Fact]
    public void BearerToken_BothAliases_TheNarrowerWins() =>
        Assert.Equal(new Secret("a"), Loading.File(XSource, ("BEARER_TOKEN", "b"), ("X_BEARER_TOKEN", "a")).Sound().Options.Sources[0].BearerToken);

    [Fact]
    public void BearerToken_InTheExplicitKey_WinsOverTheAlias()
    {
        var sources = Loading.Environment(
            ("TIDINGS__SOURCES", """[{"kind":"x","bearerToken":"explicit"},{"kind":"x","name":"x2"},"jetstream"]"""),
            ("X_BEARER_TOKEN", "alias")).Sound().Options.Sources;

        Assert.Equal([new Secret("explicit"), new Secret("alias"), null], sources.Select(source => source.BearerToken));
    }

    [Theory]
    [InlineData("API_CONSUMER_KEY", "API_CONSUMER_SECRET")]
    [InlineData("API_KEY", "API_SECRET")]
    public void ConsumerKey_Alias_GoesToXSources(string key, string secret)
    {
        var source = Loading.Environment(("TIDINGS__SOURCES", "x"), (key, "k"), (secret, "s")).Sound().Options.Sources[0];

        Assert.Equal((new Secret("k"), new Secret("s")), (source.ConsumerKey!, source.ConsumerSecret!));
    }

    [Fact]
    public void ConsumerKey_HalfAPair_IsNotMixedWithTheOtherPair()
    {
        var loaded = Loading.Environment(("TIDINGS__SOURCES", "x"), ("API_CONSUMER_KEY", "k"), ("API_KEY", "k"), ("API_SECRET", "s"));

        Assert.Equal("sources[0].consumerSecret", loaded.OnlyFault().Key);
    }

    [Fact]
    public void Tokens_WithoutAnXSource_ChangeNothing() =>
        Assert.Equal(new TidingsOptions(), Loading.Environment(("X_BEARER_TOKEN", "t"), ("API_KEY", "k")).Sound().Options);

    static (string Value, string Source) RowOf(LoadedConfiguration loaded, string key)
    {
        var row = Assert.Single(ConfigurationPrinter.ToRows(loaded), row => row.Key == key);
        return (row.Value, row.Source);
    }
}
