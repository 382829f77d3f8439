using System.Text.Json;
using Dapper;
using Tidings.Tests.Support;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>Processes that share one PostgreSQL store, and one whose rights are taken and given back.</summary>
[Trait("Category", "Postgres")]
[Trait("Category", "Slow")]
public sealed class PostgresProcessTests : IDisposable
{
    const int Limit = 60_000;

    readonly string _folder = Directory.CreateTempSubdirectory("tidings-processes-").FullName;
    readonly OwnedDatabase _database = new();
    readonly RawRecording _recording = new(77, new() { Lines = 1_200, Hours = 6 });

    public PostgresProcessTests()
    {
        var lines = _recording.Deliver(new Random(77)).SelectMany(piece => piece).ToArray();
        File.WriteAllBytes(Path.Combine(_folder, "a.jsonl"), _recording.Bytes(lines));
    }

    [Fact]
    public void Work_TwoProcessesOnOneQueueAndAnEmptyDatabase_StoreEachPostOnce()
    {
        Finish(Start("listen"));
        using var first = Start("work --until-empty");
        using var second = Start("work --until-empty");
        Finish(first);
        Finish(second);

        AssertEqualToTheRecount();
    }

    [Fact]
    public void Migrate_FourProcessesAtOnce_DoItOnce()
    {
        ChildProcess[] processes = [.. Enumerable.Range(0, 4).Select(_ => Start("migrate"))];
        foreach (var process in processes)
            Finish(process);

        using var connection = _database.Connect();
        var versions = connection.Query<int>("SELECT version FROM schema_migration ORDER BY version").AsList();
        Assert.NotEmpty(versions);
        Assert.Equal(Enumerable.Range(1, versions.Count), versions);
    }

    /// <summary>The queue keeps what the store does not take; what was stored before is counted once.</summary>
    [Fact]
    public void Run_InsertRevokedInTheMiddleAndGrantedAgain_LosesNothing()
    {
        Finish(Start("migrate"));
        using var process = Start("run", rate: 300);
        using (var connection = _database.Connect())
            Await(process, () => connection.ExecuteScalar<long>("SELECT count(*) FROM post") > 20);
        _database.Revoke();
        Await(process, () => process.Tail.Contains("The store is away", StringComparison.Ordinal));
        var stored = Stored();
        Await(process, () => Queued() >= 3);
        Assert.Equal(stored, Stored());
        _database.Grant();
        Finish(process);

        var said = process.Tail.Split('\n').Count(line => line.Contains("The store is away", StringComparison.Ordinal));
        Assert.True(said == 1, process.Tail);
        Assert.Contains("The store is back", process.Tail, StringComparison.Ordinal);
        Assert.Equal(0, Queued());
        AssertEqualToTheRecount();
    }

    long Stored()
    {
        using var connection = _database.Connect();
        return connection.ExecuteScalar<long>("SELECT count(*) FROM post_key");
    }

    long Queued()
    {
        using var connection = Schedules.SqliteTroubles.Connect(Path.Combine(_folder, "q.db"));
        return connection.ExecuteScalar<long>("SELECT batches FROM totals");
    }

    void AssertEqualToTheRecount()
    {
        _database.MakeViews();
        using var connection = _database.Connect();
        var expected = new Oracle(_recording.Lines, receivedAt: TimeProvider.System.GetUtcNow()).Rows;
        Assert.Equal("", Oracle.Compare(expected, Oracle.Read(connection)));
        Assert.Equal(0, connection.ExecuteScalar<long>("SELECT count(*) FROM dirty_hour"));
        Assert.Equal(0, connection.ExecuteScalar<long>("SELECT count(*) FROM dead_letter"));
    }

    ChildProcess Start(string command, int rate = 0)
    {
        var settings = command == "run" ? "run.json" : "t.json";
        File.WriteAllText(Path.Combine(_folder, settings), JsonSerializer.Serialize(new
        {
            sources = new[] { new { kind = "file", endpoint = "a.jsonl", rate } },
            log = new { format = "text" },
        }));
        List<string> arguments = [.. command.Split(' '), "--config", settings];
        if (arguments[0] != "listen")
            arguments.AddRange(["--store", _database.Url]);
        if (arguments[0] != "migrate")
            arguments.AddRange(["--queue", "sqlite:q.db"]);
        return new(_folder, arguments);
    }

    static void Await(ChildProcess process, Func<bool> condition)
    {
        for (var looks = 0; looks < 2_000 && !condition(); looks++)
            Assert.False(process.WaitForExit(10), process.Tail);
        Assert.True(condition(), process.Tail);
    }

    static void Finish(ChildProcess process)
    {
        Assert.True(process.WaitForExit(Limit), process.Tail);
        process.Drain();
        Assert.True(process.ExitCode == 0, $"{process.ExitCode}: {process.Tail}");
    }

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
