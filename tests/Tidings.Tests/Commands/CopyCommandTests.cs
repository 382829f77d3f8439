namespace Tidings.Tests.Commands;

public sealed class CopyCommandTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    RunResult Copy(string from = "sqlite:a.db", string to = "sqlite:b.db", params string[] more) =>
        _bench.Run(["copy", "--from", from, "--to", to, .. more]);

    void Fill() => Assert.Equal(
        0, _bench.Run("replay", _bench.Write("a.jsonl", Lines.Status(1, "#x :)"), Lines.Status(2, "#y")), "--store", "sqlite:a.db").Status);

    [Fact]
    public void Copy_Json_ListsEveryTableWithItsRows()
    {
        Fill();
        var rows = Copy().Json.EnumerateArray().ToDictionary(
            row => row.GetProperty("table").GetString()!, row => row.GetProperty("rows").GetInt64());
        Assert.Equal((2, 2, 2, 1), (rows["post"], rows["post_key"], rows["hashtag_hour"], rows["hour"]));
        Assert.Equal(
            _bench.Run("top", "--min-authors", "1", "--store", "sqlite:a.db").Output,
            _bench.Run("top", "--min-authors", "1", "--store", "sqlite:b.db").Output);
    }

    [Fact]
    public void Copy_KeyInAFile_TellsToCopyIt()
    {
        _bench.Environment.Clear();
        Fill();
        var result = Copy();
        Assert.Equal(0, result.Status);
        Assert.Contains($"cp {_bench.PathOf("a.db.author-key")} {_bench.PathOf("b.db.author-key")}", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, _bench.Run("replay", "a.jsonl", "--store", "sqlite:b.db").Status);
        File.Copy(_bench.PathOf("a.db.author-key"), _bench.PathOf("b.db.author-key"));
        Assert.Equal(2, _bench.Run("replay", "a.jsonl", "--store", "sqlite:b.db", "--format", "json").Number("repeated"));
    }

    [Theory]
    [InlineData("sqlite:a.db", "sqlite:a.db", "both name")]
    [InlineData("sqlite:none.db", "sqlite:b.db", "There is no store at")]
    [InlineData("sqlite:a.db", "mysql:b", "--to: The store must be")]
    [InlineData("sqlite:a.db", "sqlite:filled.db", "is not empty")]
    public void Copy_WrongPlaces_IsRefusedInOneLine(string from, string to, string expected)
    {
        Fill();
        _bench.Run("replay", "a.jsonl", "--store", "sqlite:filled.db");
        var result = Copy(from, to);
        Assert.Equal(2, result.Status);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
        Assert.Equal("", result.Output);
        Assert.False(File.Exists(_bench.PathOf("b.db")));
    }
}
