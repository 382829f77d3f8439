using System.Text.RegularExpressions;
using Tidings.Cli.Configuration;
using Tidings.Configuration;

namespace Tidings.Tests.Configuration;

public sealed class ConfigurationDocumentTests
{
    static readonly string Document = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "configuration.md"));

    public static TheoryData<string> Keys => [.. SettingTable.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Document_EveryKey_HasALine(string key) => Assert.Contains($"\n| `{key}` |", Document, StringComparison.Ordinal);

    [Fact]
    public void Document_EveryLine_IsOfAKey()
    {
        var keys = Regex.Matches(Document, @"^\| `([a-z][A-Za-z.\[\]]*)`", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(SettingTable.Keys.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Document_Defaults_AreTheEffectiveOnes()
    {
        foreach (var row in ConfigurationPrinter.ToRows(Loading.Environment()))
        {
            var match = Regex.Match(Document, $@"^\| `{Regex.Escape(row.Key)}` \| (?:`([^`]*)`|(none)) \|", RegexOptions.Multiline);
            Assert.True(match.Success, $"{row.Key} has no default in the document");
            Assert.Equal(row.Value, match.Groups[1].Value);
        }
    }

    [Fact]
    public void Document_Example_Loads()
    {
        var example = Regex.Match(Document, "```json\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

        var options = Loading.File(example).Sound().Options;

        Assert.Equal(["jetstream", "mastodon"], options.Sources.Select(source => source.Name));
        Assert.Equal(TimeSpan.FromDays(90), options.Retention.Posts);
    }

    [Fact]
    public void Example_Loaded_GivesTheDefaultsWithoutFault() =>
        Assert.Equal(new TidingsOptions(), Loading.File(ConfigurationExample.Text).Sound().Options);

    [Theory]
    [MemberData(nameof(Keys))]
    public void Example_EveryKey_IsInIt(string key)
    {
        var name = key[(key.LastIndexOf('.') + 1)..];
        string[] secretOrRare = ["apiKey", "apiSecret", "password", "key", "bearerToken", "consumerKey", "consumerSecret", "accessToken", "rules"];
        Assert.True(secretOrRare.Contains(name) || ConfigurationExample.Text.Contains($"\"{name}\"", StringComparison.Ordinal), key);
    }
}
