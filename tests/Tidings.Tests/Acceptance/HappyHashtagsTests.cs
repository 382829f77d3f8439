using System.Text;
using Microsoft.Data.Sqlite;
using Tidings.Cli;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Acceptance;

/// <summary>
/// What the acceptance tests of the happy-hashtags project asked for, asked of this program through its command line.
/// </summary>
public sealed class HappyHashtagsTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    readonly record struct Outcome(int Status, string Output, string Errors)
    {
        public IEnumerable<string> Lines => Output.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
    }

    Outcome Run(string[] arguments, params (string Name, string Value)[] environment)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var status = App.Run(arguments, new()
        {
            Out = output,
            Error = errors,
            In = Stream.Null,
            Clock = new ManualClock(),
            Environment = environment.ToDictionary(variable => variable.Name, variable => variable.Value),
            Folder = _folder.Path,
        });
        return new(status, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    static string Status(
        long id, string text, string createdAt = "Wed Jan 01 10:10:10 +0000 2020", string more = "") => $$"""
        {"created_at":"{{createdAt}}","id":{{id}},"id_str":"{{id}}","text":"{{text}}"{{more}},"user":{"id_str":"{{id}}","screen_name":"made_up"},"lang":"en"}
        """;

    /// <summary>Replays statuses; every text is a recording's line.</summary>
    Outcome Replay(params string[] statuses)
    {
        File.WriteAllLines(_folder.File("recording.jsonl"), statuses);
        return Run(["replay", "recording.jsonl", "--format", "json"]);
    }

    List<string> HourlyCounts(string store = "tidings.db")
    {
        using var connection = Open(store);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT hashtag || ' ' || hour || ' ' || count FROM hourly_counts ORDER BY hour, hashtag";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    SqliteConnection Open(string store)
    {
        var connection = new SqliteConnection($"Data Source={_folder.File(store)};Pooling=False");
        connection.Open();
        return connection;
    }

    void Execute(string sql)
    {
        using var connection = Open("tidings.db");
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [Fact]
    public void Export_SeveralHashtagsAndHours_RowsComeByHourThenHashtag()
    {
        Replay(
            Status(3, "#b #a :)", "Wed Jan 01 11:00:00 +0000 2020"),
            Status(1, "#c :)"),
            Status(2, "#a #c"));
        Assert.Equal(
            [
                "hour,hashtag,posts,happy,authors,happy_authors,coverage,state",
                "2020-01-01T10:00:00Z,a,1,0,1,0,,closed",
                "2020-01-01T10:00:00Z,c,2,1,2,1,,closed",
                "2020-01-01T11:00:00Z,a,1,1,1,1,,closed",
                "2020-01-01T11:00:00Z,b,1,1,1,1,,closed",
            ],
            Run(["export", "hashtags", "-o", "-"]).Lines);
    }

    [Fact]
    public void Replay_SecondBatch_UpdatesTheCount()
    {
        Replay(Status(1, "#joy :)"), Status(2, "#joy :)"));
        Assert.Equal(["#joy 2020-01-01 10:00:00 2"], HourlyCounts());
        Replay(Status(3, "#Joy :)"));
        Assert.Equal(["#joy 2020-01-01 10:00:00 3"], HourlyCounts());
        Replay(Status(3, "#Joy :)"), Status(1, "#joy :)"));
        Assert.Equal(["#joy 2020-01-01 10:00:00 3"], HourlyCounts());
    }

    [Fact]
    public void Replay_TimeWithinAnHour_CountsInThatHour()
    {
        Replay(
            Status(1, "#joy :)", "Wed Jan 01 10:10:10 +0000 2020"),
            Status(2, "#joy :)", "Wed Jan 01 10:00:00 +0000 2020"),
            Status(3, "#joy :)", "Wed Jan 01 10:59:59 +0000 2020"),
            Status(4, "#joy :)", "Wed Jan 01 12:00:00 +0100 2020"));
        Assert.Equal(["#joy 2020-01-01 10:00:00 3", "#joy 2020-01-01 11:00:00 1"], HourlyCounts());
    }

    [Fact]
    public void Replay_CutStatus_TheFullTextCounts()
    {
        Replay(
            Status(1, "a long story #cut…",
                more: ""","truncated":true,"extended_tweet":{"full_text":"a long story #cutting :) #joy"}"""));
        Assert.Equal(["#cutting 2020-01-01 10:00:00 1", "#joy 2020-01-01 10:00:00 1"], HourlyCounts());
    }

    [Fact]
    public void Replay_DatabaseRefuses_NothingOfTheBatchStaysAndTheNextWorks()
    {
        Replay(Status(1, "#joy :)"));
        Execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON post_hashtag WHEN NEW.hashtag = 'bad' BEGIN SELECT raise(ABORT, "
                + "'refused by a test'); END");
        var outcome = Replay(Status(2, "#joy :)"), Status(3, "#bad :)"));
        Assert.NotEqual(0, outcome.Status);
        Assert.Contains("refused by a test", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
        Assert.Equal(["#joy 2020-01-01 10:00:00 1"], HourlyCounts());
        Execute("DROP TRIGGER refuse");
        Assert.Equal(0, Replay(Status(2, "#joy :)"), Status(3, "#bad :)")).Status);
        Assert.Equal(["#bad 2020-01-01 10:00:00 1", "#joy 2020-01-01 10:00:00 2"], HourlyCounts());
    }

    [Fact]
    public void Replay_NoEnvironment_TakesTheDefaultStore()
    {
        File.WriteAllLines(_folder.File("recording.jsonl"), [Status(1, "#joy :)")]);
        Assert.Equal(0, Run(["replay", "recording.jsonl"]).Status);
        Assert.Equal(0, Run(["replay", "recording.jsonl"], ("DATABASE_URL", "sqlite:other.db")).Status);
        Assert.Equal(
            0, Run(["replay", "recording.jsonl"], ("DATABASE_URL", "sqlite:other.db"),
                ("TIDINGS__STORE", "sqlite:third.db")).Status);
        foreach (var store in new[] { "tidings.db", "other.db", "third.db" })
            Assert.Equal(["#joy 2020-01-01 10:00:00 1"], HourlyCounts(store));
    }

    [Fact]
    public void Replay_MissingFile_IsRefusedAndNoStoreIsMade()
    {
        var outcome = Run(["replay", "missing.jsonl"]);
        Assert.Equal(2, outcome.Status);
        Assert.Contains("missing.jsonl: there is no such file", outcome.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Migrate_UpDownAndUp_SaysWhatItDid()
    {
        Assert.Equal(["sqlite:tidings.db: version 0 -> 5."],
            Run(["migrate"]).Lines.Select(line => line.Replace(_folder.Path + "/", "", StringComparison.Ordinal)));
        Assert.Equal(5, Run(["migrate", "--status"]).Lines.Count(
            line => line.Contains("applied 2026-05-02", StringComparison.Ordinal)));
        Assert.Contains("-- down 5 time_key", Run(["migrate", "--down", "--dry-run"]).Output, StringComparison.Ordinal);
        Assert.Equal(2, Run(["migrate", "--to", "0"]).Status); // dropping tables wants a word more
        Assert.Equal(0, Run(["migrate", "--to", "0", "--down"]).Status);
        Assert.Equal(0, Run(["migrate"]).Status);
        Assert.Empty(HourlyCounts());
    }

    public void Dispose() => _folder.Dispose();
}
