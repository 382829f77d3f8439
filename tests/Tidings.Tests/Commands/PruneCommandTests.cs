using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tidings.Tests.Commands;

/// <summary><c>prune</c>, whole, on a file.</summary>
public sealed class PruneCommandTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>Ten posts in each of ten hours of a day, received when they are read.</summary>
    void Fill(params string[] settings)
    {
        _bench.Write("tidings.json", $$"""{ "keep": "all", {{string.Join(", ", settings)}} }""");
        _bench.Write("rec.jsonl", [.. Enumerable.Range(0, 100).Select(id => Lines.Status(
            id, $"#joy {id}", at: new(2026, 5, 1, id / 10, id % 10, 0, TimeSpan.Zero)))]);
        Assert.Equal(0, _bench.Run("replay", "rec.jsonl").Status);
    }

    long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_bench.PathOf("tidings.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    RunResult Prune(params string[] more) => _bench.Run(["prune", "--format", "json", .. more]);

    [Fact]
    public void Prune_NothingOldNoBudget_RemovesNothing()
    {
        Fill("\"log\": {}");
        var result = Prune();
        Assert.Equal((0, 0), (result.Number("sealed_hours"), result.Number("posts")));
        Assert.Equal(100, Count("SELECT count(*) FROM post"));
    }

    [Fact]
    public void Prune_Before_RemovesWhatWasReceivedEarlier()
    {
        Fill("\"log\": {}");
        var hours = _bench.Run("export", "hashtags", "-o", "-").Output;
        Assert.Equal(0, Prune("--before", "2026-11-21T12:00Z").Number("posts"));
        var dry = Prune("--before", "2026-11-21T12:01Z", "--dry-run");
        Assert.Equal((10, 100), (dry.Number("sealed_hours"), dry.Number("posts")));
        Assert.Equal(100, Count("SELECT count(*) FROM post"));
        var result = Prune("--before", "2026-11-21T12:01Z");
        Assert.Equal((10, 100), (result.Number("sealed_hours"), result.Number("posts")));
        Assert.InRange(result.Number("bytes_after"), 1, result.Number("bytes_before"));
        Assert.Equal(0, Count("SELECT count(*) FROM post"));
        Assert.Equal(
            hours.Replace("closed", "sealed", StringComparison.Ordinal),
            _bench.Run("export", "hashtags", "-o", "-").Output);
        Assert.Equal(0, Prune("--before", "2026-11-21T12:01Z").Number("posts"));
    }

    [Fact]
    public void Prune_OverTheBudget_RemovesTheOldestHoursDownToSealAhead()
    {
        Fill("\"retention\": { \"maxRows\": 80 }");
        var dry = Prune("--dry-run");
        var result = Prune();
        Assert.Equal((4, 40), (result.Number("sealed_hours"), result.Number("posts"))); // 100 - 68, whole hours
        Assert.Equal((4, 40), (dry.Number("sealed_hours"), dry.Number("posts")));
        Assert.Equal(60, Count("SELECT count(*) FROM post"));
        Assert.Equal(6, Count("SELECT count(*) FROM hour WHERE state = 'closed'"));
        Assert.Contains("retention.maxRows: 95 % are reached: 100 of 80 rows", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_BetweenTheLevels_SealsAhead()
    {
        Fill("\"retention\": { \"maxRows\": 110 }");
        var result = Prune();
        Assert.Equal((2, 0), (result.Number("sealed_hours"), result.Number("posts"))); // 104 - 93 + 1 rows
        Assert.Equal(100, Count("SELECT count(*) FROM post"));
    }

    [Fact]
    public void Prune_OpenHours_StayWholeAndAreToldOf()
    {
        Fill("\"retention\": { \"maxRows\": 50 }");
        using (var connection = new SqliteConnection($"Data Source={_bench.PathOf("tidings.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE hour SET state = 'open' WHERE hour % 86400000 >= 3 * 3600000";
            command.ExecuteNonQuery();
        }
        var result = Prune();
        Assert.Equal(30, result.Number("posts"));
        Assert.Equal(70, Count("SELECT count(*) FROM post"));
        Assert.Contains("retention.maxRows: more than 50", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_BytesBudget_GivesSpaceBack()
    {
        Fill("\"retention\": { \"maxBytes\": \"100kB\" }");
        var result = Prune();
        Assert.InRange(result.Number("posts"), 1, 100);
        Assert.InRange(result.Number("bytes_after"), 1, result.Number("bytes_before") - 1);
        Assert.Contains("retention.maxBytes: 95 % are reached", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prune", "--before", "yesterday")]
    [InlineData("prune", "--store", "sqlite:none.db")]
    public void Prune_WrongUse_IsRefused(params string[] arguments)
    {
        Fill("\"log\": {}");
        Assert.Equal(2, _bench.Run(arguments).Status);
    }
}
