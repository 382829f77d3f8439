using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Tidings.Simulation;

namespace Tidings.Tests.Simulators;

/// <summary>Clients that others wrote for the real service get from the simulated one what it serves.</summary>
public sealed class NpmClientTests
{
    static readonly string Packages = Path.Combine(SharedData.RepositoryRoot, "artifacts", "npm");

    [Theory]
    [Trait("Category", "Npm")]
    [InlineData("skyware")]
    [InlineData("atcute")]
    public async Task Client_ServedRecording_ReceivesEveryEvent(string client)
    {
        Assert.SkipUnless(
            File.Exists(Path.Combine(Packages, "installed.json")), "the npm clients are not here (eng/setup-npm.sh)");
        var events = new RecordingGenerator(new() { Posts = 2000 }).Lines(RecordingSource.Jetstream)
            .Select(line => Encoding.UTF8.GetString(line.Utf8.Span))
            .Where(line => line.EndsWith('}')) // one is cut off on purpose
            .ToList();
        var expected = events.Select(Summary).ToList();
        foreach (var kind in (string[])["commit", "identity", "account"])
            Assert.Contains(expected, line => line.StartsWith(kind, StringComparison.Ordinal));
        await using var simulator = await Simulated.StartAsync(events);
        var received = await RunAsync(client, simulator.Url, expected.Count);
        Assert.Equal(expected, received);
    }

    static string Summary(string line)
    {
        using var json = JsonDocument.Parse(line);
        return $"{json.RootElement.GetProperty("kind").GetString()} {json.RootElement.GetProperty("time_us")}";
    }

    static async Task<List<string>> RunAsync(string client, Uri url, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var process = Process.Start(new ProcessStartInfo(
            "node", [Path.Combine(SharedData.RepositoryRoot, "tests", "npm", "jetstream.mjs"), client, $"{url}", $"{count}"])
        {
            WorkingDirectory = Packages,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, await error);
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
