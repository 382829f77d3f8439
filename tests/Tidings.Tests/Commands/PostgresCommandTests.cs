using Tidings.Tests.Support;

namespace Tidings.Tests.Commands;

/// <summary>Every command that touches the store, whole, with a PostgreSQL store and an SQLite one beside it.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresCommandTests : IDisposable
{
    const string File = "sqlite:t.db";

    readonly Workbench _bench = new();
    readonly PostgresDatabase _database = PostgresServer.Current.NewDatabase();

    public void Dispose()
    {
        _database.Dispose();
        _bench.Dispose();
    }

    RunResult Run(params string[] args) => _bench.Run([.. args, "--store", _database.Url]);

    /// <summary>Runs a command on both; they must say the same.</summary>
    RunResult Both(params string[] args)
    {
        var expected = _bench.Run([.. args, "--store", File]);
        var result = Run(args);
        Assert.True(expected.Status == 0, expected.Error);
        Assert.Equal((expected.Status, expected.Output), (result.Status, result.Output));
        return result;
    }

    string Recording()
    {
        var lines = new List<string>();
        for (var n = 1; n <= 60; n++)
            lines.Add(Lines.Status(
                n, $"bitcoin {(n % 3 == 0 ? "great" : "awful")} {n} {(n % 2 == 0 ? ":)" : "")} #{(n % 4 == 0 ? "Tea" : "tea")} 😀",
                author: n % 20, at: Lines.Noon.AddMinutes(n * 7), followers: n * 40));
        lines.Add(Lines.Status(100, "$ETH great #ｆｕｌｌ #日本", author: 77, at: Lines.Noon.AddYears(-4)));
        lines.Add("{\"broken\":");
        return _bench.Write("a.jsonl", [.. lines]);
    }

    void Replay(string file)
    {
        foreach (var store in (string[])[File, _database.Url])
        {
            var result = _bench.Run("replay", file, "--store", store, "--format", "json");
            Assert.Equal(61, result.Number("kept"));
            // apart: within a batch only SQLite gives a seq to what is deleted at once
            Assert.Equal(0, _bench.Run("replay", _bench.Write("d.jsonl", Lines.Delete(7)), "--store", store).Status);
        }
    }

    [Fact]
    public void ReadingCommands_SameRecording_SaySameOnBoth()
    {
        Replay(Recording());
        foreach (var by in (string[])["rate", "happy", "posts"])
            Both("top", "--by", by, "--min-authors", "1");
        Both("top", "--format", "csv", "--from", "2026-05-01", "--to", "2026-05-02");
        Both("top", "--last", "24h");
        Both("compare", "btc", "eth");
        Both("posts", "--limit", "200");
        Both("posts", "--hashtag", "tea", "--happy", "--format", "csv");
        Both("posts", "--topic", "eth", "--format", "table");
        foreach (var what in (string[])["posts", "hashtags", "topics", "signals", "trades", "gaps"])
            foreach (var format in (string[])["csv", "jsonl"])
                Both("export", what, "--format", format, "-o", "-");
        Assert.Equal(0, Run("export", "posts", "-o", "x.csv").Status);
        Assert.Equal(61, System.IO.File.ReadAllLines(_bench.PathOf("x.csv")).Length);
    }

    [Fact]
    public void Rebuild_ChangedSettings_GivesTheSameOnBoth()
    {
        Replay(Recording());
        _bench.Environment["TIDINGS__HAPPY"] = """["😀"]""";
        Assert.Equal(
            _bench.Run("rebuild", "--store", File).Error,
            Run("rebuild").Error);
        Assert.NotEqual("[]", Both("top", "--min-authors", "1").Output);
        Both("export", "hashtags", "-o", "-");
    }

    [Fact]
    public void Run_ListenAndWork_StoreTheSame()
    {
        var file = Recording();
        _bench.Write("tidings.json", $$"""
            { "sources": [{ "kind": "file", "name": "rec", "endpoint": "{{file}}" }], "log": { "format": "text" } }
            """);
        Assert.Equal(0, _bench.Run("replay", file, "--store", File).Status);
        Assert.Equal(0, Run("run").Status);
        Both("export", "hashtags", "-o", "-");
        Both("export", "topics", "-o", "-");

        using var other = PostgresServer.Current.NewDatabase();
        Assert.Equal(0, _bench.Run("listen", "--queue", "sqlite:other.db").Status);
        Assert.Equal(0, _bench.Run("work", "--until-empty", "--queue", "sqlite:other.db", "--store", other.Url).Status);
        Assert.Equal(
            Run("export", "topics", "-o", "-").Output,
            _bench.Run("export", "topics", "-o", "-", "--store", other.Url).Output);
        Assert.Equal(0, Run("queue", "dead-letters").Status);
    }

    [Fact]
    public void Migrate_EveryOption_Works()
    {
        Assert.Contains("CREATE TABLE", Run("migrate", "--dry-run").Output, StringComparison.Ordinal);
        Assert.Contains("not applied", Run("migrate", "--status").Output, StringComparison.Ordinal);
        Assert.Contains("version 0 -> 1.", Run("migrate", "--to", "1").Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("migrate").Status);
        Assert.DoesNotContain("not applied", Run("migrate", "--status").Output, StringComparison.Ordinal);
        Assert.Contains("nothing to do", Run("migrate").Output, StringComparison.Ordinal);
        Assert.Equal(2, Run("migrate", "--to", "0").Status);
        Assert.Contains("-> 0.", Run("migrate", "--to", "0", "--down").Output, StringComparison.Ordinal);
        Assert.Contains("is empty", Run("top").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("top")]
    [InlineData("replay", "a.jsonl")]
    [InlineData("migrate", "--status")]
    [InlineData("rebuild")]
    [InlineData("copy", "--to", "sqlite:new.db", "--from")]
    public void WrongAddress_AnyCommand_EndsWithOneLineWithoutSecrets(params string[] args)
    {
        Recording();
        var right = _database.Url;
        var wrongPassword = right.Replace("made%20up", "hunter2", StringComparison.Ordinal);
        var port = right[(right.LastIndexOf(':') + 1)..right.LastIndexOf('/')];
        foreach (var (url, expected) in ((string, string)[])
        [
            (wrongPassword, "password"), (right + "x", "database"),
            (right.Replace(":" + port + "/", $":{FreePort.Next()}/", StringComparison.Ordinal), "127.0.0.1"),
        ])
        {
            var result = args[0] == "copy" ? _bench.Run([.. args, url]) : _bench.Run([.. args, "--store", url]);
            Assert.True(result.Status is 1 or 2, $"status {result.Status}: {result.Error}");
            Assert.Contains(expected, result.Error, StringComparison.OrdinalIgnoreCase);
            Assert.Single(result.Error.Trim().Split('\n'));
            Assert.DoesNotContain("hunter2", result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("made%20up", result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("made up", result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
            Assert.Equal("", result.Output);
        }
    }

    [Fact]
    public void Environment_DatabaseUrlOrPostgresVariables_NameTheStore()
    {
        var file = Recording();
        _bench.Environment["DATABASE_URL"] = _database.Url;
        Assert.Equal(0, _bench.Run("replay", file).Status);
        var expected = Run("export", "topics", "-o", "-").Output;
        Assert.Equal(expected, _bench.Run("export", "topics", "-o", "-").Output);

        _bench.Environment.Remove("DATABASE_URL");
        var address = PostgresServer.Current.Address;
        _bench.Environment["POSTGRES_USER"] = address.User;
        _bench.Environment["POSTGRES_PASSWORD"] = address.Password?.Reveal() ?? "";
        _bench.Environment["POSTGRES_HOST"] = address.Hosts[0].Name;
        _bench.Environment["POSTGRES_PORT"] = $"{address.Hosts[0].Port}";
        _bench.Environment["POSTGRES_DB"] = _database.Name;
        Assert.Equal(expected, _bench.Run("export", "topics", "-o", "-").Output);
        Assert.False(System.IO.File.Exists(_bench.PathOf("tidings.db")));
    }

    [Fact]
    public void Replay_WithoutConfiguredKey_MakesItInTheWorkingFolder()
    {
        _bench.Environment.Clear();
        var file = Recording();
        Assert.Equal(0, Run("replay", file).Status);
        Assert.True(System.IO.File.Exists(_bench.PathOf("tidings.author-key")));
        System.IO.File.Delete(_bench.PathOf("tidings.author-key"));
        var result = Run("replay", file);
        Assert.Equal(2, result.Status);
        Assert.Contains("tidings.author-key is missing", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_ThereAndBack_GoesOnAsBefore()
    {
        Replay(Recording());
        using var copied = PostgresServer.Current.NewDatabase();
        var result = _bench.Run("copy", "--from", File, "--to", copied.Url);
        Assert.Equal(60, result.Json.EnumerateArray()
            .Single(row => row.GetProperty("table").GetString() == "post").GetProperty("rows").GetInt64());
        Assert.Contains("privacy.key", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, _bench.Run("copy", "--from", _database.Url, "--to", "sqlite:back.db").Status);

        // an edit, a delete, a new post, and a repeat
        _bench.Write("b.jsonl",
            Lines.Delete(12), Lines.Status(200, "bitcoin great #tea", author: 90, at: Lines.Noon.AddMinutes(13)),
            Lines.Status(9, "bitcoin great 9 #tea"));
        foreach (var store in (string[])[File, "sqlite:back.db", copied.Url, _database.Url])
        {
            var seq = Newest(store);
            var more = _bench.Run("replay", "b.jsonl", "--store", store, "--format", "json");
            Assert.Equal((1, 1), (more.Number("kept"), more.Number("repeated")));
            Assert.True(Newest(store) > seq);
            foreach (var what in (string[])["hashtags", "topics"])
                Assert.Equal(
                    _bench.Run("export", what, "-o", "-", "--store", File).Output,
                    _bench.Run("export", what, "-o", "-", "--store", store).Output);
        }
    }

    long Newest(string store)
    {
        using var opened = Tidings.Storage.Stores.OpenForReading(
            store == _database.Url || store.StartsWith("postgres", StringComparison.Ordinal)
                ? Tidings.Storage.StoreUrl.Parse(store)
                : new(_bench.PathOf(store["sqlite:".Length..])),
            TimeProvider.System);
        return Dapper.SqlMapper.ExecuteScalar<long>(opened.Connection, "SELECT max(seq) FROM post");
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("statuses_sample_2019-07-03_0629-0637.jsonl.gz")]
    [InlineData("statuses_sample_2015-08-16_2141_3min.jsonl.gz")]
    public void Replay_RealRecording_GivesTheSameExports(string name)
    {
        var file = SharedData.Path("twitter_v1/" + name);
        foreach (var store in (string[])[File, _database.Url])
            Assert.Equal(0, _bench.Run("replay", file, "--store", store).Status);
        foreach (var format in (string[])["csv", "jsonl"])
        {
            Assert.True(Both("export", "hashtags", "--format", format, "-o", "-").Output.Length > 1000);
            Both("export", "topics", "--format", format, "-o", "-"); // in some minutes hardly anybody names a coin
        }
    }
}
