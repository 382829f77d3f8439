using Microsoft.Data.Sqlite;
using Tidings.Tests.Support;

namespace Tidings.Tests.Commands;

/// <summary><c>doctor</c>, whole, on files.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    void Fill(string settings = "")
    {
        _bench.Write("tidings.json", $$"""
            { "keep": "all", {{settings}} "sources": [{ "kind": "file", "name": "rec", "endpoint": "rec.jsonl" }] }
            """);
        _bench.Write("rec.jsonl", [.. Enumerable.Range(0, 20).Select(id => Lines.Status(id, $"#joy {id}"))]);
        Assert.Equal(0, _bench.Run("run").Status);
    }

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_bench.PathOf("tidings.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    (int Status, Dictionary<string, (string State, string Message)> Found) Examine()
    {
        var result = _bench.Run("doctor", "--format", "json");
        var findings = (result with { Status = 0 }).Json.EnumerateArray().ToDictionary(
            finding => finding.GetProperty("check").GetString()!,
            finding => (finding.GetProperty("state").GetString()!, finding.GetProperty("message").GetString()!));
        return (result.Status, findings);
    }

    void AssertFound(string check, string state, string message)
    {
        var (status, found) = Examine();
        Assert.Equal(state, found[check].State);
        Assert.Contains(message, found[check].Message, StringComparison.Ordinal);
        if (state == "error")
            Assert.Equal(1, status);
    }

    [Fact]
    public void Doctor_AllInOrder_SaysSo()
    {
        Fill();
        var (_, found) = Examine();
        Assert.Equal(
            ["configuration", "store", "writing", "author_key", "analysis", "queue", "workers", "sources",
                "listening", "clock", "budget", "hours", "dead_letters", "disk"],
            found.Keys);
        Assert.All(found.Where(finding => finding.Key != "disk"), finding => Assert.Equal("ok", finding.Value.State));
        Assert.Contains("2026-05-01T12:00:00Z", found["hours"].Message, StringComparison.Ordinal);
        Execute("CREATE TABLE was_here (i)"); // nobody holds a lock
    }

    [Fact]
    public void Doctor_NothingThereYet_IsNoError()
    {
        _bench.Write("tidings.json", """{ "sources": [{ "kind": "file", "endpoint": "-" }] }""");
        var (status, found) = Examine();
        Assert.Equal("warning", found["store"].State);
        Assert.Equal("ok", found["queue"].State);
        Assert.False(found.ContainsKey("budget"));
        Assert.Equal(0, found["disk"].State == "error" ? 0 : status);
        Assert.False(File.Exists(_bench.PathOf("tidings.db")) || File.Exists(_bench.PathOf("tidings-queue.db")));
    }

    [Fact]
    public void Doctor_WrongConfiguration_IsAnError()
    {
        _bench.Write("tidings.json", """{ "retentoin": 1 }""");
        AssertFound("configuration", "error", "retention");
    }

    [Fact]
    public void Doctor_WrongAuthorKey_IsAnErrorAndTheRestIsLookedAt()
    {
        Fill();
        _bench.Environment["TIDINGS__PRIVACY__KEY"] = "another key for tests, not a secret";
        AssertFound("author_key", "error", "privacy.key");
        Assert.Equal("ok", Examine().Found["queue"].State);
    }

    [Fact]
    public void Doctor_WritingRefused_IsAnError()
    {
        Fill();
        Execute("CREATE TRIGGER refuse BEFORE INSERT ON meta BEGIN SELECT raise(ABORT, 'revoked'); END");
        AssertFound("writing", "error", "revoked");
    }

    [Fact]
    public void Doctor_WhatItTried_IsTakenBack()
    {
        Fill();
        Examine();
        Execute("CREATE TABLE tried AS SELECT 1 / (SELECT count(*) = 0 FROM meta WHERE key = 'doctor') AS x");
        Execute("CREATE TRIGGER t BEFORE INSERT ON tried BEGIN SELECT 1; END");
        Assert.Equal("1", Row("SELECT x FROM tried"));
    }

    string Row(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_bench.PathOf("tidings.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!.ToString()!;
    }

    [Theory]
    [InlineData(29, "ok", "20 of 29 rows, 69.0 %")]
    [InlineData(28, "warning", "70 % are reached")]
    [InlineData(23, "warning", "85 % are reached")]
    [InlineData(21, "warning", "95 % are reached")]
    [InlineData(20, "warning", "95 % are reached")]
    [InlineData(19, "error", "20 of 19 rows")]
    public void Doctor_Budget_TellsTheLevel(int maxRows, string state, string message)
    {
        Fill();
        _bench.Write("tidings.json", $$"""{ "keep": "all", "retention": { "maxRows": {{maxRows}} }, "sources": [{ "kind": "file", "endpoint": "-" }] }""");
        AssertFound("budget", state, message);
    }

    [Fact]
    public void Doctor_OtherSettingsWaitingHoursAndDeadLetters_AreWarnings()
    {
        Fill();
        Execute("INSERT INTO dirty_hour (hour, why) VALUES (0, 'test'), (0, 'test')");
        Execute("INSERT INTO dead_letter (received_at, source, reason, raw) VALUES (0, 'rec', 'test', x'00')");
        _bench.Write("tidings.json", """{ "keep": "all", "happy": [":D"], "sources": [{ "kind": "file", "endpoint": "-" }] }""");
        AssertFound("hours", "warning", "1 changed");
        AssertFound("dead_letters", "warning", "1 records");
        AssertFound("analysis", "warning", "tidings rebuild");
    }

    [Fact]
    public void Doctor_QueueThatNobodyWorksOff_IsAWarning()
    {
        Fill();
        _bench.Write("rec.jsonl", [.. Enumerable.Range(0, 30).Select(id => Lines.Status(id, $"#joy {id}"))]);
        _bench.Run("listen");
        AssertFound("queue", "warning", "10 records wait");
        File.WriteAllBytes(_bench.PathOf("tidings-queue.db"), [1, 2, 3]);
        AssertFound("queue", "error", "tidings-queue.db");
    }

    void Listen(params string[] sources) =>
        _bench.Write("tidings.json", $$"""{ "sources": [{{string.Join(", ", sources)}}] }""");

    /// <summary>Nobody listens there: a port that was free a moment ago.</summary>
    [Fact]
    public void Doctor_SourcesThatCannotBeHeard_AreErrorsWithTheirNames()
    {
        Listen(
            $$"""{ "kind": "jetstream", "name": "sky", "endpoint": "ws://127.0.0.1:{{FreePort.Next()}}" }""",
            """{ "kind": "mastodon", "endpoint": "https://mastodon.invalid" }""",
            """{ "kind": "file", "endpoint": "none.jsonl" }""");
        AssertFound("sources", "error", "sky: 127.0.0.1: no connection could be made");
        AssertFound("sources", "error", "mastodon: listening to this kind of source is not in this version yet");
        AssertFound("sources", "error", "file: none.jsonl: there is no such file");
    }

    [Fact]
    public async Task Doctor_JetstreamThatSpeaks_IsInOrder()
    {
        var port = FreePort.Next();
        using var server = new System.Net.HttpListener();
        server.Prefixes.Add($"http://127.0.0.1:{port}/");
        server.Start();
        var serving = Task.Run(async () =>
        {
            var request = await server.GetContextAsync();
            Assert.Equal("/subscribe", request.Request.Url!.AbsolutePath);
            var socket = (await request.AcceptWebSocketAsync(null)).WebSocket;
            await socket.SendAsync(
                "{}"u8.ToArray(), System.Net.WebSockets.WebSocketMessageType.Text, true, CancellationToken.None);
        }, TestContext.Current.CancellationToken);
        Listen($$"""{ "kind": "jetstream", "name": "sky", "endpoint": "http://127.0.0.1:{{port}}" }""");
        AssertFound("sources", "ok", "sky: 127.0.0.1 speaks");
        await serving;
    }

    [Fact]
    public void Doctor_GapsAndTimesFromTheFuture_AreWarnings()
    {
        Fill();
        var now = Workbench.Now.ToUnixTimeMilliseconds();
        Execute($"INSERT INTO listening VALUES ('sky', {now - 5_400_000}, {now})");
        AssertFound("listening", "ok", "the hour 2026-11-21T11:00:00Z was covered to 100.0 %");
        AssertFound("clock", "ok", "nothing stored is from later");
        Execute($"INSERT INTO gap VALUES ('sky', {now - 1_800_000}, {now - 900_000}, 'stall', NULL, NULL),"
            + $" ('sky', {now - 2_000_000}, {now - 1_900_000}, 'stall', {now}, 1)");
        AssertFound("listening", "warning", "covered to 75.0 %; 1 gaps of the last 24 h");
        Execute($"UPDATE post SET received_at = {now + 60_000} WHERE seq = (SELECT max(seq) FROM post)");
        AssertFound("clock", "warning", "2026-11-21T12:01:00.000Z");
    }
}
