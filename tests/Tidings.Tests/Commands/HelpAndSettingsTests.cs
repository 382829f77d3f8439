namespace Tidings.Tests.Commands;

public sealed class HelpAndSettingsTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("demo")]
    [InlineData("replay")]
    [InlineData("record")]
    [InlineData("top")]
    [InlineData("compare")]
    [InlineData("posts")]
    [InlineData("gaps")]
    [InlineData("score")]
    [InlineData("extract")]
    [InlineData("export")]
    [InlineData("migrate")]
    [InlineData("config", "show")]
    [InlineData("config", "init")]
    [InlineData("prune")]
    [InlineData("doctor")]
    [InlineData("sample")]
    [InlineData("simulate")]
    [InlineData("simulate", "jetstream")]
    public void Help_OfEachCommand_HasAnExample(params string[] command)
    {
        var result = _bench.Run([.. command, "--help"]);
        Assert.Equal(0, result.Status);
        Assert.Contains($"Example: tidings {string.Join(' ', command)}", result.Output, StringComparison.Ordinal);
        Assert.Contains(command[0], _bench.Run("--help").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_FirstPage_FitsOneScreen() => Assert.InRange(_bench.Run().Output.Split('\n').Length, 10, 40);

    [Fact]
    public void WrongCommand_NamesIt()
    {
        var result = _bench.Run("tpo");
        Assert.Equal(2, result.Status);
        Assert.Contains("tpo", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ConfigInit_WritesAFileThatLoads()
    {
        Assert.Equal(0, _bench.Run("config", "init").Status);
        Assert.Equal(0, _bench.Run("config", "show").Status);
        Assert.Equal(2, _bench.Run("config", "init").Status);
    }

    [Fact]
    public void ConfigShow_NeverPrintsASecret()
    {
        _bench.Environment["TIDINGS__PRIVACY__KEY"] = "very-secret-author-key";
        _bench.Environment["TIDINGS__WEB__PASSWORD"] = "very-secret-password";
        foreach (var format in (string[])["table", "json", "csv"])
        {
            var result = _bench.Run("config", "show", "--format", format);
            Assert.Equal(0, result.Status);
            Assert.DoesNotContain("very-secret", result.Output + result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WrongSettings_AreAllNamedAtOnce()
    {
        _bench.Write("tidings.json", """{ "hapy": [":)"], "filters": { "minFollowers": "many" } }""");
        var result = _bench.Run("top");
        Assert.Equal(2, result.Status);
        Assert.Contains("Did you mean 'happy'?", result.Error, StringComparison.Ordinal);
        Assert.Contains("filters.minFollowers", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TIDINGS__HAPPY", """["preset:smiles"]""", "smileys")]
    [InlineData("TIDINGS__TOPICS", """[{"name":"x","synonyms":[]}]""", "synonym")]
    public void WrongLists_AreRefusedWithTheEntry(string variable, string value, string expected)
    {
        _bench.Environment[variable] = value;
        var result = _bench.Run("replay", _bench.Write("a.jsonl", Lines.Status(1, "#x")));
        Assert.Equal(2, result.Status);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Migrate_StatusAndDryRun_ChangeNothing()
    {
        Assert.Equal(2, _bench.Run("migrate", "--status", "--store", "sqlite:none.db").Status);
        Assert.Equal(0, _bench.Run("migrate", "--store", "sqlite:m.db").Status);
        Assert.Contains(
            "applied", _bench.Run("migrate", "--status", "--store", "sqlite:m.db").Output, StringComparison.Ordinal);
        Assert.Equal(2, _bench.Run("migrate", "--to", "1", "--store", "sqlite:m.db").Status);
        Assert.Contains(
            "DROP VIEW", _bench.Run("migrate", "--down", "--to", "1", "--dry-run", "--store", "sqlite:m.db").Output,
            StringComparison.Ordinal);
        Assert.Equal(0, _bench.Run("migrate", "--down", "--to", "1", "--store", "sqlite:m.db").Status);
        Assert.Contains("tidings migrate", _bench.Run("top", "--store", "sqlite:m.db").Error, StringComparison.Ordinal);
        Assert.Equal(0, _bench.Run("migrate", "--store", "sqlite:m.db").Status);
        Assert.Equal(0, _bench.Run("migrate", "--down", "--to", "0", "--store", "sqlite:m.db").Status);
    }

    [Fact]
    public void Sample_TheDefault_IsTheBundledRecording()
    {
        Assert.Equal(0, _bench.Run("sample", "-o", "made").Status);
        Assert.Equal(3, Directory.GetFiles(_bench.PathOf("made")).Length);
        Assert.Equal(2, _bench.Run("sample", "-o", "made", "--posts", "-5").Status);
    }
}
