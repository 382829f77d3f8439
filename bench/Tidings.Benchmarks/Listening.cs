using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tidings.Benchmarks;

/// <summary>
/// <c>tidings run</c> on a simulated Jetstream at a constant rate, the two on the same cores: whether everything is taken
/// without a gap, and what memory it takes.
/// </summary>
sealed class Listening(string folder, string program)
{
    const int Rate = 10_000;

    /// <summary>How long the rest may take to be stored once nothing more comes.</summary>
    static readonly TimeSpan Rest = TimeSpan.FromMinutes(2);

    /// <summary>Runs it for a time.</summary>
    public void Run(TextWriter output, TimeSpan time)
    {
        Directory.CreateDirectory(folder);
        MeasuredProcess.Clear(folder, "listening");
        using var simulator = Process.Start(new ProcessStartInfo(
            program, ["simulate", "jetstream", "--port", "0", "--rate", $"{Rate}", "--retime"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        }) ?? throw new InvalidOperationException("the simulator did not start");
        simulator.ErrorDataReceived += static (_, _) => { };
        simulator.BeginErrorReadLine();
        var url = simulator.StandardOutput.ReadLine()?.Split(' ')[^1]
            ?? throw new InvalidOperationException("the simulator did not start");
        File.WriteAllText(
            Path.Combine(folder, "listening.json"),
            $$"""{ "sources": [{ "kind": "jetstream", "endpoint": "{{url}}", "collections": ["app.bsky.*"] }] }""");
        using var process = MeasuredProcess.Start(
            program, folder, "listening",
            ["run", "--store", "sqlite:listening.db", "--queue", "sqlite:listening-queue.db", "--config", "listening.json"]);
        var started = Stopwatch.GetTimestamp();
        var memory = new List<long>();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None).Wait();
            memory.Add(MeasuredProcess.ResidentOf(process.Id));
        }
        var waiting = WaitingBatches();
        Stop(process);
        Stop(simulator);
        using var work = MeasuredProcess.Start(
            program, folder, "listening-rest",
            ["work", "--until-empty", "--store", "sqlite:listening.db", "--queue", "sqlite:listening-queue.db",
                "--config", "listening.json"]);
        if (!work.WaitForExit(Rest))
            throw new InvalidOperationException("the rest was not stored in time");
        var records = Ask("listening.db", "SELECT count(*) FROM post_key");
        var gaps = Ask("listening.db", "SELECT count(*) FROM gap");
        var heard = Ask("listening.db", "SELECT sum(to_at - from_at) FROM listening") / 1000.0;
        output.WriteLine();
        output.WriteLine($"`tidings run` on a simulated Jetstream at {Rate:N0} events/s:");
        output.WriteLine();
        output.WriteLine("| s listened | posts in the ledger | gaps | batches waiting at the end | memory MB after 1 min | at the end | peak |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {heard:F0} | {records:N0} | {gaps} | {waiting} | {memory[Math.Min(60, memory.Count - 1)]} | {memory[^1]} | {memory.Max()} |"));
    }

    static void Stop(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        if (!process.WaitForExit(TimeSpan.FromSeconds(20)))
            throw new InvalidOperationException("it did not stop in time");
    }

    long WaitingBatches() => Ask("listening-queue.db", "SELECT count(*) FROM batch");

    long Ask(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, file)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar() is long value ? value : 0L, CultureInfo.InvariantCulture);
    }
}
