using System.Text;
using Tidings.Sources;

namespace Tidings.Tests.Sources;

/// <summary>Lines that are taken many at once; what is common to both ways, <see cref="ReadRecords"/> compares.</summary>
public sealed class RecordLinesTests
{
    [Fact]
    public void TryReadLines_LongRecording_IsTakenInBlocksOfAMegabyte()
    {
        var recording = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{{{i}}}{new string(' ', i % 100)}\n"));
        var blocks = 0;
        var records = ReadRecords.OfBlocks(
            new MemoryStream(Encoding.UTF8.GetBytes(recording)), int.MaxValue, onBlock: () => blocks++);
        Assert.Equal(Enumerable.Range(0, 50_000).Select(i => ((long)i + 1, $"{{{i}}}")), records);
        Assert.InRange(blocks, recording.Length >> 20, 2 + (recording.Length >> 19));
    }

    [Fact]
    public void TryReadLines_LineLongerThanABlock_IsARecord()
    {
        var giant = new string('x', 3 << 20);
        Assert.Equal(["{1}", giant, "{2}", "{3}"], ReadRecords.Of($"{{1}}\n{giant}\n{{2}}\n{{3}}"));
    }

    [Fact]
    public void TryReadLines_StreamThatFails_GivesAllWholeLinesBefore()
    {
        var reader = new RecordReader(new FailingStream("{1}\n{2}\n{3"u8.ToArray()));
        var buffer = Array.Empty<byte>();
        Assert.True(reader.TryReadLines(ref buffer, 1, out var first));
        Assert.True(reader.TryReadLines(ref buffer, 10, out var second));
        Assert.Equal((1, 2), (first.LastNumber, second.LastNumber));
        Assert.True(second.TryRead(out var record));
        Assert.Equal("{2}", Encoding.UTF8.GetString(record.Bytes.Span));
        Assert.Throws<InvalidDataException>(() => reader.TryReadLines(ref buffer, 10, out _));
    }

    /// <summary>A packed stream that is damaged at its end.</summary>
    sealed class FailingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, count) is > 0 and var read ? read : throw new InvalidDataException("damaged");
    }
}
