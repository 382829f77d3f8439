using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tidings.Benchmarks;

/// <summary>
/// Replays 1 GB of renumbered X v1.1 lines with the real program and compares it with a plain
/// <see cref="Utf8JsonReader"/> pass over the same file in the same run: machines differ and are noisy, ratios tell.
/// </summary>
sealed class EndToEnd(string folder, string program, string recordings)
{
    const long Bytes = 1_000_000_000;

    static readonly string[] Samples =
    [
        "statuses_sample_2019-07-03_0629-0637.jsonl.gz", "statuses_sample_2015-08-16_2141_3min.jsonl.gz",
        "statuses_sample_2013-08-10_1100-1101.jsonl.gz", "statuses_sample_2017-01-26_1600.jsonl.gz",
    ];

    public void Run(TextWriter output)
    {
        if (Recording(folder, recordings, output) is not { } path)
            return;
        var megabytes = new FileInfo(path).Length / 1e6;
        var (records, plain) = PlainPass(path);
        output.WriteLine($"{records:N0} records, {megabytes:N0} MB");
        output.WriteLine();
        output.WriteLine("| end to end into SQLite | posts/s | MB/s | ratio to plain pass | peak memory MB |");
        output.WriteLine("|---|---|---|---|---|");
        output.WriteLine(Row("plain Utf8JsonReader pass, one core", null, megabytes / plain, 1, null));
        foreach (var keep in (string[])["relevant", "all"])
        {
            var (result, peak) = Replay(path, keep);
            var rate = result.GetProperty("mb_per_second").GetDouble();
            output.WriteLine(Row(
                $"tidings replay, keep: {keep}", result.GetProperty("posts_per_second").GetDouble(), rate,
                rate / (megabytes / plain), peak));
        }
    }

    /// <summary>The file of 1 GB, made where it is missing; null, with a word to the reader, without the recordings.</summary>
    public static string? Recording(string folder, string recordings, TextWriter output)
    {
        var sources = Samples.Select(name => Path.Combine(recordings, name)).ToList();
        if (!sources.TrueForAll(File.Exists))
        {
            output.WriteLine($"end to end: skipped, the recordings are not in {recordings}");
            return null;
        }
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "renumbered.jsonl");
        if (!File.Exists(path))
        {
            output.WriteLine("making 1 GB of renumbered copies …");
            RenumberedRecording.Make(path, sources, Bytes);
        }
        return path;
    }

    static string Row(string name, double? posts, double megabytes, double ratio, long? peak) => string.Create(
        CultureInfo.InvariantCulture, $"| {name} | {posts:N0} | {megabytes:N0} | {ratio:F2} | {peak} |");

    static (long Records, double Seconds) PlainPass(string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var buffer = new byte[1 << 20];
        long records = 0, tokens = 0;
        for (var length = 0; ;)
        {
            var read = file.Read(buffer, length, buffer.Length - length);
            if (read == 0)
                return (records, Stopwatch.GetElapsedTime(started).TotalSeconds + (tokens < 0 ? 1 : 0));
            length += read;
            var start = 0;
            while (buffer.AsSpan(start, length - start).IndexOf((byte)'\n') is >= 0 and var end)
            {
                var reader = new Utf8JsonReader(buffer.AsSpan(start, end));
                while (reader.Read())
                    tokens++;
                records++;
                start += end + 1;
            }
            Buffer.BlockCopy(buffer, start, buffer, 0, length - start);
            length -= start;
        }
    }

    (JsonElement Result, long PeakMegabytes) Replay(string path, string keep)
    {
        var store = Path.Combine(folder, "bench.db");
        foreach (var suffix in (string[])["", "-wal", "-shm", ".author-key"])
            File.Delete(store + suffix);
        var start = new ProcessStartInfo(program, ["replay", path, "--store", $"sqlite:{store}", "--format", "json"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        start.Environment["TIDINGS__KEEP"] = keep;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("the program did not start");
        var text = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(20))
            peak = Math.Max(peak, MeasuredProcess.PeakOf(process.Id));
        return process.ExitCode == 0
            ? (JsonDocument.Parse(text.Result).RootElement, peak)
            : throw new InvalidOperationException($"tidings replay ended with {process.ExitCode}");
    }
}
