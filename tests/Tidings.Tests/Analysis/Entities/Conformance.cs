using YamlDotNet.RepresentationModel;

namespace Tidings.Tests.Analysis;

/// <summary>Reads the conformance files of twitter-text, where they are present.</summary>
static class Conformance
{
    public static IEnumerable<(string Description, string Text, YamlNode Expected)> Cases(string file, string section)
    {
        using var reader = new StreamReader(SharedData.Open($"twitter_text/{file}.yml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        foreach (var node in (YamlSequenceNode)yaml.Documents[0].RootNode["tests"][section])
            yield return (node["description"].ToString(), ((YamlScalarNode)node["text"]).Value!, node["expected"]);
    }

    /// <summary>Fails with all cases that differ, and when the file has another number of cases than it had.</summary>
    public static void Check(string file, string section, int count, Func<string, YamlNode, (object Expected, object Actual)> compare)
    {
        var cases = 0;
        var failures = new List<string>();
        foreach (var (description, text, expected) in Cases(file, section))
        {
            cases++;
            var (wanted, found) = compare(text, expected);
            if (!Equals(wanted, found))
                failures.Add($"{description}\n  text     {text}\n  expected {wanted}\n  found    {found}");
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.Equal(count, cases);
    }

    public static string Lines(YamlNode sequence, Func<YamlNode, string> line) =>
        string.Join('\n', ((YamlSequenceNode)sequence).Select(line));

    public static string Value(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
