using Tidings.Tests.Support;

namespace Tidings.Tests.Commands;

/// <summary>Two workers on one queue and one PostgreSQL store that may hold less than what comes.</summary>
[Trait("Category", "Postgres")]
[Trait("Category", "Slow")]
public sealed class PostgresBudgetTests : IDisposable
{
    const int MaxRows = 400;
    const int Posts = 4_000;

    static readonly string[] Tables = ["hashtags", "topics"];

    readonly Workbench _bench = new();
    readonly PostgresDatabase _database = PostgresServer.Current.NewDatabase();

    public void Dispose()
    {
        _database.Dispose();
        _bench.Dispose();
    }

    string Hours(string store) => string.Concat(Tables.Select(table =>
            _bench.Run("export", table, "--format", "csv", "-o", "-", "--store", store).Output))
        .Replace(",sealed", ",closed", StringComparison.Ordinal);

    /// <summary>Notes how many rows there are whenever some have come.</summary>
    void Watch()
    {
        Assert.Equal(0, _bench.Run("migrate").Status);
        _database.Execute("""
            CREATE TABLE watched (rows bigint);
            CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN INSERT INTO watched SELECT count(*) FROM post; RETURN NULL; END';
            CREATE TRIGGER came AFTER INSERT ON post FOR EACH STATEMENT EXECUTE FUNCTION watch();
            """);
    }

    /// <summary>
    /// Each worker claims some hundred posts at a time, in the midst of hours, and the second may be quicker than the
    /// first: what it has to store must not push out hours of which the first one still holds posts.
    /// </summary>
    [Fact]
    public async Task Work_TwoWorkersAtOneRecording_StayWithinTheBudgetAndLoseNothing()
    {
        var text = new string('x', 8_000);
        _bench.Write("rec.jsonl", [.. Enumerable.Range(0, Posts).Select(i =>
            Lines.Status(i, $"#joy :) {i} {text}", at: Lines.Noon.AddMinutes(i)))]);
        _bench.Write("tidings.json", $$"""
            { "keep": "all", "store": "{{_database.Url}}", "retention": { "maxRows": {{MaxRows}} },
              "log": { "format": "text" },
              "sources": [{ "kind": "file", "name": "rec", "endpoint": "rec.jsonl" }] }
            """);
        Assert.Equal(0, _bench.Run("listen").Status);
        Watch();

        var works = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(
            () => _bench.Run("work", "--until-empty"), TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(works, work => Assert.True(work.Status == 0, work.Error));
        Assert.Equal(Posts, _database.Read<long>("SELECT count(*) FROM post_key")); // none was late
        Assert.Equal(0, _bench.Run("replay", "rec.jsonl", "--store", "sqlite:all.db").Status);
        Assert.Equal(Hours("sqlite:all.db"), Hours(_database.Url));
        var batch = 256 * 1024 / text.Length + 1;
        Assert.InRange(_database.Read<long>("SELECT max(rows) FROM watched"), MaxRows * 7 / 10, MaxRows + batch);
        Assert.InRange(_database.Read<long>("SELECT count(*) FROM post"), 1, MaxRows);
    }
}
