using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Recordings whose records span lines: arrays, pretty-printed objects, response pages.</summary>
public sealed class RecordDocumentTests
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Theory]
    [InlineData("[{1},{2},{3}]")]
    [InlineData("[ {1} , {2} , {3} ]\n")]
    [InlineData("[\n{1},\n{2},\n{3}\n]\n")]
    [InlineData("[{1},\n {2},\n {3}]")]
    [InlineData("\uFEFF[\r\n  {1},\r\n  {2},\r\n  {3}\r\n]")]
    [InlineData("[{1}\n,{2}\n,{3}\n]")]
    [InlineData("[{1}]\n[{2},{3}]")]
    [InlineData("[{1},{2},{3}")]
    public void TryRead_Array_GivesItsElements(string recording) => Assert.Equal(["{1}", "{2}", "{3}"], ReadRecords.Of(recording));

    [Fact]
    public void TryRead_ArrayOfAnything_GivesItsElements() =>
        Assert.Equal(["1", "\"a,]\\\"b\"", "null", "[2,[3]]", "{\"a\":[4]}"], ReadRecords.Of("[1, \"a,]\\\"b\",\nnull , [2,[3]],{\"a\":[4]}]"));

    [Fact]
    public void TryRead_OneObjectOverLines_IsOneRecord()
    {
        const string record = "{\n  \"a\": {\n    \"b\": [\n      {\n        \"c\": \"]}{[\\\"\"\n      },\n      {}\n    ]\n  }\n}";

        Assert.Equal([record], ReadRecords.Of(record));
        Assert.Equal([record, record, record], ReadRecords.Of($"{record}\n{record}{record}"));
        Assert.Equal([record, record], ReadRecords.Of($"[{record},\n{record}]"));
    }

    [Theory]
    [InlineData("{\"data\":[\n{\"id\":\"1\"},\n{\"id\":\"2\"}\n],\"meta\":{}}")]
    [InlineData("{\n\"data\":[\n{\"id\":\"1\"},\n{\"id\":\"2\"}\n]\n}")]
    [InlineData("{\n\"data\":\n[\n{\n\"id\":\n\"1\"\n},\n{\n\"id\":\"2\"\n}\n],\n\"user\":\n{\n\"id\":\"3\"\n}\n}")]
    [InlineData("{ \"user\":\n  {\n    \"id\":\"3\"\n  }\n}")]
    public void TryRead_OtherLayouts_AreOneRecord(string record)
    {
        Assert.Equal([record], ReadRecords.Of(record));
        Assert.Equal([record, record, record], ReadRecords.Of($"{record}\n{record}\n{record}\n"));
    }

    [Fact]
    public void TryRead_Document_NumbersItsLines() => Assert.Equal([2, 5, 6], ReadRecords.Lines("[\n{\n1\n},\n{2}\n,{3}]"));

    [Fact]
    public void TryRead_GiantElement_IsPassedOver()
    {
        var giant = $"{{\n\"text\":\"{new string('x', 20_000_000)}\"\n}}";

        Assert.Equal(["{\"a\":1}", "too long", "{\"b\":2}"], ReadRecords.Of($"[\n{{\"a\":1}},\n{giant},\n{{\"b\":2}}\n]"));
        Assert.Equal([2, 3, 6], ReadRecords.Lines($"[\n{{\"a\":1}},\n{giant},\n{{\"b\":2}}\n]"));
    }

    /// <summary>How a recording may be laid out: what comes first, before each record, between two, and last.</summary>
    public static TheoryData<string, string, string, bool> Layouts => new()
    {
        { "", "\n", "", false },
        { "[\n", ",\n", "\n]\n", false },
        { "[\n  ", ",\n  ", "\n]\n", false },
        { "[", ",\n ", "]\n", false },
        { "[", ",\n", "]\n", false },
        { "", "\n", "\n", true },
        { "[\n", ",\n", "\n]\n", true },
        { "[\n  ", ",\n  ", "\n]\n", true },
    };

    /// <summary>The promise for files: a record that is cut off anywhere costs itself and no other.</summary>
    [Theory, MemberData(nameof(Layouts))]
    public void TryRead_RecordCutOffAnywhere_NeverTakesItsNeighbours(string head, string between, string tail, bool isPretty)
    {
        string[] compact = ["{'id':1,'user':{'name':'a{['},'tags':[{'text':'x'},{'text':'y'}],'note':'q'}", "{'id':2,'user':{'name':'b'},'tags':['u','v']}", "{'id':3,'n':[1,{'z':null}]}"];
        var records = compact.Select(r => r.Replace('\'', '"')).Select(r => isPretty ? Pretty(r, between) : r).ToArray();
        for (var broken = 0; broken < records.Length; broken++)
            for (var length = 1; length < records[broken].Length; length++)
            {
                var written = records.ToArray();
                written[broken] = written[broken][..length];
                var recording = head + string.Join(between, written) + tail;
                var read = ReadRecords.Of(recording);
                foreach (var good in records.Where((_, i) => i != broken))
                    Assert.True(read.Contains(good), $"record {broken} cut to {length} took another:\n{recording}\n--- read:\n{string.Join("\n---\n", read)}");
            }
    }

    [Theory]
    [InlineData("{\"a\":1}}")]
    [InlineData("{\"a\":[1}")]
    [InlineData("{\"a\":\"b}")]
    [InlineData("{\"a\":\"b\\")]
    [InlineData("{\"a\":\"b\"c\"}")]
    [InlineData("{\"a\":1]}")]
    [InlineData("{{{{")]
    [InlineData("}}}}")]
    [InlineData("]")]
    [InlineData("nonsense, more of it")]
    [InlineData("{\"a\":{\"b\":{\"c\":")]
    [InlineData("\"a")]
    public void TryRead_BrokenElement_NeverTakesItsNeighbours(string broken)
    {
        const string good = "{\"g\":[{\"h\":1}]}";
        foreach (var recording in new[] { $"[\n{good},\n{broken},\n{good},\n{good}\n]", $"[\n  {good},\n  {broken},\n  {good},\n  {good}\n]", $"{good}\n{broken}\n{good}\n{good}", $"[\n{broken},\n{good},\n{good},\n{good}\n]" })
            Assert.Equal(3, ReadRecords.Of(recording).Count(r => r == good));
    }

    [Fact]
    public void TryRead_ManyUnclosedLines_TakeLinearTime()
    {
        var recording = string.Concat(Enumerable.Repeat("{\"a\":[\n", 60_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var count = ReadRecords.Of(recording).Length;

        // Some 0.2 s; the square would take minutes.
        Assert.InRange(count, 30_000, 60_000);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"{watch.Elapsed}");
    }

    [Fact]
    public void TryRead_SamplesInAnyLayout_DecodeAlike()
    {
        var expected = Samples.All.SelectMany(sample => Decoded.All(sample)).ToArray();
        var texts = Samples.All.Select(sample => Encoding.UTF8.GetString(sample)).ToArray();
        var pretty = texts.Select(text => JsonNode.Parse(text)!.ToJsonString(Indented)).ToArray();
        string[] recordings =
        [
            string.Join('\n', texts), string.Join("\r\n\r\n", texts), $"[{string.Join(',', texts)}]", $"[\n{string.Join(",\n", texts)}\n]",
            string.Join('\n', pretty), $"[\n{string.Join(",\n", pretty)}\n]", $"[{string.Join(", ", pretty)}]", $"\uFEFF{string.Join("\r\n", pretty.Select(p => p.ReplaceLineEndings("\r\n")))}",
        ];
        foreach (var recording in recordings)
        {
            var sink = new CollectingSink();
            Decoded.Read(new MemoryStream(Encoding.UTF8.GetBytes(recording)), Some.Now, sink);
            Assert.Equal(expected, sink.Calls);
        }
    }

    /// <summary>Pretty-printed as by common tools, indented as far as the record stands.</summary>
    static string Pretty(string record, string between)
    {
        var indent = between[(between.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        return JsonNode.Parse(record)!.ToJsonString(Indented).ReplaceLineEndings($"\n{indent}");
    }
}
