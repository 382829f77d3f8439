using System.Globalization;
using Microsoft.Data.Sqlite;
using Tidings.Storage.Queues;

namespace Tidings.Tests.Commands;

/// <summary><c>run</c>, <c>listen</c>, <c>work</c>, <c>queue</c> and <c>rebuild</c>, whole, on files.</summary>
public sealed class JobCommandTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    static string Post(int id, string text, string tag = "joy") =>
        $$$"""{"created_at":"Fri May 01 12:{{{id % 60:00}}}:00 +0000 2026","id_str":"{{{2_050_000_000_000_000_000 + id}}}","text":"{{{text}}} #{{{tag}}}","lang":"en","user":{"id_str":"{{{id}}}","followers_count":900,"created_at":"Mon May 01 12:00:00 +0000 2023"}}""";

    static string[] Posts(int from, int count, string text = "good :)") =>
        [.. Enumerable.Range(from, count).Select(id => Post(id, text))];

    void Source(string endpoint = "rec.jsonl", string more = "") => _bench.Write(
        "tidings.json",
        $$"""{ "sources": [{ "kind": "file", "name": "rec", "endpoint": "{{endpoint}}"{{more}} }], "log": { "format": "text" } }""");

    long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_bench.PathOf("tidings.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_bench.PathOf("tidings.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [Fact]
    public void Run_BundledRecording_EqualsItsReplay()
    {
        var samples = Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "samples"), "*.jsonl.gz");
        _bench.Write("tidings.json", $$"""
            { "sources": [{{string.Join(',', samples.Select(
                path => $$"""{"kind":"file","name":"{{Path.GetFileName(path)}}","endpoint":"{{path}}"}"""))}}] }
            """);

        var run = _bench.Run("run");
        var replay = _bench.Run(["replay", .. samples, "--store", "sqlite:replayed.db"]);

        Assert.Equal((0, 0), (run.Status, replay.Status));
        foreach (var table in (string[])["hashtags", "topics"])
        {
            var expected = _bench.Run("export", table, "-o", "-", "--store", "sqlite:replayed.db").Output;
            Assert.True(expected.Length > 10_000);
            Assert.Equal(expected, _bench.Run("export", table, "-o", "-").Output);
        }
    }

    [Fact]
    public void Listen_Again_GoesOnFromItsCursor()
    {
        Source();
        _bench.Write("rec.jsonl", Posts(1, 3));
        Assert.Equal(0, _bench.Run("listen").Status);
        Assert.Equal(3, _bench.Run("queue", "status", "--format", "json").Number("records"));

        _bench.Write("rec.jsonl", Posts(1, 5));
        Assert.Equal(0, _bench.Run("listen").Status);

        Assert.Equal(5, _bench.Run("queue", "status", "--format", "json").Number("records"));
        Assert.Contains("5 records read", _bench.Run("work", "--until-empty").Error, StringComparison.Ordinal);
        Assert.Equal(5, Count("SELECT posts FROM hashtag_hour WHERE hashtag = 'joy'"));
    }

    [Fact]
    public void Listen_OtherFileOfTheSameName_IsReadFromItsBeginning()
    {
        Source();
        _bench.Write("rec.jsonl", Posts(1, 3));
        _bench.Run("listen");
        _bench.Write("rec.jsonl", Posts(100, 3));

        var listen = _bench.Run("listen");

        Assert.Contains("another recording", listen.Error, StringComparison.Ordinal);
        Assert.Equal(6, _bench.Run("queue", "status", "--format", "json").Number("records"));
    }

    [Fact]
    public void Work_RecordThatTheStoreRefuses_IsPutAsideAloneAndComesBackOnRequest()
    {
        Source();
        _bench.Write("rec.jsonl", [.. Posts(1, 40), Post(41, "poison"), .. Posts(42, 40)]);
        Assert.Equal(0, _bench.Run("migrate").Status);
        Execute("""
            CREATE TRIGGER no_poison BEFORE INSERT ON post WHEN NEW.text LIKE '%poison%'
            BEGIN SELECT RAISE(ABORT, 'no poison here'); END
            """);

        var run = _bench.Run("run");

        Assert.Equal(0, run.Status);
        Assert.Contains("1 dead letters", run.Error, StringComparison.Ordinal);
        Assert.Equal(80, Count("SELECT posts FROM hashtag_hour WHERE hashtag = 'joy'"));
        var letter = Assert.Single(_bench.Run("queue", "dead-letters", "--format", "json").Json.EnumerateArray());
        Assert.Equal("rec", letter.GetProperty("source").GetString());
        Assert.Contains("no poison here", letter.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(Post(41, "poison"), letter.GetProperty("raw").GetString());

        Assert.Equal(0, _bench.Run("queue", "dead-letters", "requeue", "--all").Status);
        Assert.Equal(0, _bench.Run("work", "--until-empty").Status); // refused once more
        Assert.Equal(1, Count("SELECT count(*) FROM dead_letter"));
        Execute("DROP TRIGGER no_poison");
        Assert.Equal(0, _bench.Run("queue", "dead-letters", "requeue", "--all").Status);
        Assert.Equal(0, _bench.Run("work", "--until-empty").Status);

        Assert.Equal(81, Count("SELECT posts FROM hashtag_hour WHERE hashtag = 'joy'"));
        Assert.Equal(0, Count("SELECT count(*) FROM dead_letter"));
        Assert.Equal(0, Count("SELECT count(*) FROM dirty_hour"));
    }

    [Fact]
    public void Listen_FullQueueThatDropsTheNewest_RecordsWhatIsMissing()
    {
        Source();
        _bench.Environment["TIDINGS__QUEUEBYTES"] = "64kB";
        _bench.Environment["TIDINGS__QUEUEFULL"] = "drop-newest";
        var noise = new Random(1);
        _bench.Write("rec.jsonl", [.. Enumerable.Range(1, 4_000).Select(
            id => Post(id, Convert.ToHexString([.. Enumerable.Range(0, 60).Select(_ => (byte)noise.Next(256))])))]);

        var listen = _bench.Run("listen");
        var status = _bench.Run("queue", "status", "--format", "json");
        Assert.Equal(0, _bench.Run("work", "--until-empty").Status);

        Assert.Equal(0, listen.Status);
        Assert.Contains("new posts are dropped", listen.Error, StringComparison.Ordinal);
        Assert.InRange(status.Number("records"), 1, 3_999);
        Assert.Equal(status.Number("records"), Count("SELECT posts FROM hashtag_hour WHERE hashtag = 'joy'"));
        Assert.Equal(1, Count("SELECT count(*) FROM gap WHERE source = 'rec' AND reason = 'overflow' AND to_at > from_at"));
    }

    [Fact]
    public void Run_QueueSmallerThanTheRecording_LetsTheSourceWait()
    {
        Source();
        _bench.Environment["TIDINGS__QUEUEBYTES"] = "64kB";
        var noise = new Random(1);
        _bench.Write("rec.jsonl", [.. Enumerable.Range(1, 4_000).Select(
            id => Post(id, Convert.ToHexString([.. Enumerable.Range(0, 60).Select(_ => (byte)noise.Next(256))])))]);

        Assert.Equal(0, _bench.Run("run").Status);

        Assert.Equal(4_000, Count("SELECT posts FROM hashtag_hour WHERE hashtag = 'joy'"));
        Assert.Equal(0, Count("SELECT count(*) FROM gap"));
    }

    [Fact]
    public void Run_LivePipe_IsListeningAndItsSilenceCounts()
    {
        Source("-", ", \"live\": true");

        Assert.Equal(0, _bench.RunWith(string.Join('\n', Posts(1, 5)), "run").Status);

        Assert.Equal(1, Count("SELECT count(*) FROM listening WHERE source = 'rec'"));
        Assert.Equal(5, Count("SELECT posts FROM hashtag_hour WHERE hashtag = 'joy'"));
    }

    [Fact]
    public void Listen_SourceOfAnotherListener_IsRefused()
    {
        Source();
        _bench.Write("rec.jsonl", Posts(1, 1));
        using var other = ListenLock.TryLockSource(_bench.PathOf("tidings-queue.db"), "rec");

        var listen = _bench.Run("listen");

        Assert.Equal(2, listen.Status);
        Assert.Contains("another process", listen.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingToListenTo_SaysSo()
    {
        _bench.Write("tidings.json", """{ "sources": [] }""");
        Assert.Equal(2, _bench.Run("run").Status);
        _bench.Write(
            "tidings.json", """{ "sources": [{ "kind": "mastodon", "endpoint": "https://social.example" }] }""");
        var run = _bench.Run("listen");
        Assert.Equal(2, run.Status);
        Assert.Contains("kind jetstream or file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StoreAwayUntilStopped_KeepsEverythingInTheQueue()
    {
        Source();
        _bench.Write("rec.jsonl", Posts(1, 7));

        var run = _bench.RunUntil("The store is away", "run", "--store", "sqlite:missing/tidings.db");

        Assert.Equal(0, run.Status);
        Directory.CreateDirectory(_bench.PathOf("missing"));
        Assert.Equal(0, _bench.Run("run", "--store", "sqlite:missing/tidings.db").Status);
        File.Move(_bench.PathOf("missing/tidings.db"), _bench.PathOf("tidings.db"));
        Assert.Equal(7, Count("SELECT posts FROM hashtag_hour WHERE hashtag = 'joy'"));
    }

    [Fact]
    public void Queue_FlippedByte_IsFoundRefusedAndMended()
    {
        Source();
        _bench.Write("rec.jsonl", Posts(1, 500));
        _bench.Run("listen");
        Assert.Equal(0, _bench.Run("queue", "verify").Status);
        var path = _bench.PathOf("tidings-queue.db");
        Flip(path, File.ReadAllBytes(path).AsSpan().IndexOf(Payload(path)) + 20);

        Assert.Equal(1, _bench.Run("queue", "verify").Status);
        var work = _bench.Run("work", "--until-empty");
        Assert.Equal(2, work.Status);
        Assert.Contains("tidings queue repair", work.Error, StringComparison.Ordinal);
        var repair = _bench.Run("queue", "repair");
        Assert.Equal(0, repair.Status);
        Assert.Contains("1 lost", repair.Error, StringComparison.Ordinal);
        Assert.Equal(0, _bench.Run("queue", "verify").Status);
        Assert.Equal(0, _bench.Run("work", "--until-empty").Status);
        Assert.Equal(1, Count("SELECT count(*) FROM gap WHERE reason = 'damage' AND source = 'rec'"));
    }

    /// <summary>The beginning of the only payload.</summary>
    static byte[] Payload(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT bytes FROM payload WHERE length(bytes) > 0";
        return ((byte[])command.ExecuteScalar()!)[..16];
    }

    static void Flip(string path, int at)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 0x40));
    }

    [Fact]
    public void Queue_NoneThere_SaysSoAndMakesNone()
    {
        foreach (var command in (string[])["status", "verify", "repair"])
        {
            var result = _bench.Run("queue", command);
            Assert.Equal(2, result.Status);
            Assert.Contains("no queue", result.Error, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.EnumerateFiles(_bench.Folder));
    }

    [Fact]
    public void Rebuild_OtherTopics_AnalysesTheStoredPosts()
    {
        Source();
        _bench.Write("rec.jsonl", Posts(1, 4, "coffee time"));
        Assert.Equal(0, _bench.Run("run").Status);
        _bench.Environment["TIDINGS__TOPICS"] = """[{"name":"coffee","synonyms":["coffee"]}]""";

        var rebuild = _bench.Run("rebuild");

        Assert.Equal(0, rebuild.Status);
        Assert.Contains("4 posts analysed, 1 hours computed", rebuild.Error, StringComparison.Ordinal);
        Assert.Equal(4, Count("SELECT posts FROM topic_hour WHERE topic = 'coffee'"));
        Assert.DoesNotContain("analysed", _bench.Run("run").Error, StringComparison.Ordinal);
    }
}
