namespace Tidings.Tests.Deployment;

/// <summary>
/// What can be said of the image without building it. <c>make rehearse-image</c> goes through its steps.
/// </summary>
public sealed class DockerfileTests
{
    static readonly List<string> Lines = DeploymentFile.Lines("Dockerfile");

    static readonly List<string> FinalStage =
        Lines[Lines.FindLastIndex(line => line.StartsWith("FROM ", StringComparison.Ordinal))..];

    [Fact]
    public void FinalStage_User_IsOrdinary()
    {
        var user = Argument("USER");
        Assert.DoesNotContain(user.Split(':')[0], (string[])["", "root", "0"]);
    }

    [Fact]
    public void FinalStage_Entrypoint_LetsSignalsThrough() =>
        Assert.Matches("""^\["/app/tidings"\]$""", Argument("ENTRYPOINT"));

    [Fact]
    public void FinalStage_FolderOfTheProgram_IsAVolume() => Assert.Equal(Argument("VOLUME"), Argument("WORKDIR"));

    [Fact]
    public void FinalStage_Image_HasIcuAndThePublishedProgramItsFramework()
    {
        var image = Argument("FROM");
        Assert.StartsWith("mcr.microsoft.com/dotnet/runtime-deps:10.0", image, StringComparison.Ordinal);
        Assert.All(
            Lines.Where(line => line.StartsWith("RUN dotnet ", StringComparison.Ordinal)),
            line => Assert.Contains(" -p:PublishReadyToRun=true", line, StringComparison.Ordinal));
        Assert.Matches(
            """Condition="'\$\(PublishReadyToRun\)' == 'true'">\s*(<!--[^>]*-->\s*)?<SelfContained>true</SelfContained>""",
            File.ReadAllText(DeploymentFile.PathOf("src/Tidings/Tidings.csproj")));
        Assert.DoesNotContain("alpine", image, StringComparison.Ordinal);
        Assert.True(!image.Contains("chiseled", StringComparison.Ordinal)
            || image.EndsWith("-extra", StringComparison.Ordinal), $"{image} has no ICU");
        Assert.DoesNotContain(Lines, line => line.Contains("INVARIANT", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Build_EveryProject_IsThereBeforeTheRestore()
    {
        var before = Lines[..Lines.FindIndex(line => line.StartsWith("RUN dotnet restore", StringComparison.Ordinal))];
        var projects = Directory.GetFiles(DeploymentFile.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal));
        foreach (var path in projects)
        {
            var project = Path.GetRelativePath(SharedData.RepositoryRoot, path).Replace('\\', '/');
            var folder = Path.GetDirectoryName(project)!.Replace('\\', '/');
            Assert.Contains($"COPY {project} {folder}/packages.lock.json {folder}/", before);
        }
    }

    [Fact]
    public void Ignore_Everything_UnlessNamed()
    {
        var rules = DeploymentFile.Lines(".dockerignore");
        Assert.Equal("*", rules[0]);
        Assert.DoesNotContain("!.env", rules);
        foreach (var rule in rules.Where(rule => rule.StartsWith('!') && !rule.Contains('*', StringComparison.Ordinal)))
            Assert.True(Path.Exists(DeploymentFile.PathOf(rule[1..])), rule);
    }

    static string Argument(string word) =>
        FinalStage.Last(line => line.StartsWith(word + " ", StringComparison.Ordinal))[(word.Length + 1)..];
}
