using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Tidings.Tests.Commands;

/// <summary>A store that may hold less than what comes: it stays within its bound.</summary>
public sealed class BudgetRunTests : IDisposable
{
    const string OfLastDay = "SELECT count(*) FROM post WHERE posted_at >= unixepoch('2026-01-01') * 1000";

    static readonly string[] Tables = ["hashtags", "topics"];

    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={_bench.PathOf(file)};Pooling=False");
        connection.Open();
        return connection;
    }

    long Execute(string sql, string file = "tidings.db")
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, CultureInfo.InvariantCulture);
    }

    /// <summary>Lets the database itself note the most rows that it ever held.</summary>
    void Watch()
    {
        Assert.Equal(0, _bench.Run("migrate").Status);
        Execute("""
            CREATE TABLE watched (rows INTEGER, most INTEGER);
            INSERT INTO watched SELECT count(*), count(*) FROM post;
            CREATE TRIGGER came AFTER INSERT ON post BEGIN
              UPDATE watched SET rows = rows + 1, most = max(most, rows + 1);
            END;
            CREATE TRIGGER went AFTER DELETE ON post BEGIN UPDATE watched SET rows = rows - 1; END;
            """);
    }

    string Hours(string store = "tidings.db") => string.Concat(Tables.Select(table =>
        _bench.Run("export", table, "--format", "csv", "-o", "-", "--store", "sqlite:" + store).Output))
        .Replace(",sealed", ",closed", StringComparison.Ordinal);

    void Configure(IEnumerable<string> files, long maxRows)
    {
        var sources = files.Select(file =>
            $$"""{ "kind": "file", "name": "{{Path.GetFileName(file)}}", "endpoint": "{{file}}" }""");
        _bench.Write("tidings.json", $$"""
            { "keep": "all", "retention": { "maxRows": {{maxRows}} }, "log": { "format": "text" },
              "sources": [{{string.Join(',', sources)}}] }
            """);
    }

    void AssertWarned(string error, long maxRows)
    {
        for (var level = 70; level <= 95; level += level == 70 ? 15 : 10)
        {
            var warnings = error.Split('\n').Count(line =>
                line.Contains($"retention.maxRows: {level} % are reached", StringComparison.Ordinal)
                && line.Contains($" of {maxRows} rows", StringComparison.Ordinal));
            Assert.Equal(1, warnings);
        }
    }

    [Fact]
    public void Work_RecordingOfManyHours_StaysWithinTheBudget()
    {
        _bench.Write("rec.jsonl", [.. Enumerable.Range(0, 2_000).Select(id => Lines.Status(
            id, $"#joy {id}", at: Lines.Noon.AddMinutes(6 * id)))]);
        Configure(["rec.jsonl"], 400);
        Assert.Equal(0, _bench.Run("listen").Status);
        Watch();

        var work = _bench.Run("work", "--until-empty");

        Assert.Equal(0, work.Status);
        var records = Execute("SELECT count(*) FROM post_key");
        Assert.Equal(2_000, records);
        AssertWarned(work.Error, 400);
        // One batch of the queue holds more than the bound: then no more than that batch lies there.
        var batch = 256 * 1024 / Lines.Status(1, "#joy 1").Length + 1;
        Assert.InRange(Execute("SELECT most FROM watched"), 300, 400 + batch);
        Assert.InRange(Execute("SELECT count(*) FROM post"), 1, batch);
        Assert.Equal(0, _bench.Run("replay", "rec.jsonl", "--store", "sqlite:all.db").Status);
        Assert.Equal(Hours("all.db"), Hours());
    }

    static List<string> OfDaysBefore(string day, string hours)
    {
        var lines = hours.Split('\n').Where(line =>
            line.StartsWith("20", StringComparison.Ordinal) && string.CompareOrdinal(line, day) < 0).ToList();
        Assert.InRange(lines.Count, 50, int.MaxValue);
        return lines;
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Work_RecordingsOfManyDays_StaysWithinTheBudgetAndCountsWhatIsLate()
    {
        const int maxRows = 10_000;
        // What is of one day comes at once, as it would from the platforms.
        var days = Directory.GetFiles(SharedData.Path("seed_moerv9/json"), "*.json.gz").Order()
            .GroupBy(file => Path.GetFileName(file)[..10]).OrderBy(day => day.Key[3..5] + day.Key[..2])
            .Select(day => day.ToList()).ToList();
        days.Add([.. Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "samples"), "*.jsonl.gz").Order()]);
        var files = days.SelectMany(day => day).ToList();
        Assert.Equal(28, files.Count);
        foreach (var day in days)
        {
            Configure(day, maxRows);
            Assert.Equal(0, _bench.Run("listen").Status);
        }
        Watch();

        var work = _bench.Run("work", "--until-empty");

        Assert.Equal(0, work.Status);
        AssertWarned(work.Error, maxRows);
        Assert.Equal(0, _bench.Run(["replay", .. files, "--store", "sqlite:all.db"]).Status);
        // Hours that a recording has yet to come to stay. On the last day, how many these are depends on how far ahead
        // of each other its three recordings were read: then it goes beyond the bound, and says so.
        var isExceeded = work.Error.Contains("retention.maxRows: more than", StringComparison.Ordinal);
        var inUse = isExceeded ? Math.Max(maxRows, Execute(OfLastDay, "all.db")) + 900 : maxRows;
        Assert.InRange(Execute("SELECT most FROM watched"), maxRows * 85 / 100, inUse);
        // Three recordings of one day hold twice the bound: what one of them brings for an hour that had to go is late,
        // and counted. The hours of all other days are what they are without a budget.
        Assert.Equal(OfDaysBefore("2026", Hours("all.db")), OfDaysBefore("2026", Hours()));
        var late = Regex.Match(work.Error, "([0-9]+) late");
        var known = Execute("SELECT count(*) FROM post_key");
        Assert.InRange(known + long.Parse(late.Groups[1].Value, CultureInfo.InvariantCulture), 38_000, 39_000);
    }
}
