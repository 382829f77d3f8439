using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tidings.Benchmarks;

/// <summary>
/// The same recording by <c>replay</c> and through the queue, in one run: <c>run</c> (listening, queue and working in one
/// process), <c>listen</c> alone (the store away), and <c>work</c> alone (a full queue).
/// </summary>
sealed class QueueThroughput(string folder, string program, string recordings)
{
    public void Run(TextWriter output)
    {
        if (EndToEnd.Recording(folder, recordings, output) is not { } path)
            return;
        var megabytes = new FileInfo(path).Length / 1e6;
        File.WriteAllText(Path.Combine(folder, "queue-bench.json"), JsonSerializer.Serialize(new
        {
            sources = new[] { new { kind = "file", endpoint = path } },
        }));
        output.WriteLine("| 1 GB into SQLite, keep: relevant | MB/s | ratio to replay | peak memory MB |");
        output.WriteLine("|---|---|---|---|");
        var replay = Measure("replay", "replay", path, "--store", "sqlite:queue-bench.db");
        Row("tidings replay", replay);
        Row("tidings run: file, queue, store", Measure("run", Arguments("run")));
        MeasuredProcess.Clear(folder, "queue-bench.db");
        Row("tidings listen: file, queue", Measure("listen", Arguments("listen")));
        Row("tidings work: full queue, store", Measure("work", [.. Arguments("work"), "--until-empty"], clear: false));

        void Row(string name, (double Seconds, long Peak) measured) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {megabytes / measured.Seconds:N0} | {replay.Seconds / measured.Seconds:F2} | {measured.Peak} |"));
    }

    static string[] Arguments(string command) =>
        [command, "--store", "sqlite:queue-bench.db", "--queue", "sqlite:queue-bench-queue.db", "--config", "queue-bench.json"];

    (double Seconds, long PeakMegabytes) Measure(string name, params string[] arguments) =>
        Measure(name, arguments, clear: true);

    (double Seconds, long PeakMegabytes) Measure(string name, string[] arguments, bool clear)
    {
        if (clear)
        {
            MeasuredProcess.Clear(folder, "queue-bench.db");
            MeasuredProcess.Clear(folder, "queue-bench-queue.db");
        }
        var started = Stopwatch.GetTimestamp();
        using var process = MeasuredProcess.Start(program, folder, "queue-bench-" + name, arguments);
        return MeasuredProcess.Finish(process, started);
    }
}
