using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Tidings.Benchmarks;

/// <summary>
/// Replays 1 GB of renumbered X v1.1 lines into a local PostgreSQL with the real program, and compares it with a plain
/// COPY of the same rows of <c>post</c> into a table with a primary key (platform, id, posted_at) and an index on the
/// time, which <c>post</c> had up to schema 4: so the ratios of then and now compare. COPY comes in two formats, text,
/// which is its default, and binary, which the server takes quicker: both are measured.
/// </summary>
/// <remarks>
/// Environment <c>TIDINGS_BENCH_POSTGRES</c>: the URL of an empty database; without it a server of its own is started,
/// with durable commits as a real one has them.
/// </remarks>
sealed class PostgresEndToEnd(string folder, string program, string recordings)
{
    const string Variable = "TIDINGS_BENCH_POSTGRES";

    /// <summary>
    /// Replay and plain COPY in turns, because the speed of a machine that is shared changes from minute to minute; the
    /// medians count. The first round does not: before it the server has to make and fill the files of its log. The
    /// recording is read once before each replay, so that it is in memory: what some systems drop from there between two
    /// rounds, they would have to read from the disk, and the plain COPY has its rows in memory too.
    /// </summary>
    const int Rounds = 7;

    public void Run(TextWriter output)
    {
        if (EndToEnd.Recording(folder, recordings, output) is not { } path)
            return;
        using var server = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } url
            ? TemporaryPostgres.At(url)
            : TemporaryPostgres.TryStart();
        if (server is null)
        {
            output.WriteLine($"PostgreSQL: skipped, there is no server here; eng/setup-postgres.sh installs one, or set {Variable}");
            return;
        }
        output.WriteLine("| end to end into PostgreSQL, keep: all | rows/s | s (least to greatest) | ratio to COPY, text (least to greatest) | ratio to COPY, binary (least to greatest) | peak memory MB |");
        output.WriteLine("|---|---|---|---|---|---|");
        Measure(output, server, "all lines", path);
        Measure(output, server, "without the delete lines", WithoutDeletes(path));
    }

    void Measure(TextWriter output, TemporaryPostgres server, string what, string path)
    {
        var replays = new List<double>();
        var (texts, binaries) = (new List<double>(), new List<double>());
        var (rows, peak) = (0L, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            server.Clear();
            using (var connection = server.Open())
                Execute(connection, "CHECKPOINT");
            ReadThrough(path);
            var (result, most) = Replay(server.Url, path);
            rows = server.Read<long>("SELECT count(*) FROM post");
            var isTextFirst = round % 2 == 0;
            var text = isTextFirst ? CopyText(server) : 0;
            var binary = CopyBinary(server);
            text = isTextFirst ? text : CopyText(server);
            if (round == 0)
                continue;
            replays.Add(result.GetProperty("seconds").GetDouble());
            texts.Add(text);
            binaries.Add(binary);
            peak = Math.Max(peak, most);
        }
        output.WriteLine(Row($"plain COPY of the same rows, text ({what})", rows, texts, "1.00", "", null));
        output.WriteLine(Row($"plain COPY of the same rows, binary ({what})", rows, binaries, "", "1.00", null));
        output.WriteLine(Row(
            $"tidings replay, {what}", rows, replays, Ratio(texts, replays), Ratio(binaries, replays), peak));
    }

    /// <summary>That of the medians, and those of the single rounds.</summary>
    static string Ratio(List<double> plains, List<double> replays)
    {
        var ratios = plains.Zip(replays, (plain, replay) => plain / replay).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(plains) / Median(replays):F2} ({ratios.Min():F2} to {ratios.Max():F2})");
    }

    static void ReadThrough(string path)
    {
        var buffer = new byte[1 << 20];
        using var file = File.OpenHandle(path);
        for (var at = 0L; RandomAccess.Read(file, buffer, at) is > 0 and var read; at += read)
        {
        }
    }

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    static string Row(
        string name, long rows, List<double> seconds, string toText, string toBinary, long? peak) => string.Create(
        CultureInfo.InvariantCulture, $"""
        | {name} | {rows / Median(seconds):N0} | {Median(seconds):F2} ({seconds.Min():F2} to {seconds.Max():F2}) | {toText} | {toBinary} | {peak} |
        """);

    /// <summary>The same posts alone; the time that deletes take does not show in rows.</summary>
    string WithoutDeletes(string path)
    {
        var target = Path.Combine(folder, "renumbered-posts.jsonl");
        if (File.Exists(target))
            return target;
        using (var writer = new StreamWriter(target + ".part"))
            foreach (var line in File.ReadLines(path))
                if (!line.StartsWith("{\"delete\"", StringComparison.Ordinal))
                    writer.WriteLine(line);
        File.Move(target + ".part", target, overwrite: true);
        return target;
    }

    (JsonElement Result, long PeakMegabytes) Replay(string url, string path)
    {
        var start = new ProcessStartInfo(program, ["replay", path, "--format", "json"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        start.Environment["TIDINGS__KEEP"] = "all";
        start.Environment["DATABASE_URL"] = url; // not on the command line, where everybody reads it
        start.Environment["TIDINGS__PRIVACY__KEY"] = "a key for measuring, not a secret";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("the program did not start");
        var text = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(20))
            peak = Math.Max(peak, MeasuredProcess.PeakOf(process.Id));
        return process.ExitCode == 0
            ? (JsonDocument.Parse(text.Result).RootElement, peak)
            : throw new InvalidOperationException($"tidings replay ended with {process.ExitCode}");
    }

    static double CopyBinary(TemporaryPostgres server)
    {
        using var connection = server.Open();
        var rows = new MemoryStream();
        using (var reader = connection.BeginRawBinaryCopy("COPY (SELECT * FROM post) TO STDOUT (FORMAT BINARY)"))
            reader.CopyTo(rows);
        MakePlain(connection);
        return Seconds(connection, () =>
        {
            using var writer = connection.BeginRawBinaryCopy("COPY plain FROM STDIN (FORMAT BINARY)");
            writer.Write(rows.GetBuffer(), 0, (int)rows.Length);
        });
    }

    /// <summary>Bytes as they are: they are made before, and nothing turns them into characters and back.</summary>
    static double CopyText(TemporaryPostgres server)
    {
        using var connection = server.Open();
        var rows = new MemoryStream();
        using (var reader = (StreamReader)connection.BeginTextExport("COPY (SELECT * FROM post) TO STDOUT"))
            reader.BaseStream.CopyTo(rows);
        MakePlain(connection);
        return Seconds(connection, () =>
        {
            using var writer = (StreamWriter)connection.BeginTextImport("COPY plain FROM STDIN");
            writer.BaseStream.Write(rows.GetBuffer(), 0, (int)rows.Length);
        });
    }

    static void MakePlain(NpgsqlConnection connection) => Execute(connection, """
        SET jit = off;
        DROP TABLE IF EXISTS plain;
        CREATE TABLE plain AS SELECT * FROM post LIMIT 0;
        ALTER TABLE plain ADD PRIMARY KEY (platform, id, posted_at);
        CREATE INDEX ON plain (posted_at);
        CHECKPOINT
        """);

    /// <exception cref="InvalidOperationException">It did not copy all rows.</exception>
    static double Seconds(NpgsqlConnection connection, Action copy)
    {
        var started = Stopwatch.GetTimestamp();
        copy();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using var counts = new NpgsqlCommand(
            "SELECT (SELECT count(*) FROM plain) = (SELECT count(*) FROM post)", connection);
        return counts.ExecuteScalar() is true ? seconds : throw new InvalidOperationException("COPY left rows out");
    }

    static void Execute(NpgsqlConnection connection, string sql)
    {
        foreach (var statement in sql.Split(';'))
            using (var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 })
                command.ExecuteNonQuery();
    }
}
