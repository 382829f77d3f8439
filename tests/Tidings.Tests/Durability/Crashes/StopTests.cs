using Microsoft.Data.Sqlite;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>Found by the schedules, each as small as it can be.</summary>
public sealed class StopTests : IDisposable
{
    const int Limit = 30_000;

    readonly string _folder = Directory.CreateTempSubdirectory("tidings-stop-").FullName;

    [Fact]
    [Trait("Category", "Slow")]
    public void Listen_TerminatedWhileASourceWaits_EndsWell()
    {
        using var listener = Start("listen", """{"sources":[{"kind":"file","endpoint":"a.jsonl","rate":1}]}""");
        for (var looks = 0; looks < Limit && !listener.Tail.Contains("Listening to", StringComparison.Ordinal); looks++)
            if (listener.WaitForExit(1))
                break;
        Assert.True(listener.Terminate(), listener.Tail);
        Assert.True(listener.WaitForExit(10_000));
        listener.Drain();
        Assert.True(listener.ExitCode == 0, listener.Tail);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("repair.written")]
    [InlineData("repair.kept")]
    public void Repair_InterruptedAtAnyMoment_GoesOnWhenItIsRepeated(string point)
    {
        const string settings = """{"sources":[{"kind":"file","endpoint":"a.jsonl"}]}""";
        using (var listener = Start("listen", settings))
            Finish(listener, 0);
        Execute("PRAGMA wal_checkpoint(TRUNCATE)", "UPDATE totals SET records = records + 1");
        using (var killed = Start("queue repair", settings, $"kill@{point}#1"))
            Finish(killed, 137);
        using (var repeated = Start("queue repair", settings))
            Finish(repeated, 0);
        using var verifier = Start("queue verify", settings);
        Finish(verifier, 0);
    }

    /// <summary>The answer to the claim's commit is lost: what was claimed is delivered all the same.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Work_AnswerOfTheQueueLost_LeavesNothing(int commit)
    {
        const string settings = """{"sources":[{"kind":"file","endpoint":"a.jsonl"}]}""";
        using (var listener = Start("listen", settings))
            Finish(listener, 0);
        using (var worker = Start("work --until-empty", settings, $"lost@queue.after-commit#{commit}"))
            Finish(worker, 0);
        Assert.Equal(0L, Execute("SELECT count(*) FROM batch"));
    }

    /// <summary>The key of the author pseudonyms is made whole or not at all.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Work_KilledWhileItMakesItsKey_StartsAgain()
    {
        const string settings = """{"sources":[{"kind":"file","endpoint":"a.jsonl"}]}""";
        using (var killed = Start("work --until-empty", settings, "kill@key.written#1"))
            Finish(killed, 137);
        using var worker = Start("work --until-empty", settings);
        Finish(worker, 0);
    }

    /// <summary>Another program holds a lock for good: that keeps nobody from stopping.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("s.db", "The store is away")]
    [InlineData("q.db", "The queue is away")]
    public void Work_TerminatedWhileAFileIsLocked_EndsWell(string locked, string said)
    {
        const string settings = """{"sources":[{"kind":"file","endpoint":"a.jsonl"}]}""";
        using (var listener = Start("listen", settings))
            Finish(listener, 0);
        using (var first = Start("work --until-empty", settings))
            Finish(first, 0);
        File.AppendAllText(Path.Combine(_folder, "a.jsonl"), "{\"n\":100}\n");
        using (var listener = Start("listen", settings))
            Finish(listener, 0);
        using var holder = new SqliteConnection($"Data Source={Path.Combine(_folder, locked)};Pooling=False");
        holder.Open();
        using (var command = holder.CreateCommand())
        {
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
        }
        using var worker = Start("work", settings);
        for (var looks = 0; looks < Limit && !worker.Tail.Contains(said, StringComparison.Ordinal); looks++)
            if (worker.WaitForExit(1))
                break;

        if (locked == "s.db")
            AwaitTrouble(settings);
        Assert.True(worker.Terminate(), worker.Tail);
        Assert.True(worker.WaitForExit(10_000), worker.Tail);
        worker.Drain();
        Assert.True(worker.ExitCode == 0, $"{worker.ExitCode}: {worker.Tail}");
    }

    /// <summary>Whoever asks for the queue's state is told what keeps the worker.</summary>
    void AwaitTrouble(string settings)
    {
        for (var looks = 0; ; looks++)
        {
            using var status = Start("queue status --format csv", settings);
            Finish(status, 0);
            if (Execute("SELECT count(*) FROM consumer WHERE trouble LIKE '%in use by another program%'") is > 0L)
                return;
            Assert.True(looks < 50, "nobody told what keeps the worker");
        }
    }

    ChildProcess Start(string command, string settings, string faults = "")
    {
        File.WriteAllText(Path.Combine(_folder, "t.json"), settings);
        if (!File.Exists(Path.Combine(_folder, "a.jsonl")))
            File.WriteAllLines(
                Path.Combine(_folder, "a.jsonl"), Enumerable.Range(0, 100).Select(i => $"{{\"n\":{i}}}"));
        List<string> arguments = [.. command.Split(' '), "--queue", "sqlite:q.db", "--config", "t.json"];
        if (arguments[0] == "work")
            arguments.AddRange(["--store", "sqlite:s.db"]);
        return new(_folder, arguments, ("TIDINGS_FAULTS", faults));
    }

    static void Finish(ChildProcess process, int status)
    {
        Assert.True(process.WaitForExit(Limit));
        process.Drain();
        Assert.True(process.ExitCode == status, $"{process.ExitCode}: {process.Tail}");
    }

    object? Execute(params string[] statements)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "q.db")};Pooling=False");
        connection.Open();
        object? last = null;
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            last = command.ExecuteScalar();
        }
        return last;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
