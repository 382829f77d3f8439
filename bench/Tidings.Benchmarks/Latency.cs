using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Tidings.Benchmarks;

/// <summary>
/// How long a post takes from standard input of <c>tidings run</c> to its hour: posts of one hour are written at a
/// constant rate, two a second with a hashtag of their own, and a reader looks when that hashtag appears in
/// <c>hashtag_hour</c>.
/// </summary>
sealed class Latency(string folder, string program)
{
    const int PostsPerSecond = 1_000;
    const long Epoch = 1_288_834_974_657;
    static readonly DateTimeOffset Hour = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    long _posts;

    /// <summary>Measures in an hour that has <paramref name="before"/> posts already.</summary>
    public void Run(TextWriter output, int before, int seconds)
    {
        Directory.CreateDirectory(folder);
        MeasuredProcess.Clear(folder, "latency");
        File.WriteAllText(
            Path.Combine(folder, "latency.json"), """{ "sources": [{ "kind": "file", "endpoint": "-" }], "log": { "level": "debug" } }""");
        if (before > 0)
            Fill(before);
        using var process = MeasuredProcess.Start(
            program, folder, "latency",
            ["run", "--store", "sqlite:latency.db", "--queue", "sqlite:latency-queue.db", "--config", "latency.json"]);
        var waiting = new Dictionary<string, long>(StringComparer.Ordinal);
        var seen = new List<double>();
        var memory = new List<long>();
        using var reader = new SqliteConnection($"Data Source={Path.Combine(folder, "latency.db")};Mode=ReadOnly;Pooling=False");
        var started = Stopwatch.GetTimestamp();
        for (var tick = 0; ; tick++)
        {
            var second = tick / 50;
            if (second < seconds)
                Feed(process, tick, waiting);
            if (tick % 50 == 0)
                memory.Add(MeasuredProcess.ResidentOf(process.Id));
            Look(reader, waiting, seen);
            if (second >= seconds && (waiting.Count == 0 || second > seconds + 150))
                break;
            var left = TimeSpan.FromMilliseconds(20) * (tick + 1) - Stopwatch.GetElapsedTime(started);
            if (left > TimeSpan.Zero)
                Task.Delay(left, TimeProvider.System, CancellationToken.None).Wait();
        }
        process.StandardInput.Close();
        var (_, peak) = MeasuredProcess.Finish(process, started);
        seen.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {before:N0} to {_posts:N0} | {seen.Count} | {seen[seen.Count / 2]:F2} | {seen[seen.Count * 95 / 100]:F2} "
            + $"| {seen[^1]:F2} | {waiting.Count} | {memory[memory.Count / 2]} | {peak} |"));
    }

    public static void Head(TextWriter output)
    {
        output.WriteLine($"Latency from standard input to hashtag_hour at {PostsPerSecond:N0} posts/s, seconds:");
        output.WriteLine();
        output.WriteLine("| posts in the hour | marks | median | 95 % | worst | not seen | memory MB, half-way | peak |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
    }

    void Feed(Process process, int tick, Dictionary<string, long> waiting)
    {
        var text = new StringBuilder();
        for (var i = 0; i < PostsPerSecond / 50; i++)
            Write(text, tick % 25 == 0 && i == 0 ? "mark" + tick : null);
        process.StandardInput.Write(text.ToString());
        process.StandardInput.Flush();
        if (tick % 25 == 0)
            waiting["mark" + tick] = Stopwatch.GetTimestamp();
    }

    void Fill(int before)
    {
        using var process = MeasuredProcess.Start(
            program, folder, "latency-fill", ["replay", "-", "--store", "sqlite:latency.db"]);
        var text = new StringBuilder();
        while (_posts < before)
        {
            text.Clear();
            for (var i = 0; i < 1_000; i++)
                Write(text, null);
            process.StandardInput.Write(text.ToString());
        }
        process.StandardInput.Close();
        MeasuredProcess.Finish(process, 0);
    }

    /// <summary>One made-up post: three in five name a coin, all have a hashtag of a few thousand.</summary>
    void Write(StringBuilder text, string? mark)
    {
        var n = _posts++;
        var at = Hour.AddMilliseconds(n % 3_600_000);
        var id = (at.ToUnixTimeMilliseconds() - Epoch << 22) + n / 3_600_000 + 1;
        string[] words = ["bitcoin looks good", "ethereum is slow", "cardano :)", "rain again", "coffee first :)"];
        text.Append(CultureInfo.InvariantCulture,
            $"{{\"created_at\":\"{at:ddd MMM dd HH:mm:ss} +0000 {at:yyyy}\",\"id\":{id},\"id_str\":\"{id}\",\"text\":\""
            + $"{words[n % 5]} number {n} #tag{n * 7_919 % 5_003}{(mark is null ? "" : " #" + mark)}\",\"lang\":\"en\","
            + $"\"user\":{{\"id\":{n % 250_000 + 1},\"id_str\":\"{n % 250_000 + 1}\",\"screen_name\":\"a\",\"followers_count\":{n % 900},"
            + $"\"created_at\":\"Mon May 01 12:00:00 +0000 2023\"}}}}\n");
    }

    static void Look(SqliteConnection reader, Dictionary<string, long> waiting, List<double> seen)
    {
        if (waiting.Count == 0)
            return;
        try
        {
            if (reader.State != System.Data.ConnectionState.Open)
                reader.Open();
            using var command = reader.CreateCommand();
            command.CommandText = "SELECT hashtag FROM hashtag_hour WHERE hour = $hour AND hashtag >= 'mark' AND hashtag < 'marl'";
            command.Parameters.AddWithValue("$hour", Hour.ToUnixTimeMilliseconds());
            using var rows = command.ExecuteReader();
            while (rows.Read())
                if (waiting.Remove(rows.GetString(0), out var written))
                    seen.Add(Stopwatch.GetElapsedTime(written).TotalSeconds);
        }
        catch (SqliteException)
        {
            // the program is still making it
        }
    }
}
