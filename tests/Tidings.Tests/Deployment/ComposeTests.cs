using System.Text.RegularExpressions;

namespace Tidings.Tests.Deployment;

/// <summary>What can be said of the containers without starting them.</summary>
public sealed partial class ComposeTests
{
    const string Name = "docker-compose.yml";
    static readonly Dictionary<object, object> Root = DeploymentFile.Yaml(Name);

    static readonly Dictionary<string, Dictionary<object, object>> Services =
        ((Dictionary<object, object>)Root["services"]).ToDictionary(
            pair => (string)pair.Key, pair => (Dictionary<object, object>)pair.Value, StringComparer.Ordinal);

    /// <summary>Those that run the program itself.</summary>
    static IEnumerable<KeyValuePair<string, Dictionary<object, object>>> Programs =>
        Services.Where(service => (string)service.Value["image"] == "tidings:local");

    [Fact]
    public void Ports_OfEveryService_AreBoundToThisMachine()
    {
        var ports = Services.Values.SelectMany(service => List(service, "ports")).ToList();
        Assert.NotEmpty(ports);
        Assert.All(ports, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
        Assert.DoesNotContain(Services.Values, service => service.ContainsKey("network_mode"));
    }

    [Fact]
    public void Secrets_OfEveryService_ComeFromTheEnvironmentAndMustBeThere()
    {
        var found = 0;
        foreach (var (name, service) in Services)
            foreach (var (key, value) in (Dictionary<object, object>)service["environment"])
                if (SecretName.IsMatch((string)key))
                {
                    found++;
                    var isRequired = ((string)value).StartsWith($"${{{key}:?", StringComparison.Ordinal);
                    Assert.True(isRequired, $"{name}: {key} is {value}");
                }
        Assert.InRange(found, 3, int.MaxValue);
        Assert.DoesNotMatch("://[^/ ]*:[^/ ]*@", File.ReadAllText(DeploymentFile.PathOf(Name)));
    }

    [Fact]
    public void Example_OfTheEnvironment_NamesWhatMustBeThereAndGivesNoSecret()
    {
        var text = File.ReadAllText(DeploymentFile.PathOf(Name));
        var needed = Needed.Matches(text).Select(match => match.Groups[1].Value).Distinct().Order();
        Assert.Equal(needed.Select(name => name + "="), DeploymentFile.Lines(".env.example").Order());
        Assert.Contains(".env", DeploymentFile.Lines(".gitignore"));
    }

    [Fact]
    public void Commands_OfTheProgram_Exist()
    {
        Assert.NotEmpty(Programs);
        foreach (var (_, service) in Programs)
            Assert.Contains(List(service, "command")[0], DeploymentFile.Commands());
    }

    [Fact]
    public void Image_OfTheProgram_IsBuiltOnce() =>
        Assert.Single(Programs, service => service.Value.ContainsKey("build"));

    [Fact]
    public void Jobs_ThatStay_StartAfterTheMigrationAndStartAgain()
    {
        var job = Services["tidings"];
        Assert.Equal("service_healthy", Condition(job, "postgres"));
        Assert.Equal("service_completed_successfully", Condition(job, "migrate"));
        Assert.Equal("service_healthy", Condition(Services["migrate"], "postgres"));
        Assert.Equal(["migrate"], List(Services["migrate"], "command"));
        Assert.Equal("no", Services["migrate"]["restart"]);
        Assert.Equal("unless-stopped", job["restart"]);
        Assert.Contains("healthcheck", Services["postgres"].Keys);
    }

    [Fact]
    public void Volumes_OfTheImage_AreKept()
    {
        var declared = ((Dictionary<object, object>)Root["volumes"]).Keys.Cast<string>().ToList();
        var volumeOfImage = DeploymentFile.Lines("Dockerfile")
            .Last(line => line.StartsWith("VOLUME ", StringComparison.Ordinal));
        foreach (var (_, service) in Programs)
            Assert.Contains(
                List(service, "volumes"),
                volume => volume.EndsWith($":{volumeOfImage[7..]}", StringComparison.Ordinal));
        foreach (var volume in Services.Values.SelectMany(service => List(service, "volumes")))
            Assert.Contains(volume.Split(':')[0], declared);
    }

    static List<string> List(Dictionary<object, object> service, string key) =>
        service.TryGetValue(key, out var list) ? [.. ((List<object>)list).Cast<string>()] : [];

    static object Condition(Dictionary<object, object> service, string of) =>
        ((Dictionary<object, object>)((Dictionary<object, object>)service["depends_on"])[of])["condition"];

    [GeneratedRegex("PASS|SECRET|TOKEN|KEY|_URL", RegexOptions.IgnoreCase)]
    static partial Regex SecretName { get; }

    [GeneratedRegex(@"\$\{(\w+):\?")]
    static partial Regex Needed { get; }
}
