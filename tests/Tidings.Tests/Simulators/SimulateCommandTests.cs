using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tidings.Tests.Commands;
using Tidings.Tests.Durability.Crashes;

namespace Tidings.Tests.Simulators;

public sealed class SimulateCommandTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("--fault", "explode")]
    [InlineData("--rate", "0")]
    [InlineData("--file", "none.jsonl")]
    [InlineData("--keep", "long")]
    [InlineData("--start", "now")]
    [InlineData("--dictionary", "none.zdict")]
    public void WrongUse_IsRefused(string option, string value)
    {
        var result = _bench.Run("simulate", "jetstream", option, value);
        Assert.Equal(2, result.Status);
        Assert.Contains(option == "--file" ? value : option, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tls_CertificateAskedFor_IsWritten()
    {
        var file = _bench.Write("a.jsonl", [.. Simulated.Events(10)]);
        var result = _bench.RunUntil(
            "certificate sha256", "simulate", "jetstream", "--file", file, "--tls", "--tls-out", "cert.pem", "--keep", "5s");
        Assert.Equal(0, result.Status);
        Assert.StartsWith("listening wss://127.0.0.1:", result.Output, StringComparison.Ordinal);
        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(_bench.PathOf("cert.pem")));
        Assert.Contains(
            "certificate sha256 " + certificate.GetCertHashString(HashAlgorithmName.SHA256), result.Error,
            StringComparison.OrdinalIgnoreCase);
        Assert.False(certificate.HasPrivateKey);
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(_bench.PathOf("cert.pem")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rate", "5", "--pace", "recorded")]
    [InlineData("--tls-out", "cert.pem")]
    public void OptionsThatDoNotGoTogether_AreRefused(params string[] options)
    {
        var result = _bench.Run(["simulate", "jetstream", .. options]);
        Assert.Equal(2, result.Status);
        Assert.Contains(options[0], result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void InProcess_ToldToStop_EndsWell()
    {
        var file = _bench.Write("a.jsonl", [.. Simulated.Events(10), "{\"broken\":"]);
        var result = _bench.RunUntil("a.jsonl:11: no event", "simulate", "jetstream", "--file", file, "--start", "now");
        Assert.Equal(0, result.Status);
        Assert.StartsWith("listening ws://127.0.0.1:", result.Output, StringComparison.Ordinal);
        Assert.Contains("played all: 10 events, 1 lines", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Process_Terminated_SaysGoodbyeAndExitsWith0()
    {
        var file = _bench.Write("a.jsonl", [.. Simulated.Events(10)]);
        using var process = new ChildProcess(
            _bench.Folder, ["simulate", "jetstream", "--file", file, "--fault", "duplicate@4", "--verbose"]);
        for (var looks = 0; looks < 30_000 && !process.Tail.Contains("listening", StringComparison.Ordinal); looks++)
            if (process.WaitForExit(1))
                break;
        var line = process.Tail.Split('\n').Single(line => line.StartsWith("listening ", StringComparison.Ordinal));
        using (var client = await Client.ConnectAsync(new Uri(line["listening ".Length..])))
        {
            Assert.Equal(11, (await client.ReceiveAsync(11)).Count);
            Assert.True(process.Terminate());
            Assert.Null(await client.ReceiveAsync());
            Assert.Equal(1001, (int?)client.CloseStatus);
            await client.CloseAsync();
        }
        Assert.True(process.WaitForExit(10_000));
        process.Drain();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("fault duplicate@4 connection 1", process.Tail, StringComparison.Ordinal);
        Assert.Contains("request 1 /subscribe 101", process.Tail, StringComparison.Ordinal);
        Assert.Contains("served 11 events on 1 connections", process.Tail, StringComparison.Ordinal);
    }
}
