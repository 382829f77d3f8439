using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Where the stream happens to be cut must not show.</summary>
public sealed class RecordChunkTests
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    static IEnumerable<byte[]> Recordings()
    {
        var texts = Samples.All.Select(sample => Encoding.UTF8.GetString(sample)).ToArray();
        var pretty = texts.Select(text => JsonNode.Parse(text)!.ToJsonString(Indented)).ToArray();
        yield return Encoding.UTF8.GetBytes($"\uFEFF{string.Join("\r\n", texts)}\r\n");
        yield return Encoding.UTF8.GetBytes($"[\n{string.Join(",\n", pretty)}\n]");
        yield return Encoding.UTF8.GetBytes(string.Join('\n', pretty));
        yield return Encoding.UTF8.GetBytes(string.Join('\n', texts.Select((text, i) => i % 3 == 0 ? text[..(text.Length / 2)] : text)));
        yield return Encoding.UTF8.GetBytes($"[\n{string.Join(",\n", pretty.Select((text, i) => i % 3 == 1 ? text[..(text.Length / 2)] : text))}\n]");
        yield return Encoding.UTF8.GetBytes($"[{string.Join(',', texts.Take(4))}]\n\n  {texts[5]}   \n");
    }

    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 2 })]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { 7 })]
    [InlineData(new[] { 1, 500, 3, 64 })]
    [InlineData(new[] { 4096 })]
    public void TryRead_InDrips_GivesTheSameRecords(int[] sizes)
    {
        foreach (var recording in Recordings())
            Assert.Equal(ReadRecords.Of(new MemoryStream(recording)), ReadRecords.Of(recording, RecordReader.DefaultMaxRecordBytes, sizes));
    }

    [Fact]
    public void TryRead_RandomDripsOfRandomBytes_GiveTheSameRecords()
    {
        const int seed = 71;
        string[] pieces = ["{", "}", "[", "]", "\"", "\\", ",", ":", "\n", "\r\n", " ", "  ", "1", "{\"a\":", "{\"a\":1}", "},\n{", "\n{", "\uFEFF"];
        var random = new Random(seed);
        for (var round = 0; round < 1_500; round++)
        {
            var recording = Encoding.UTF8.GetBytes(string.Concat(random.GetItems(pieces, random.Next(1, 30))));
            int[] sizes = [random.Next(1, 9), random.Next(1, 9), random.Next(1, 9)];
            var bound = random.Next(4) == 0 ? random.Next(1, 40) : RecordReader.DefaultMaxRecordBytes;
            var whole = ReadRecords.Of(new MemoryStream(recording));
            var drips = ReadRecords.Of(recording, RecordReader.DefaultMaxRecordBytes, sizes);
            Assert.True(whole.SequenceEqual(drips), $"seed {seed}, round {round}: {Encoding.UTF8.GetString(recording)}");
            ReadRecords.Of(recording, bound, sizes); // ends, and throws nothing
        }
    }
}
