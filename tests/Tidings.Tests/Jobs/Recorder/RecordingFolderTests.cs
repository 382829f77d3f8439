using System.Text;
using Tidings.Cli;
using Tidings.Cli.Jobs.Recorder;
using Tidings.Queue;
using Tidings.Sources;
using Tidings.Tests.Storage;
using Tidings.Tests.Support;
using Recording = Tidings.Cli.Jobs.Recording;

namespace Tidings.Tests.Jobs.Recorder;

/// <summary>What lies in a folder of recordings, whatever happens to it.</summary>
public sealed class RecordingFolderTests : IDisposable
{
    const long Hour = Storage.Some.Hour;
    readonly TemporaryFolder _folder = new();
    readonly BatchCutter _cutter = new("sky", "s1", Hour, isLive: true, place => $"at {place}");
    long _place;

    public void Dispose()
    {
        FaultHook.Set(null);
        _folder.Dispose();
    }

    string Path => _folder.File("records");

    string FileOf(string name) => System.IO.Path.Combine(Path, name);

    static string PackedName(long at) => RecordingNames.Records("sky", HourUtc.OfUnixMilliseconds(at));

    /// <summary>A batch of texts, numbered as the sender does it.</summary>
    PackedBatch Batch(long at, params string[] records) => Told(at, [], records);

    PackedBatch Told(long at, GapNotice[] gaps, params string[] records)
    {
        foreach (var record in records)
            _cutter.Add(Encoding.UTF8.GetBytes(record), at, ++_place);
        return _cutter.Number(_cutter.Cut(at, gaps: [.. gaps]).Batch);
    }

    void Put(RecordingFolder folder, params PackedBatch[] batches) =>
        Assert.Equal(EnqueueOutcome.Stored, folder.Enqueue(batches, [new("sky", $"at {_place}")]));

    /// <summary>The records of a file as a replay reads them.</summary>
    string[] Read(string name)
    {
        using var file = Recording.Unpack(File.OpenRead(FileOf(name)));
        var reader = new RecordReader(file);
        var records = new List<string>();
        while (reader.TryRead(out var record))
            records.Add(Encoding.UTF8.GetString(record.Bytes.Span));
        return [.. records];
    }

    [Fact]
    public void Enqueue_RecordsOfTwoHours_LieInAFileEach()
    {
        using var folder = RecordingFolder.Open(Path);
        Put(folder, Batch(Hour, """{"a":1}""", """{"b":"ü"}"""), Batch(Hour + 3_599_999, """{"c":1}"""));
        Put(folder, Batch(Hour + 3_600_000, """{"d":1}"""));
        Put(folder, Batch(Hour + 3_605_000)); // a heartbeat
        Assert.Equal(["""{"a":1}""", """{"b":"ü"}""", """{"c":1}"""], Read(PackedName(Hour)));
        Assert.Equal(["""{"d":1}"""], Read(PackedName(Hour + 3_600_000)));
        Assert.Equal(4, folder.Counts.Records);
        Assert.Equal("sky-2026-05-01T13.jsonl.gz", RecordingNames.Records("sky", new(493_789)));
    }

    [Fact]
    public void Open_Again_KnowsCursorAndSession()
    {
        using (var folder = RecordingFolder.Open(Path))
        {
            Assert.Null(folder.CursorOf("sky"));
            Assert.Null(folder.LastSession("sky"));
            Put(folder, Batch(Hour, """{"a":1}"""));
            Put(folder, Batch(Hour + 5000));
        }
        using var again = RecordingFolder.Open(Path);
        Assert.Equal("at 1", again.CursorOf("sky"));
        Assert.Equal(
            new() { Name = "s1", LastNumber = 2, HeardUntil = Hour + 5000, IsLive = true, IsEnded = false },
            again.LastSession("sky"));
    }

    /// <summary>Killed after the records lay in the file, and before the cursor behind them was noted.</summary>
    [Fact]
    public void Enqueue_DiesBeforeTheNotes_RecordsComeAgainAndLieThereOnce()
    {
        using (var folder = RecordingFolder.Open(Path))
        {
            Put(folder, Batch(Hour, """{"a":1}"""));
            FaultHook.Set(static (point, _) => _ = point == "record.appended" ? throw new TimeoutException() : 0);
            Assert.Throws<TimeoutException>(() => Put(folder, Batch(Hour, """{"b":1}"""), Batch(Hour + 3_600_000, """{"c":1}""")));
            FaultHook.Set(null);
        }
        Assert.Equal(2, Read(PackedName(Hour)).Length); // it did die there
        using var again = RecordingFolder.Open(Path);
        Assert.Equal("at 1", again.CursorOf("sky"));
        Assert.False(File.Exists(FileOf(PackedName(Hour + 3_600_000))));
        Put(again, Batch(Hour + 3_600_000, """{"b":1}"""));
        Assert.Equal(["""{"a":1}"""], Read(PackedName(Hour)));
        Assert.Equal(["""{"b":1}"""], Read(PackedName(Hour + 3_600_000)));
    }

    [Fact]
    public void Open_TornMember_IsCutOff()
    {
        using (var folder = RecordingFolder.Open(Path))
            Put(folder, Batch(Hour, """{"a":1}"""));
        var whole = File.ReadAllBytes(FileOf(PackedName(Hour)));
        File.WriteAllBytes(FileOf(PackedName(Hour)), [.. whole, .. whole[..^9]]);
        using (RecordingFolder.Open(Path))
            Assert.Equal(whole, File.ReadAllBytes(FileOf(PackedName(Hour))));
    }

    /// <summary>The same process tries again what failed, and may have got through with it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Enqueue_FailsOnce_LiesThereOnce(bool isNoted)
    {
        using var folder = RecordingFolder.Open(Path);
        Put(folder, Batch(Hour, """{"a":1}"""));
        var (batch, notes) = (Batch(Hour, """{"b":1}"""), File.ReadAllBytes(FileOf(RecordingNotes.FileName)));
        if (isNoted)
        {
            Put(folder, batch);
            Assert.NotEqual(notes, File.ReadAllBytes(FileOf(RecordingNotes.FileName)));
        }
        FaultHook.Set(static (point, _) => _ = point == "record.appended" ? throw new IOException("full") : 0);
        if (!isNoted)
            Assert.True(Assert.Throws<QueueException>(() => Put(folder, batch)).IsPassing);
        FaultHook.Set(null);
        Put(folder, batch);
        Assert.Equal(["""{"a":1}""", """{"b":1}"""], Read(PackedName(Hour)));
        Assert.Equal(2, folder.Counts.Records);
    }

    [Fact]
    public void Enqueue_FolderAway_IsTriedAgainUntilItIsBack()
    {
        using var folder = RecordingFolder.Open(Path);
        var batch = Batch(Hour, """{"a":1}""");
        Directory.Move(Path, Path + ".away");
        Assert.True(Assert.Throws<QueueException>(() => Put(folder, batch)).IsPassing);
        Directory.CreateDirectory(Path); // a place to mount it, and not it
        Assert.True(Assert.Throws<QueueException>(() => Put(folder, batch)).IsPassing);
        Directory.Delete(Path);
        Directory.Move(Path + ".away", Path);
        Put(folder, batch);
        Assert.Equal(["""{"a":1}"""], Read(PackedName(Hour)));
    }

    [Fact]
    public void Enqueue_FileMovedAway_BeginsANewOne()
    {
        using (var folder = RecordingFolder.Open(Path))
        {
            Put(folder, Batch(Hour, """{"a":1}"""));
            File.Delete(FileOf(PackedName(Hour)));
            Put(folder, Batch(Hour, """{"b":1}"""));
            Assert.Equal(["""{"b":1}"""], Read(PackedName(Hour)));
            File.Delete(FileOf(PackedName(Hour)));
        }
        using var again = RecordingFolder.Open(Path);
        Put(again, Batch(Hour, """{"c":1}"""));
        Assert.Equal(["""{"c":1}"""], Read(PackedName(Hour)));
    }

    /// <summary>The clock was set back: a file that was finished grows again.</summary>
    [Fact]
    public void Enqueue_EarlierHourAgain_GoesOnWithItsFile()
    {
        using var folder = RecordingFolder.Open(Path);
        Put(folder, Batch(Hour, """{"a":1}"""));
        Put(folder, Batch(Hour + 3_600_000, """{"b":1}"""));
        var other = new BatchCutter("sky", "s2", Hour, isLive: true);
        other.Add("""{"c":1}"""u8, Hour, 9);
        Put(folder, other.Number(other.Cut(Hour).Batch));
        Assert.Equal(["""{"a":1}""", """{"c":1}"""], Read(PackedName(Hour)));
    }

    [Fact]
    public void Open_PartOfAFileGone_IsRefusedWithItsName()
    {
        using (var folder = RecordingFolder.Open(Path))
            Put(folder, Batch(Hour, """{"a":1}"""));
        File.WriteAllBytes(FileOf(PackedName(Hour)), [0x1F]);
        var error = Assert.Throws<QueueException>(() => RecordingFolder.Open(Path));
        Assert.Contains(PackedName(Hour), error.Message, StringComparison.Ordinal);
        Assert.False(error.IsPassing);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "version": 1, "sources": null }""")]
    [InlineData("""{ "version": 2, "sources": {} }""")]
    public void Open_NotesDamaged_IsRefused(string notes)
    {
        Directory.CreateDirectory(Path);
        File.WriteAllText(FileOf(RecordingNotes.FileName), notes);
        Assert.Contains(
            RecordingNotes.FileName, Assert.Throws<QueueException>(() => RecordingFolder.Open(Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FolderInUseOrOfSomebodyElse_IsRefused()
    {
        using (RecordingFolder.Open(Path))
            Assert.Contains(
                "another process", Assert.Throws<UsageException>(() => RecordingFolder.Open(Path)).Message,
                StringComparison.Ordinal);
        using (RecordingFolder.Open(Path))
            File.WriteAllText(FileOf("x.jsonl.gz"), "");
        File.Delete(FileOf(RecordingNotes.FileName));
        Assert.Throws<UsageException>(() => RecordingFolder.Open(Path));
        File.WriteAllText(_folder.File("file"), "");
        Assert.Throws<UsageException>(() => RecordingFolder.Open(_folder.File("file")));
    }

    [Fact]
    public void Enqueue_Gaps_AreLinesWithTheNamesOfTheTable()
    {
        using var folder = RecordingFolder.Open(Path);
        Put(folder, Told(Hour, [new(Hour, Hour + 1500, GapReason.Stall)]));
        Put(folder, Told(Hour, [
            new(Hour, Hour + 1500, GapReason.Stall, new(long.MinValue, 7)),
            new(Hour, Hour + 9000, GapReason.Disconnect, new(long.MaxValue, 0))]));
        var at = DateTimeOffset.FromUnixTimeMilliseconds(Hour).UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            [
                $$"""{"from_at":"{{at}}:00:00.000Z","to_at":"{{at}}:00:01.500Z","reason":"stall"}""",
                $$"""{"from_at":"{{at}}:00:00.000Z","to_at":"{{at}}:00:01.500Z","reason":"stall","recovered_from":"{{at}}:00:00.000Z","posts":7}""",
                $$"""{"from_at":"{{at}}:00:00.000Z","to_at":"{{at}}:00:09.000Z","reason":"disconnect","recovered_from":"{{at}}:00:09.000Z","posts":0}""",
            ],
            File.ReadAllLines(FileOf("sky-gaps.jsonl")));
    }

    [Fact]
    public void Enqueue_TooLong_IsLeftOutAndCounted()
    {
        using var folder = RecordingFolder.Open(Path);
        _cutter.Add(default, Hour, 1, isTooLong: true);
        _cutter.Add(new byte[RecordReader.DefaultMaxRecordBytes + 1], Hour, 2);
        Put(folder, Batch(Hour, """{"a":1}"""));
        Assert.Equal(["""{"a":1}"""], Read(PackedName(Hour)));
        Assert.Equal((1, 2), (folder.Counts.Records, folder.Counts.TooLong));
    }

    [Fact]
    public void Names_OfAnySource_StayInTheFolderAndApart()
    {
        string[] sources = ["sky", "../sky", ".sky", "a/b", "a%2Fb", new('ü', 300), new('ü', 301)];
        var names = sources.Select(source => RecordingNames.Records(source, new(1))).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name =>
        {
            Assert.Equal(name, System.IO.Path.GetFileName(name));
            Assert.False(name.StartsWith('.'));
            Assert.InRange(name.Length, 1, 200);
        });
    }
}
