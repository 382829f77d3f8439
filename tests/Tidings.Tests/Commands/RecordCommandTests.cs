namespace Tidings.Tests.Commands;

/// <summary>What <c>record</c> refuses.</summary>
public sealed class RecordCommandTests : IDisposable
{
    readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    void AssertRefused(string words, params string[] args)
    {
        var result = _bench.Run(["record", .. args]);
        Assert.Equal(2, result.Status);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_bench.PathOf("out")));
    }

    [Fact]
    public void Record_SourceOfKindFile_IsRefusedInWords()
    {
        _bench.Write("rec.jsonl", Lines.Status(1, "#x"));
        _bench.Write("tidings.json", """
            { "sources": ["jetstream", { "kind": "file", "name": "mine", "endpoint": "rec.jsonl", "live": true }] }
            """);
        AssertRefused("'mine' is of kind file", "-o", "out");
    }

    [Theory]
    [InlineData("--for", "--for", "soon")]
    [InlineData("--for", "--for", "0s")]
    [InlineData("--for", "--for", "50d")]
    public void Record_WrongDuration_IsNamed(string words, params string[] args) =>
        AssertRefused(words, ["-o", "out", .. args]);

    [Fact]
    public void Record_NoFolder_IsAskedFor() => AssertRefused("--output");
}
