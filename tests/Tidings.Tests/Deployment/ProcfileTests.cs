namespace Tidings.Tests.Deployment;

public sealed class ProcfileTests
{
    /// <summary>Where the buildpack puts the program, from the folder of its project.</summary>
    const string Program = "src/Tidings/bin/publish/tidings";

    static readonly Dictionary<string, string[]> Processes = DeploymentFile.Lines("Procfile")
        .ToDictionary(line => line.Split(": ")[0], line => line.Split(": ")[1].Split(' '), StringComparer.Ordinal);

    [Fact]
    public void Commands_OfEveryProcess_Exist()
    {
        foreach (var words in Processes.Values)
        {
            Assert.Equal(Program, words[0]);
            Assert.Contains(words[1], DeploymentFile.Commands());
        }
    }

    [Fact]
    public void Release_OfEveryVersion_MigratesTheStore() => Assert.Equal([Program, "migrate"], Processes["release"]);

    /// <summary>
    /// A process named web must answer on the platform's port, so it comes with the command that does.
    /// </summary>
    [Fact]
    public void Web_IsThere_OnceTheProgramServes() =>
        Assert.Equal(DeploymentFile.Commands().Contains("serve"), Processes.ContainsKey("web"));

    [Fact]
    public void Program_OfTheBuildpack_IsNamedAsTheProjectSays()
    {
        var project = File.ReadAllText(DeploymentFile.PathOf("src/Tidings/Tidings.csproj"));
        Assert.Contains($"<AssemblyName>{Path.GetFileName(Program)}</AssemblyName>", project, StringComparison.Ordinal);
        // it publishes the one solution that lies in the root
        Assert.Single(Directory.GetFiles(SharedData.RepositoryRoot, "*.sln*"));
    }
}
