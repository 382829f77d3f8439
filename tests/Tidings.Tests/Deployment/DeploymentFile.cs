using Tidings.Tests.Commands;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Tidings.Tests.Deployment;

/// <summary>Reads what tells other programs how to build and start this one.</summary>
static class DeploymentFile
{
    public static string PathOf(string name) => Path.Combine(SharedData.RepositoryRoot, name);

    /// <summary>The lines that say something: no comments, nothing empty.</summary>
    public static List<string> Lines(string name) =>
        [.. File.ReadLines(PathOf(name)).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    /// <summary>A YAML file with its anchors and merges resolved.</summary>
    public static Dictionary<object, object> Yaml(string name)
    {
        using var reader = new StreamReader(PathOf(name));
        return new DeserializerBuilder().Build()
            .Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(reader)));
    }

    /// <summary>
    /// The commands that the program lists. (Asking a command for its help would not do: that forgives wrong words.)
    /// </summary>
    public static List<string> Commands()
    {
        using var bench = new Workbench();
        return [.. bench.Run("--help").Output.Split('\n')
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])];
    }
}
