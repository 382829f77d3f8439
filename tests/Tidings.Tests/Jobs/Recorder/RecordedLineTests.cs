using System.Buffers;
using System.IO.Compression;
using System.Text;
using Tidings.Cli.Jobs.Recorder;
using Tidings.Sources;
using Tidings.Tests.Support;
using Recording = Tidings.Cli.Jobs.Recording;

namespace Tidings.Tests.Jobs.Recorder;

/// <summary>A record that is written as a line means what it meant.</summary>
public sealed class RecordedLineTests
{
    static byte[] Written(byte[] record)
    {
        var line = new ArrayBufferWriter<byte>();
        RecordedLine.Write(line, record);
        return line.WrittenSpan.ToArray();
    }

    static List<object> Meaning(byte[] record)
    {
        var sink = new CollectingSink();
        new RecordDecoder().Decode(record, Some.Now, sink);
        return sink.Calls;
    }

    static List<byte[]> Lines(byte[] file)
    {
        var reader = new RecordReader(new MemoryStream(file));
        var lines = new List<byte[]>();
        while (reader.TryRead(out var line))
            lines.Add(line.Bytes.ToArray());
        return lines;
    }

    public static TheoryData<string> Broken =>
    [
        "{\n}", "{\"text\":\n\"a\\\"b\\\\\",\n\"id\":1}", "{\"text\":\"a\nb\"}", "{\"text\":\"a\\\nb\"}", "\n", "\n\n{}\n{}\n",
        "{\"a\":1\n", "[{\"a\":1},\n{\"b\":2}]", "\"a\\\\\"\n\"b\"", "\\\n\"", "a\r\nb", "{\"a\":\"\\\\\n\"}",
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void Write_LineBreaks_OneLineOfTheSameMeaning(string text)
    {
        var record = Encoding.UTF8.GetBytes(text);
        var line = Written(record);
        Assert.Equal(line.Length - 1, Array.IndexOf(line, (byte)'\n'));
        Assert.Equal(Meaning(record), Meaning(line[..^1]));
    }

    /// <summary>Every shape of record, broken over lines wherever JSON allows it, and wherever it does not.</summary>
    [Fact]
    public void Write_EverySample_KeepsItsMeaning()
    {
        foreach (var sample in Samples.All)
        {
            Assert.Equal([.. sample, (byte)'\n'], Written(sample));
            for (var i = 0; i < sample.Length; i += 7)
            {
                byte[] broken = [.. sample[..i], (byte)'\n', .. sample[i..]];
                Assert.Equal(Meaning(broken).Select(Kind), Meaning(Written(broken)[..^1]).Select(Kind));
            }
        }

        static string Kind(object call) => call.ToString() ?? "";
    }

    /// <summary>A reader judges a file by how it begins; no source may turn its lines into something else by that.</summary>
    [Theory]
    [InlineData("{\"cut\":")]
    [InlineData("[1,")]
    [InlineData("[")]
    [InlineData("\uFEFF{\"a\":1}")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"a\":1}{")]
    [InlineData("\"")]
    [InlineData("")]
    public void MayBeFirst_WhatMayNot_WouldChangeTheLines(string first)
    {
        byte[] rest = [.. "{\"b\":\n"u8, .. "7\n"u8, .. "{\"c\":1}\n"u8];
        byte[] written = Written(Encoding.UTF8.GetBytes(first));
        var file = RecordedLine.MayBeFirst(Encoding.UTF8.GetBytes(first))
            ? (byte[])[.. written, .. rest]
            : [.. "{}\n"u8, .. written, .. rest];
        var lines = Lines(file).Select(Encoding.UTF8.GetString).ToList();
        Assert.Equal(["{\"b\":", "7", "{\"c\":1}"], lines.TakeLast(3));
        if (first.Length > 0)
            Assert.Equal(first, lines[^4]);
    }

    /// <summary>A recording is a file of thousands of gzip members, which come in any pieces.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7, 1, 4096)]
    [InlineData(1 << 20)]
    public void Unpack_ManyMembers_ReadsAll(params int[] pieces)
    {
        const int count = 2000;
        using var file = new MemoryStream();
        for (var i = 0; i < count; i++)
        {
            using var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
            gzip.Write(Encoding.UTF8.GetBytes($"{{\"n\":{i}}}\n"));
        }
        using var unpacked = Recording.Unpack(new DripStream(file.ToArray(), pieces));
        var reader = new RecordReader(unpacked);
        for (var i = 0; i < count; i++)
        {
            Assert.True(reader.TryRead(out var line));
            Assert.Equal($"{{\"n\":{i}}}", Encoding.UTF8.GetString(line.Bytes.Span));
        }
        Assert.False(reader.TryRead(out _));
    }
}
