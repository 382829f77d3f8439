using Tidings.Cli.Configuration;

namespace Tidings.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tidings-configuration").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WithoutAFile_IsNoFault() =>
        Assert.Equal(new ConfigurationFile("tidings.json", null), ConfigurationFile.Read(null, _folder));

    [Fact]
    public void Read_TheFileOfTheFolder_GivesItsText()
    {
        File.WriteAllText(Path.Combine(_folder, "tidings.json"), "{ \"keep\": \"all\" }");

        Assert.Equal("{ \"keep\": \"all\" }", ConfigurationFile.Read(null, _folder).Text);
    }

    [Fact]
    public void Read_ANamedFileThatIsNotThere_IsAFault()
    {
        var file = ConfigurationFile.Read("other.json", _folder);

        Assert.Equal("other.json: there is no such file", ConfigurationLoader.Load(new() { File = file }).OnlyFault().ToString());
    }

    [Fact]
    public void Read_AFolder_IsAFault() => Assert.NotNull(ConfigurationFile.Read(".", _folder).Fault);
}
