using System.Text.Json;

namespace Tidings.Tests.Commands;

public sealed class ReadingCommandTests : IDisposable
{
    readonly Workbench _bench = new();

    public ReadingCommandTests()
    {
        var later = Lines.Noon.AddHours(2);
        var lines = new List<string>();
        for (var author = 1; author <= 10; author++)
        {
            lines.Add(Lines.Status(author, author <= 6 ? "what a day :) #Coffee" : "tired #coffee", author));
            lines.Add(Lines.Status(
                100 + author, $"bitcoin number {author} is {(author % 2 == 0 ? "great" : "awful")}", author));
        }
        lines.Add(Lines.Status(200, "so happy :) #Rare", author: 50));
        lines.Add(Lines.Status(201, "$ETH up, great news", author: 51, at: later));
        _bench.Write("a.jsonl", [.. lines]);
        Assert.Equal(0, _bench.Run("replay", "a.jsonl", "--store", "sqlite:t.db").Status);
    }

    public void Dispose() => _bench.Dispose();

    RunResult Run(params string[] args) => _bench.Run([.. args, "--store", "sqlite:t.db"]);

    [Fact]
    public void Top_Json_HasTheColumnsOfTheDesignInOrder()
    {
        var row = Run("top").Json[0];
        Assert.Equal(
            ["hashtag", "display", "posts", "happy", "authors", "happy_authors", "rate", "lower_bound", "coverage"],
            row.EnumerateObject().Select(property => property.Name));
        Assert.Equal("coffee", row.GetProperty("hashtag").GetString());
        Assert.Equal("Coffee", row.GetProperty("display").GetString());
        Assert.Equal(0.6, row.GetProperty("rate").GetDouble());
        Assert.Equal(JsonValueKind.Null, row.GetProperty("coverage").ValueKind);
        // Wilson, 6 of 10, z = 1.959964, by hand
        Assert.Equal(0.312674, row.GetProperty("lower_bound").GetDouble(), 6);
    }

    [Fact]
    public void Top_MinAuthors_LeavesOutTheRare()
    {
        Assert.Equal(1, Run("top").Json.GetArrayLength());
        Assert.Equal(2, Run("top", "--min-authors", "1").Json.GetArrayLength());
        Assert.Equal(
            "coffee", Run("top", "--min-authors", "1", "--by", "posts").Json[0].GetProperty("hashtag").GetString());
        Assert.Equal(1, Run("top", "--min-authors", "1", "--limit", "1").Json.GetArrayLength());
    }

    [Fact]
    public void Top_EmptyWindow_SaysWhichHoursThereAre()
    {
        var result = Run("top", "--last", "24h");
        Assert.Equal(0, result.Json.GetArrayLength());
        Assert.Contains("2026-05-01T12:00:00Z", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Top_Csv_BeginsWithTheHeader() =>
        Assert.StartsWith(
            "hashtag,display,posts,happy,authors,happy_authors,rate,lower_bound,coverage\ncoffee,Coffee,10,6,10,6,0.6,",
            Run("top", "--format", "csv").Output, StringComparison.Ordinal);

    [Fact]
    public void Compare_Json_IsOrderedByHourAndTopic()
    {
        var rows = Run("compare", "eth", "btc").Json;
        Assert.Equal(["btc", "eth"], rows.EnumerateArray().Select(row => row.GetProperty("topic").GetString()));
        Assert.Equal(
            ["hour", "hour_end", "topic", "posts", "accepted", "refused", "unknown", "copies", "scored", "zero",
                "negative", "neutral", "positive", "mean",
                "stddev", "weighted_mean", "coverage", "state"],
            rows[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal("2026-05-01T12:00:00Z", rows[0].GetProperty("hour").GetString());
        Assert.Equal("2026-05-01T13:00:00Z", rows[0].GetProperty("hour_end").GetString());
        Assert.Equal(10, rows[0].GetProperty("accepted").GetInt32());
        Assert.Equal(5, rows[0].GetProperty("positive").GetInt32());
        Assert.Equal(5, rows[0].GetProperty("negative").GetInt32());
        Assert.Equal("closed", rows[0].GetProperty("state").GetString());
    }

    [Fact]
    public void Compare_Window_IsHalfOpenByHourStart()
    {
        Assert.Equal(1, Run("compare", "btc", "eth", "--to", "2026-05-01T14:00Z").Json.GetArrayLength());
        Assert.Equal(1, Run("compare", "btc", "eth", "--from", "2026-05-01T14:00Z").Json.GetArrayLength());
        Assert.Equal(
            2, Run("compare", "btc", "eth", "--from", "2026-05-01", "--to", "2026-05-02").Json.GetArrayLength());
    }

    [Fact]
    public void Compare_UnknownTopic_NamesTheKnown()
    {
        var result = Run("compare", "doge");
        Assert.Equal(2, result.Status);
        Assert.Contains("ada, bnb, btc, eth, xrp", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Posts_Filters_AreApplied()
    {
        Assert.Equal(10, Run("posts", "--hashtag", "#COFFEE").Json.GetArrayLength());
        Assert.Equal(7, Run("posts", "--happy").Json.GetArrayLength());
        Assert.Equal(1, Run("posts", "--topic", "eth").Json.GetArrayLength());
        Assert.Equal(
            "2026-05-01T14:10:00.000Z", Run("posts", "--limit", "1").Json[0].GetProperty("posted_at").GetString());
    }

    [Theory]
    [InlineData("hashtags", 2)]
    [InlineData("topics", 2)]
    [InlineData("posts", 22)]
    [InlineData("signals", 0)]
    [InlineData("trades", 0)]
    [InlineData("gaps", 0)]
    public void Export_BothFormats_HoldTheSameRows(string what, int rows)
    {
        var csv = Run("export", what, "-o", "x.csv");
        var lines = Run("export", what, "--format", "jsonl", "-o", "x.jsonl");
        Assert.True((csv.Status, lines.Status) == (0, 0), csv.Error + lines.Error);
        Assert.Equal(rows + 1, File.ReadAllLines(_bench.PathOf("x.csv")).Length);
        Assert.Equal(rows, File.ReadAllLines(_bench.PathOf("x.jsonl")).Length);
        Assert.False(File.Exists(_bench.PathOf("x.csv.part")));
    }

    [Fact]
    public void Export_FormulaInText_IsDisarmed()
    {
        _bench.Write("b.jsonl", Lines.Status(300, "=HYPERLINK(1) #trap", author: 60, at: Lines.Noon.AddDays(1)));
        Run("replay", "b.jsonl");
        var csv = Run("export", "posts", "-o", "-", "--from", "2026-05-02").Output;
        Assert.Contains("'=HYPERLINK(1) #trap", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void SeedViews_TheSeedsOwnQueries_Run()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={_bench.PathOf("t.db")};Pooling=False");
        connection.Open();
        Assert.Equal("#coffee|2026-05-01 12:00:00|6", Dapper.SqlMapper.QueryFirst<string>(
            connection, "SELECT hashtag || '|' || hour || '|' || count FROM hourly_counts ORDER BY count DESC"));
        Assert.Equal(
            10, Dapper.SqlMapper.Query(connection, "select * from tweet_data order by id desc limit 10").Count());
        Assert.Empty(Dapper.SqlMapper.Query(connection, "select * from trade_data"));
        Assert.Equal(
            ["author_key", "configuration", "filters", "schema", "scorer"],
            Dapper.SqlMapper.Query<string>(connection, "select key from meta order by key"));
    }

    [Theory]
    [InlineData("top", "--limit", "0")]
    [InlineData("top", "--by", "mood")]
    [InlineData("top", "--last", "soon")]
    [InlineData("top", "--from", "tomorrow")]
    [InlineData("top", "--from", "2026-05-02", "--to", "2026-05-01")]
    [InlineData("top", "--last", "24h", "--from", "2026-05-01")]
    [InlineData("posts", "--limit", "-1")]
    [InlineData("compare")]
    [InlineData("export", "everything", "-o", "x")]
    public void WrongUse_AnyCommand_EndsWithTwoAndOneMessage(params string[] args)
    {
        var result = Run(args);
        Assert.Equal(2, result.Status);
        Assert.Equal("", result.Output);
        Assert.NotEqual("", result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text file", "is no SQLite database")]
    [InlineData("", "is empty")]
    public void Store_ThatIsNone_IsRefusedAndStaysAsItIs(string content, string expected)
    {
        File.WriteAllText(_bench.PathOf("other.db"), content);
        var result = _bench.Run("top", "--store", "sqlite:other.db");
        Assert.Equal(2, result.Status);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_bench.PathOf("other.db")));
    }

    [Fact]
    public void Store_OfAnotherProgram_IsRefusedAndStaysAsItIs()
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={_bench.PathOf("foreign.db")};Pooling=False"))
        {
            connection.Open();
            Dapper.SqlMapper.Execute(connection, "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
        }
        var before = File.ReadAllBytes(_bench.PathOf("foreign.db"));
        Assert.Equal(2, _bench.Run("replay", "a.jsonl", "--store", "sqlite:foreign.db").Status);
        Assert.Equal(2, _bench.Run("top", "--store", "sqlite:foreign.db").Status);
        Assert.Equal(before, File.ReadAllBytes(_bench.PathOf("foreign.db")));
    }
}
