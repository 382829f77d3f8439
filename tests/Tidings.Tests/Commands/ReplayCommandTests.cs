using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Tidings.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    RunResult Replay(params string[] args) =>
        _bench.Run(["replay", .. args, "--store", "sqlite:t.db", "--format", "json"]);

    [Fact]
    public void Replay_MixedLines_CountsEveryRecordOnce()
    {
        var file = _bench.Write("a.jsonl",
            Lines.Status(1, "so good :) #Coffee"), Lines.Status(2, "nothing to see"), "", Lines.Delete(99),
            """{"limit":{"track":5}}""", "{\"broken\":", "[1,2",
            Lines.Status(1, "so good :) #Coffee"));
        var result = Replay(file);
        Assert.Equal(7, result.Number("read"));
        Assert.Equal(3, result.Number("posts"));
        Assert.Equal(1, result.Number("deletes"));
        Assert.Equal(1, result.Number("other"));
        Assert.Equal(2, result.Number("malformed"));
        Assert.Equal(1, result.Number("kept"));
        Assert.Equal(1, result.Number("repeated"));
        Assert.Equal(1, result.Number("irrelevant"));
        Assert.Equal(2, result.Number("happy"));
        Assert.Equal(1, result.Number("hours"));
        Assert.Contains("a.jsonl:6: not usable (json)", result.Error, StringComparison.Ordinal);
        Assert.Contains("a.jsonl:7: not usable (json)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_Again_ChangesNothing()
    {
        var file = _bench.Write(
            "a.jsonl", Lines.Status(1, "fine #tea"), Lines.Status(2, "#tea :)", author: 2), Lines.Delete(2));
        Replay(file);
        var before = _bench.Run("export", "hashtags", "--store", "sqlite:t.db", "-o", "-").Output;
        var again = Replay(file);
        Assert.Equal(0, again.Number("kept"));
        Assert.Equal(1, again.Number("repeated"));
        Assert.Equal(1, again.Number("refused_deleted"));
        Assert.Equal(before, _bench.Run("export", "hashtags", "--store", "sqlite:t.db", "-o", "-").Output);
    }

    [Fact]
    public void Replay_StandardInputAndGzip_AreReadAlike()
    {
        var line = Lines.Status(1, "hello #world");
        Assert.Equal(
            1, _bench.RunWith(line + "\n", "replay", "-", "--store", "sqlite:t.db", "--format", "json").Number("kept"));
        using (var packed = new GZipStream(File.Create(_bench.PathOf("a.data")), CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(line));
        Assert.Equal(1, Replay("a.data").Number("repeated"));
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0)] // cut off only
    public void Replay_TornGzip_KeepsWhatCameBeforeAndFails(int flip)
    {
        var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < 2000; i++)
                packed.Write(Encoding.UTF8.GetBytes(Lines.Status(i, $"number {i} #tag{i % 7}") + "\n"));
        var torn = bytes.ToArray()[..(int)(bytes.Length / 2)];
        torn[^10] ^= (byte)flip;
        File.WriteAllBytes(_bench.PathOf("torn.gz"), torn);
        var result = _bench.Run("replay", "torn.gz", "--store", "sqlite:t.db", "--format", "json");
        Assert.Equal(1, result.Status);
        Assert.Contains("torn.gz is damaged behind line", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.InRange(JsonDocument.Parse(result.Output).RootElement.GetProperty("kept").GetInt64(), 500, 1999);
    }

    [Fact]
    public async Task Replay_NamedPipe_IsReadOnce()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "has no such files");
        var pipe = _bench.PathOf("pipe");
        using (var make = System.Diagnostics.Process.Start("mkfifo", [pipe]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        var writing = Task.Run(() => File.WriteAllText(pipe, Lines.Status(1, "#through the pipe")), TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(_bench.PathOf("link"), pipe); // as a shell hands one over
        var result = await Task.Run(() => Replay("link"), TestContext.Current.CancellationToken);
        await writing;
        Assert.Equal(1, result.Number("kept"));
    }

    [Fact]
    public void Replay_StandardInputTwice_IsRefused()
    {
        var result = Replay("-", "-");
        Assert.Equal(2, result.Status);
        Assert.Contains("only once", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(100_000)]
    public void Replay_BatchesOfAnySize_GiveTheSameTables(int batch)
    {
        var samples = Path.Combine(SharedData.RepositoryRoot, "samples");
        string[] files = [.. Directory.GetFiles(samples, "*.jsonl.gz").Order(StringComparer.Ordinal)];
        // Batches of one take a transaction each: part of the recording is enough there.
        if (batch == 1)
            files = [ShortPart(files[^1], 400)];
        var whole = Dump(files, "whole.db", 20_000);
        Assert.Equal(whole, Dump(files, "other.db", batch));
        Array.Reverse(files);
        Assert.Equal(whole, Dump(files, "reversed.db", batch));
        Assert.Equal(whole, Dump(files, "reversed.db", batch)); // a second time into the same store
    }

    string ShortPart(string file, int lines)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var part = new List<string>();
        while (part.Count < lines && reader.ReadLine() is { } line)
            part.Add(line);
        return _bench.Write("part.jsonl", [.. part]);
    }

    string Dump(string[] files, string store, int batch)
    {
        Assert.Equal(0, _bench.Run(["replay", .. files, "--store", $"sqlite:{store}", "--batch", $"{batch}"]).Status);
        return Tables.Dump(_bench.PathOf(store));
    }

    [Theory]
    [InlineData("missing.jsonl", "there is no such file")]
    [InlineData(".", "is a folder")]
    public void Replay_NoFile_IsRefusedInOneLine(string name, string expected)
    {
        var result = Replay(name);
        Assert.Equal(2, result.Status);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
        Assert.False(File.Exists(_bench.PathOf("t.db")));
    }

    [Fact]
    public void Replay_EmptyFile_ReadsNothing()
    {
        File.WriteAllText(_bench.PathOf("empty"), "");
        var result = Replay("empty");
        Assert.Equal(0, result.Number("read"));
        Assert.Equal(0, result.Number("hours"));
    }

    [Fact]
    public void Replay_OtherAuthorKey_IsRefused()
    {
        var file = _bench.Write("a.jsonl", Lines.Status(1, "#x"));
        Replay(file);
        _bench.Environment["TIDINGS__PRIVACY__KEY"] = "quite another key for tests";
        var result = Replay(file);
        Assert.Equal(2, result.Status);
        Assert.Contains("author key", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("quite another", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_WithoutConfiguredKey_MakesAFileForItsOwnerOnly()
    {
        _bench.Environment.Clear();
        var file = _bench.Write("a.jsonl", Lines.Status(1, "#x"));
        Assert.Equal(0, Replay(file).Status);
        var key = _bench.PathOf("t.db.author-key");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal(0, Replay(file).Status);
        File.Delete(key);
        Assert.Equal(2, Replay(file).Status);
    }

    [Fact]
    public void Replay_ChangedSettings_AnalysesStoredPostsAgain()
    {
        var file = _bench.Write(
            "a.jsonl", Lines.Status(1, "lovely 🙂 espresso #morning"), Lines.Status(2, "#morning", author: 2));
        Replay(file);
        _bench.Environment["TIDINGS__HAPPY"] = """["🙂"]""";
        _bench.Environment["TIDINGS__TOPICS"] = """[{"name":"coffee","synonyms":["espresso"]}]""";
        var again = Replay(file);
        Assert.Contains("analysed again", again.Error, StringComparison.Ordinal);
        var top = _bench.Run("top", "--store", "sqlite:t.db", "--min-authors", "1").Json[0];
        Assert.Equal(1, top.GetProperty("happy_authors").GetInt32());
        Assert.Equal(
            1, _bench.Run("compare", "coffee", "--store", "sqlite:t.db").Json[0].GetProperty("posts").GetInt32());
    }

    [Fact]
    public void Replay_KeepAll_StoresTheIrrelevantToo()
    {
        _bench.Environment["TIDINGS__KEEP"] = "all";
        var result = Replay(_bench.Write("a.jsonl", Lines.Status(1, "nothing to see")));
        Assert.Equal(1, result.Number("kept"));
        Assert.Equal(0, result.Number("irrelevant"));
    }

    [Fact]
    public void Replay_PostWithoutLanguage_StoresAGuessThatTheFilterUsesOnRequestOnly()
    {
        _bench.Environment["TIDINGS__KEEP"] = "all";
        var text = "Ich habe heute keine Lust auf bitcoin und das ist auch gut so, nicht wahr?";
        var file = _bench.Write(
            "a.jsonl", Lines.Status(1, text, language: "und"), Lines.Status(2, text, author: 2, language: "de"));
        Replay(file);
        var posts = _bench.Run("posts", "--store", "sqlite:t.db").Json;
        Assert.Equal(["", "de"], posts.EnumerateArray().Select(post => post.GetProperty("lang").GetString() ?? "")
            .Order(StringComparer.Ordinal));
        Assert.Equal("de", posts.EnumerateArray().Single(post => post.GetProperty("lang").GetString() is null)
            .GetProperty("lang_guess").GetString());
        Assert.Equal(1, Refused("language"));
        _bench.Environment["TIDINGS__FILTERS__LANGUAGEGUESS"] = "true";
        Replay(file);
        Assert.Equal(2, Refused("language"));
    }

    int Refused(string reason) =>
        _bench.Run("compare", "btc", "--store", "sqlite:t.db").Json[0]
            .GetProperty("refused").GetProperty(reason).GetInt32();
}
