using System.Text;

namespace Tidings.Tests.Commands;

/// <summary>What the README shows is what the program prints.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Readme_EveryConsoleExample_IsTrue()
    {
        using var bench = new Workbench { IsTerminal = true };
        Assert.Equal(0, bench.Run("demo", "--no-serve").Status);
        var examples = Examples(File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "README.md"))).ToList();
        Assert.NotEmpty(examples);
        foreach (var (command, expected) in examples)
        {
            var result = bench.Run(Words(command));
            Assert.True(result.Status == 0, $"{command}: {result.Error}");
            Assert.Equal(expected, WithoutColours(result.Output).TrimEnd('\n'));
        }
    }

    [Fact]
    public void Readme_EveryLink_LeadsSomewhere()
    {
        foreach (var document in (string[])["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/schema.md"])
        {
            var path = Path.Combine(SharedData.RepositoryRoot, document);
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(
                File.ReadAllText(path), @"\]\((?!https?:)([^)#]+)"))
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, link.Groups[1].Value)),
                    $"{document}: {link.Groups[1].Value}");
        }
    }

    /// <summary>
    /// Blocks marked <c>console</c>: a line that begins with <c>$</c> is a command, what follows is its output.
    /// </summary>
    static IEnumerable<(string Command, string Output)> Examples(string[] lines)
    {
        string? command = null;
        var output = new List<string>();
        var isInside = false;
        foreach (var line in lines)
        {
            var isEnd = isInside && line == "```";
            if (isInside && command is not null && (isEnd || line.StartsWith("$ ", StringComparison.Ordinal)))
                yield return (command, string.Join('\n', output));
            if (isEnd)
                (isInside, command) = (false, null);
            else if (line == "```console")
                isInside = true;
            else if (isInside && line.StartsWith("$ tidings ", StringComparison.Ordinal))
            {
                command = line["$ tidings ".Length..];
                output.Clear();
            }
            else if (isInside)
                output.Add(line);
        }
    }

    /// <summary>Splits a command line at spaces outside double quotes.</summary>
    static string[] Words(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isQuoted = false;
        foreach (var letter in command + " ")
        {
            if (letter == '"')
                isQuoted = !isQuoted;
            else if (letter != ' ' || isQuoted)
                word.Append(letter);
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
        return [.. words];
    }

    static string WithoutColours(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, "\u001b\\[[0-9;]*m", "");
}
