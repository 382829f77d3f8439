using System.Globalization;
using System.Text;
using Tidings.Posts;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>The seed project's exports: numbered rows without ids, in local time.</summary>
public sealed class SeedTests
{
    static string Row(string text = "up we go", string time = "01-05-2026 14:48", string rest = "'Keyword':'#btc'") =>
        $"{{'Tweet':'{text}',{rest},'Time':'{time}','Sentiment Score':0.3336,'Sentiment is':'Positive'}}";

    static DateTimeOffset At(string time) => Decoded.Post(Row(time: time)).At;

    [Fact]
    public void Decode_Row_ReadsEveryField()
    {
        var post = Decoded.Post(Row(rest: "'Keyword':'#btc','Location':'Bonn','Verified':true,'Followers':76,'User created':'23-04-2022 01:18'"));

        Assert.Equal(
            new FoundPost
            {
                Platform = Platform.Seed,
                Id = post.Id,
                IsOriginal = true,
                PostedAt = Some.Then,
                Followers = 76,
                AuthorSince = new DateTimeOffset(2022, 4, 22, 23, 18, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                Verified = true,
                Location = "Bonn",
                Text = "up we go",
                Keyword = "#btc",
            },
            post);
        Assert.Matches("^[0-9a-f]{32}-1$", post.Id);
    }

    [Theory]
    [InlineData("15-01-2026 12:00", "2026-01-15T11:00:00")]
    [InlineData("15-07-2025 12:00", "2025-07-15T10:00:00")]
    [InlineData("29-03-2026 01:59", "2026-03-29T00:59:00")] // the clock goes from 02:00 to 03:00
    [InlineData("29-03-2026 02:30", "2026-03-29T01:30:00")] // does not exist: read on as 03:30
    [InlineData("29-03-2026 03:00", "2026-03-29T01:00:00")]
    [InlineData("26-10-2025 01:59", "2025-10-25T23:59:00")] // the clock goes from 03:00 back to 02:00
    [InlineData("26-10-2025 02:30", "2025-10-26T00:30:00")] // comes twice: the first
    [InlineData("26-10-2025 03:00", "2025-10-26T02:00:00")]
    public void Decode_Time_IsOfBerlin(string time, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), At(time));

    [Fact]
    public void Decode_Zone_IsAnOption()
    {
        var sink = new CollectingSink();
        new RecordDecoder(new() { SeedZone = TimeZoneInfo.Utc }).Decode(Decoded.Utf8(Row(time: "01-05-2026 12:48")), Some.Now, sink);

        Assert.Equal(Some.Then, sink.Posts.Single().PostedAt);
    }

    [Theory]
    [InlineData("2026-05-01 14:48")]
    [InlineData("31-02-2026 14:48")]
    [InlineData("01-05-2026 14:48:00")]
    [InlineData("01-05-2026 24:00")]
    [InlineData("01-01-0001 00:00")]
    [InlineData("31-12-9999 23:59")]
    [InlineData("")]
    [InlineData("01-05-2026 14:4é")]
    public void Decode_WrongTime_IsMalformed(string time) => Assert.Equal(MalformedReason.Date, Decoded.Reason(Row(time: time)));

    [Theory]
    [InlineData("{'Tweet':5,'Time':'01-05-2026 14:48'}")]
    [InlineData("{'Tweet':'a','Time':null}")]
    [InlineData("{'Tweet':'a'}")]
    public void Decode_RowWithoutText_IsNoFormat(string record) => Assert.Equal(MalformedReason.Format, Decoded.Reason(record));

    [Fact]
    public void Decode_NumberedRows_AreCountedOneByOne()
    {
        var found = Decoded.All($"{{'0':{Row("a")},'1':{Row("b")},'2':5,'3':{{'Tweet':'c'}},'12':{Row("d", "")}}}");

        Assert.Equal(["a", "b"], found.OfType<FoundPost>().Select(p => p.Text));
        Assert.Equal([MalformedReason.Field, MalformedReason.Field, MalformedReason.Date], found.OfType<MalformedReason>());
    }

    [Fact]
    public void Decode_Ids_AreStableAndDistinct()
    {
        var rows = $"{{'0':{Row("a")},'1':{Row("a")},'2':{Row("b")},'3':{Row("a")}}}";
        var first = Ids(rows);

        Assert.Equal(4, first.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(["-1", "-2", "-1", "-3"], first.Select(id => id[32..]));
        Assert.Equal(first, Ids(rows));
        Assert.Equal(first.Order(StringComparer.Ordinal), Ids($"{{'0':{Row("b")},'1':{Row("a")},'2':{Row("a")},'3':{Row("a")}}}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Decode_AnyFieldOfTheRow_TellsRowsApart()
    {
        string[] rows =
        [
            Row(), Row("up we gO"), Row(time: "01-05-2026 14:47"), Row(rest: "'Keyword':'#eth'"), Row(rest: "'Keyword':null"),
            Row(rest: "'Keyword':'#btc','Location':'Bonn'"), Row(rest: "'Keyword':'#btc','Verified':false"), Row(rest: "'Keyword':'#btc','Verified':true"),
            Row(rest: "'Keyword':'#btc','Followers':0"), Row(rest: "'Keyword':'#btc','User created':'23-04-2022 01:18'"),
            Row("up we go#btc", rest: "'Keyword':''"), Row("", rest: "'Keyword':'up we go'"), Row("", rest: "'Location':'up we go'"),
        ];
        Assert.Equal(rows.Length, rows.Select(row => Decoded.Post(row).Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void StartFile_SameFileInPieces_GivesTheSameIds()
    {
        var pieces = new CollectingSink();
        var ids = new SeedRowIds();
        for (var i = 0; i < 3; i++)
        {
            var decoder = new RecordDecoder();
            decoder.StartFile(ids);
            decoder.Decode(Decoded.Utf8(Row("a")), Some.Now, pieces);
        }
        Assert.Equal(Ids($"{{'0':{Row("a")},'1':{Row("a")},'2':{Row("a")}}}"), pieces.Posts.Select(p => p.Id));
    }

    [Fact]
    public void StartFile_NextFile_CountsAnew()
    {
        var sink = new CollectingSink();
        var decoder = new RecordDecoder();
        for (var i = 0; i < 2; i++)
        {
            decoder.StartFile(new());
            decoder.Decode(Decoded.Utf8(Row("a")), Some.Now, sink);
        }
        Assert.Single(sink.Posts.Select(p => p.Id).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Decode_PrettyPrintedExport_IsOneDocument()
    {
        var export = new StringBuilder("{\n");
        for (var i = 0; i < 500; i++)
            export.Append(CultureInfo.InvariantCulture, $"    '{i}':{{\n        'Tweet':'row {i} {{[',\n        'Keyword':'#btc',\n        'Time':'01-05-2026 14:48',\n        'Location':null\n    }}{(i < 499 ? "," : "")}\n");

        Assert.Equal(500, Decoded.Recording($"{export}}}\n").OfType<FoundPost>().Count());
    }

    static string[] Ids(string record) => [.. Decoded.All(record).OfType<FoundPost>().Select(p => p.Id)];
}
