using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli.Jobs.Listening;
using Tidings.Cli.Jobs.Recorder;
using Tidings.Configuration;
using Tidings.Sources;
using Tidings.Tests.Commands;
using Tidings.Tests.Support;
using Recording = Tidings.Cli.Jobs.Recording;

namespace Tidings.Tests.Jobs.Recorder;

/// <summary>What was recorded gives the tables that listening gave.</summary>
public sealed class RecordedTablesTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose()
    {
        FaultHook.Set(null);
        _bench.Dispose();
    }

    /// <summary>Records of all platforms, and among them what no reader of lines would take for one record.</summary>
    static List<byte[]> Lines()
    {
        var lines = new List<byte[]> { "{\"cut\":"u8.ToArray(), "[{\"a\":1},"u8.ToArray() };
        foreach (var recording in Recording.Bundled)
        {
            using var file = Recording.Unpack(recording.Open());
            var reader = new RecordReader(file);
            for (var i = 0; i < 1500 && reader.TryRead(out var line); i++)
                lines.Add(i % 50 == 0
                    ? Encoding.UTF8.GetBytes(
                        Encoding.UTF8.GetString(line.Bytes.Span).Replace(",\"", ",\n\"", StringComparison.Ordinal))
                    : line.Bytes.ToArray());
        }
        return lines;
    }

    void Listen(List<byte[]> lines)
    {
        using var folder = RecordingFolder.Open(_bench.PathOf("records"));
        using var job = new ListenJob(
            folder, QueueFullPolicy.Backpressure, [new TalkingSource(lines)],
            new(TimeProvider.System, NullLogger.Instance), TimeProvider.System, NullLogger.Instance);
        job.Run(CancellationToken.None);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Replay_OfWhatWasRecorded_GivesTheSameTables(int deaths)
    {
        var lines = Lines();
        for (var left = deaths; left > 0; left--)
        {
            var reached = 0;
            const int fatal = 3; // behind the sessions' ends and beginnings
            FaultHook.Set((point, _) => _ = point == "record.appended" && ++reached == fatal
                ? throw new TimeoutException("dies here")
                : 0);
            Assert.Throws<TimeoutException>(() => Listen(lines));
        }
        FaultHook.Set(null);
        Listen(lines);
        var files = Directory.GetFiles(_bench.PathOf("records"), "*.gz");
        Assert.Equal(0, _bench.Run(["replay", .. files, "--store", "sqlite:recorded.db"]).Status);
        // the same records on one line each, as the generator made them
        _bench.Write("heard.jsonl", [.. lines.Skip(2).Select(line =>
            Encoding.UTF8.GetString(line).Replace(",\n\"", ",\"", StringComparison.Ordinal))]);
        Assert.Equal(0, _bench.Run("replay", "heard.jsonl", "--store", "sqlite:heard.db").Status);
        Assert.Equal(Tables.Dump(_bench.PathOf("heard.db")), Tables.Dump(_bench.PathOf("recorded.db")));
        Assert.Equal(deaths, File.Exists(_bench.PathOf("records/talk-gaps.jsonl"))
            ? File.ReadLines(_bench.PathOf("records/talk-gaps.jsonl")).Count()
            : 0);
    }
}
