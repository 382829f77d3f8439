using System.Text.RegularExpressions;

namespace Tidings.Tests.Deployment;

public sealed partial class MakefileTests
{
    static readonly string Text = File.ReadAllText(DeploymentFile.PathOf("Makefile"));
    static readonly List<string> Targets = [.. Target.Matches(Text).Select(match => match.Groups[1].Value)];

    [Fact]
    public void Targets_All_AreExplainedAndPhony()
    {
        Assert.All(
            Target.Matches(Text), match => Assert.Contains("## ", match.Groups[2].Value, StringComparison.Ordinal));
        var phony = Text.Split('\n').Single(line => line.StartsWith(".PHONY: ", StringComparison.Ordinal));
        Assert.Equal(Targets.Order(), phony[8..].Split(' ').Order());
    }

    /// <summary>
    /// Those of the happy-hashtags project that still mean something: waiting for the database is no step any more, and
    /// its unit tests are <c>test-fast</c>.
    /// </summary>
    [Theory]
    [InlineData("setup")]
    [InlineData("build")]
    [InlineData("migrate")]
    [InlineData("up")]
    [InlineData("down")]
    [InlineData("down-with-volumes")]
    [InlineData("logs")]
    [InlineData("restart")]
    [InlineData("test")]
    public void Targets_OfTheEarlierProject_AreThere(string target) => Assert.Contains(target, Targets);

    [Fact]
    public void Scripts_OfTheTargets_CanBeRun()
    {
        var scripts = Script.Matches(Text).Select(match => match.Value).Distinct().ToList();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            var path = DeploymentFile.PathOf(script);
            Assert.True(File.Exists(path), script);
            if (!OperatingSystem.IsWindows())
                Assert.True(File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute), script);
        }
    }

    [GeneratedRegex("^([a-z][a-z-]*):(?!=)(.*)$", RegexOptions.Multiline)]
    static partial Regex Target { get; }

    [GeneratedRegex(@"eng/[a-z-]+\.sh")]
    static partial Regex Script { get; }
}
