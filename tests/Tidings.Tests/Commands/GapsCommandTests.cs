using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Tidings.Tests.Commands;

/// <summary><c>gaps</c>, whole, on a file.</summary>
public sealed class GapsCommandTests : IDisposable
{
    static readonly long Noon = Workbench.Now.ToUnixTimeMilliseconds();
    const long Minute = 60_000;

    readonly Workbench _bench = new();

    public GapsCommandTests()
    {
        Assert.Equal(0, _bench.Run("migrate").Status);
        Execute($"""
            INSERT INTO listening (source, from_at, to_at) VALUES
              ('bluesky', {Noon - 90 * Minute}, {Noon - 20 * Minute}), ('bluesky', {Noon - 30 * Minute}, {Noon}),
              ('mastodon', {Noon - 30 * Minute}, {Noon - 15 * Minute}), ('x', {Noon - 500 * Minute}, {Noon - 400 * Minute});
            INSERT INTO gap (source, from_at, to_at, reason, filled_at, filled_posts) VALUES
              ('bluesky', {Noon - 70 * Minute}, {Noon - 55 * Minute}, 'disconnect', NULL, NULL),
              ('bluesky', {Noon - 40 * Minute}, {Noon - 39 * Minute + 500}, 'stall', {Noon - 38 * Minute}, 12),
              ('mastodon', {Noon - 15 * Minute}, {Noon - 5 * Minute}, 'unclean_stop', NULL, NULL);
            """);
    }

    public void Dispose() => _bench.Dispose();

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_bench.PathOf("tidings.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    string[] Reasons(params string[] args) =>
        [.. _bench.Run(["gaps", .. args]).Json.EnumerateArray().Select(row => row.GetProperty("reason").GetString()!)];

    JsonElement Source(string name, params string[] args) => _bench.Run(["gaps", "--by", "source", .. args]).Json
        .EnumerateArray().Single(row => row.GetProperty("source").GetString() == name);

    static void AssertSums(JsonElement row, double listened, double missing, double filled, double? coverage)
    {
        Assert.Equal(listened, row.GetProperty("listened_seconds").GetDouble());
        Assert.Equal(missing, row.GetProperty("gap_seconds").GetDouble());
        Assert.Equal(filled, row.GetProperty("filled_seconds").GetDouble());
        Assert.Equal(coverage, row.GetProperty("coverage") is { ValueKind: JsonValueKind.Number } share
            ? share.GetDouble()
            : null);
    }

    [Fact]
    public void Gaps_Json_HasTheColumnsOfTheTableAndSeconds()
    {
        var row = _bench.Run("gaps").Json[1];
        Assert.Equal(
            ["source", "from_at", "to_at", "seconds", "reason", "filled_at", "filled_posts"],
            row.EnumerateObject().Select(property => property.Name));
        Assert.Equal("2026-11-21T11:20:00.000Z", row.GetProperty("from_at").GetString());
        Assert.Equal(60.5, row.GetProperty("seconds").GetDouble());
        Assert.Equal(12, row.GetProperty("filled_posts").GetInt64());
        Assert.Equal(JsonValueKind.Null, _bench.Run("gaps").Json[0].GetProperty("filled_at").ValueKind);
    }

    [Fact]
    public void Gaps_Window_TakesThoseThatOverlapIt()
    {
        Assert.Equal(["disconnect", "stall", "unclean_stop"], Reasons());
        Assert.Equal(["disconnect", "unclean_stop"], Reasons("--open"));
        Assert.Equal(["stall", "unclean_stop"], Reasons("--last", "55m"));
        Assert.Equal(["disconnect", "stall", "unclean_stop"], Reasons("--last", "56m"));
        Assert.Equal(["disconnect"], Reasons("--from", "2026-11-21T11:00Z", "--to", "2026-11-21T11:20Z"));
        Assert.Equal(["disconnect"], Reasons("--to", "2026-11-21T10:51Z"));
    }

    [Fact]
    public void Gaps_Table_ShowsNothingElse()
    {
        using var bench = new Workbench { IsTerminal = true };
        File.Copy(_bench.PathOf("tidings.db"), bench.PathOf("tidings.db"));
        var result = bench.Run("gaps");
        Assert.Equal("", result.Error);
        Assert.Contains("2026-11-21T10:50:00", result.Output, StringComparison.Ordinal);
        Assert.Contains("disconnect", result.Output, StringComparison.Ordinal);
        Assert.Contains("Coverage", bench.Run("gaps", "--by", "source").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Gaps_Csv_HasAHeaderAndARowEach() => Assert.StartsWith(
        "source,from_at,to_at,seconds,reason,filled_at,filled_posts\n"
        + "bluesky,2026-11-21T10:50:00.000Z,2026-11-21T11:05:00.000Z,900,disconnect,,\n",
        _bench.Run("gaps", "--format", "csv").Output, StringComparison.Ordinal);

    /// <summary>What listening overlaps counts once; a gap is taken from what was listened to, unless it was filled.</summary>
    [Fact]
    public void BySource_BoundedWindow_IsTheCoverageOfTheWindow()
    {
        AssertSums(Source("bluesky", "--last", "2h"), 5400, 900, 60.5, 0.625); // (90 - 15) / 120 minutes
        AssertSums(
            Source("bluesky", "--from", "2026-11-21T11:00Z", "--to", "2026-11-21T11:30Z"), 1800, 300, 60.5, 0.833333);
        AssertSums(Source("mastodon", "--last", "1h"), 900, 600, 0, 0.25);
        Assert.Equal(2, _bench.Run("gaps", "--by", "source", "--last", "2h").Json.GetArrayLength()); // not x
    }

    [Fact]
    public void BySource_NoWindow_IsTheTimeFromTheFirstToTheLast()
    {
        AssertSums(Source("x"), 6000, 0, 0, 1);
        AssertSums(Source("mastodon"), 900, 600, 0, 0.6); // its last gap included
    }

    /// <summary>A window that ends in the future is judged by its past.</summary>
    [Fact]
    public void BySource_WindowThatReachesIntoTheFuture_EndsNow() => AssertSums(
        Source("bluesky", "--from", "2026-11-21T11:30Z", "--to", "2026-11-22"), 1800, 0, 0, 1);

    [Fact]
    public void Gaps_None_SaysSoOnStandardError()
    {
        var result = _bench.Run("gaps", "--to", "2026-01-01");
        Assert.Equal(0, result.Json.GetArrayLength());
        Assert.StartsWith("No gap", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, _bench.Run("gaps", "--by", "source", "--to", "2026-01-01").Json.GetArrayLength());
        Assert.Equal(2, _bench.Run("gaps", "--by", "source", "--open").Status);
    }

    /// <summary>Whoever sees a reason finds its meaning.</summary>
    [Fact]
    public void Help_ExplainsEveryReason()
    {
        var help = _bench.Run("gaps", "--help").Output;
        var reasons = typeof(Tidings.Queue.GapReason).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.All(reasons, reason => Assert.Contains($"  {reason} ", help, StringComparison.Ordinal));
    }
}
