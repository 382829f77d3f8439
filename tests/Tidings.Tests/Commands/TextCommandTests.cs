using System.Text.Json;

namespace Tidings.Tests.Commands;

public sealed class TextCommandTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    static JsonElement[] Objects(RunResult result)
    {
        Assert.True(result.Status == 0, result.Error);
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
    }

    [Fact]
    public void Score_OneText_HasTheFiveFields()
    {
        var score = Objects(_bench.Run("score", "I love it"))[0];
        Assert.Equal(["compound", "positive", "neutral", "negative", "label"],
            score.EnumerateObject().Select(property => property.Name));
        Assert.Equal(0.6369, score.GetProperty("compound").GetDouble());
        Assert.Equal("very_positive", score.GetProperty("label").GetString());
    }

    [Fact]
    public void Score_Stdin_GivesOneObjectALineInOrder()
    {
        var scores = Objects(_bench.RunWith("I love it\r\n\n\"I hate\\nit\"\n\"not json\nlast", "score", "--stdin"));
        Assert.Equal(5, scores.Length);
        Assert.Equal(0.6369, scores[0].GetProperty("compound").GetDouble());
        Assert.Equal(0, scores[1].GetProperty("compound").GetDouble());
        Assert.True(scores[2].GetProperty("compound").GetDouble() < -0.5);
    }

    [Fact]
    public void Score_ManyLines_AllComeBack()
    {
        var input = string.Join('\n', Enumerable.Range(0, 20_000).Select(i => $"text {i} {new string('x', i % 300)}"));
        Assert.Equal(20_000, Objects(_bench.RunWith(input, "score", "--stdin")).Length);
    }

    [Fact]
    public void Score_GiantLine_IsReadOnce()
    {
        var input = new string('x', 40_000_000) + "\nI love it\n";
        var scores = Objects(_bench.RunWith(input, "score", "--stdin"));
        Assert.Equal(0.6369, scores[1].GetProperty("compound").GetDouble());
        Assert.Equal(1, _bench.RunWith(new string('x', 70_000_000), "score", "--stdin").Status);
    }

    [Fact]
    public void Score_Explain_ShowsWhatEachWordAdds()
    {
        var score = Objects(_bench.Run("score", "a GREAT day", "--explain"))[0];
        Assert.Equal("GREAT", score.GetProperty("tokens")[1].GetProperty("text").GetString());
        Assert.True(score.GetProperty("tokens")[1].GetProperty("valence").GetDouble() > 3);
    }

    [Fact]
    public void Extract_PositionsCountCodePoints()
    {
        var found = Objects(_bench.Run("extract", "🎉🎉 #Fest mit @anna_b und $BTC https://example.com/a"))[0];
        Assert.Equal("""[{"text":"Fest","start":3,"end":8}]""", found.GetProperty("hashtags").GetRawText());
        Assert.Equal("""[{"text":"anna_b","start":13,"end":20}]""", found.GetProperty("mentions").GetRawText());
        Assert.Equal("""[{"text":"BTC","start":25,"end":29}]""", found.GetProperty("cashtags").GetRawText());
        Assert.Equal(
            """[{"text":"https://example.com/a","start":30,"end":51}]""", found.GetProperty("urls").GetRawText());
    }

    [Fact]
    public void Extract_EmptyLine_GivesAnEmptyResult() =>
        Assert.Equal("""{"hashtags":[],"cashtags":[],"mentions":[],"urls":[]}""",
            _bench.RunWith("\n", "extract", "--stdin").Output.TrimEnd());

    [Fact]
    public void Extract_BlueskyProfile_HasItsOwnCashtags()
    {
        Assert.Equal(0, Objects(_bench.Run("extract", "($A1B2)"))[0].GetProperty("cashtags").GetArrayLength());
        Assert.Equal(1, Objects(_bench.Run("extract", "($A1B2)", "--profile", "bluesky"))[0].GetProperty("cashtags")
            .GetArrayLength());
    }

    [Fact]
    public void Extract_LoneSurrogate_IsOneCodePoint()
    {
        var found = Objects(_bench.RunWith("\"\\ud83d #a\"\n", "extract", "--stdin"))[0];
        Assert.Equal("""[{"text":"a","start":2,"end":4}]""", found.GetProperty("hashtags").GetRawText());
    }

    [Theory]
    [InlineData("score")]
    [InlineData("score", "text", "--stdin")]
    [InlineData("score", "text", "--scorer", "tidings")]
    [InlineData("extract", "text", "--profile", "nowhere")]
    public void WrongUse_IsRefused(params string[] args)
    {
        var result = _bench.Run(args);
        Assert.Equal(2, result.Status);
        Assert.NotEqual("", result.Error);
    }
}
