using System.Text;
using Tidings.Sources;

namespace Tidings.Tests.Sources;

/// <summary>Recordings with one record a line, and what is common to all.</summary>
public sealed class RecordReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\n\n\r\n \t\n")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF\r\n")]
    [InlineData("[]")]
    [InlineData("[ \n ]\n")]
    public void TryRead_Nothing_IsNoRecord(string recording) => Assert.Empty(ReadRecords.Of(recording));

    [Theory]
    [InlineData("{1}\n{2}\n{3}\n")]
    [InlineData("{1}\n{2}\n{3}")]
    [InlineData("{1}\r\n{2}\r\n{3}\r\n")]
    [InlineData("\uFEFF{1}\n{2}\n{3}")]
    [InlineData("\n\n{1}\r\n\r\n \n{2}\n\n\n{3}\n\n")]
    [InlineData("  {1}  \n\t{2}\t\n {3} ")]
    public void TryRead_Lines_AreRecords(string recording) => Assert.Equal(["{1}", "{2}", "{3}"], ReadRecords.Of(recording));

    [Fact]
    public void TryRead_AnyLines_AreRecords() =>
        Assert.Equal(["{1}", "nonsense", "{", "}", "[1, 2]", ",", "{2} {3}"], ReadRecords.Of("{1}\nnonsense\n{\n}\n[1, 2]\n,\n{2} {3}"));

    [Fact]
    public void TryRead_BrokenFirstLine_IsNoDocument()
    {
        Assert.Equal(["{\"a\":", "{\"b\":1}", "{\"c\":1}"], ReadRecords.Of("{\"a\":\n{\"b\":1}\n{\"c\":1}\n"));
        Assert.Equal(["{\"a\":\"x", "{\"b\":1}", "{\"c\":1}"], ReadRecords.Of("{\"a\":\"x\n\n{\"b\":1}\n{\"c\":1}\n"));
    }

    [Fact]
    public void TryRead_CutOffLastLine_IsARecord() => Assert.Equal(["{1}", "{\"a"], ReadRecords.Of("{1}\n{\"a"));

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":1")]
    [InlineData("\"a")]
    [InlineData("nonsense")]
    public void TryRead_OneCutOffLine_IsARecord(string recording)
    {
        Assert.Equal([recording], ReadRecords.Of(recording));
        Assert.Equal([recording], ReadRecords.Of($"{recording}\n").Select(r => r.TrimEnd('\n')));
        Assert.Equal([recording], ReadRecords.Of($"{recording}\n\n").Select(r => r.TrimEnd('\n')));
    }

    [Fact]
    public void TryRead_Lines_AreNumbered()
    {
        Assert.Equal([3, 5, 6], ReadRecords.Lines("\n\n{1}\r\n\r\n{2}\n{\"3"));
        Assert.Equal([1, 4], ReadRecords.Lines("\uFEFF{1}\n\n\n{2}"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void TryRead_GiantLine_IsPassedOver(int place)
    {
        var lines = new List<string> { "{\"a\":1}", "{\"b\":2}" };
        lines.Insert(place, $"{{\"text\":\"{new string('x', 20_000_000)}\"}}");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        lines[place] = "too long";

        Assert.Equal(lines.Select((line, i) => (i + 1L, line)), ReadRecords.Of(stream));
    }

    [Fact]
    public void TryRead_OneGiantLine_IsOneRecord()
    {
        Assert.Equal(["too long"], ReadRecords.Of($"{{\"a\":\"{new string('x', 20_000_000)}\"}}"));
        Assert.Equal(["too long"], ReadRecords.Of(new string('x', 40_000_000)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000_000)]
    public void TryRead_Bound_DoesNotDependOnChunks(int size)
    {
        var recording = Encoding.UTF8.GetBytes("{1}\n{234567}\n{2345678}\n{23456789012345678901234567890}\n{2}\n{2345678}");

        Assert.Equal(["{1}", "{234567}", "too long", "too long", "{2}", "too long"], ReadRecords.Of(recording, 8, size).Select(r => r.Text));
    }

    [Fact]
    public void TryRead_GiantSecondLine_DoesNotGrowTheBuffer()
    {
        // A first line that is merely broken makes the reader look at the second one, which never ends.
        using var stream = new EndlessStream("{\"a\":\n"u8.ToArray(), 200_000_000);
        var reader = new RecordReader(stream, 1 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (reader.TryRead(out _))
        {
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void TryRead_FailingStream_TellsTheCaller()
    {
        var reader = new RecordReader(new EndlessStream("{1}\n"u8.ToArray(), -1));

        Assert.Throws<IOException>(() =>
        {
            while (reader.TryRead(out _))
            {
            }
        });
    }

    /// <summary>A head and then that many bytes <c>x</c>; a failure where they are fewer than none.</summary>
    sealed class EndlessStream(byte[] head, long count) : MemoryStream(head)
    {
        long _left = count;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (base.Read(buffer, offset, count) is > 0 and var read)
                return read;
            if (_left < 0)
                throw new IOException("the cable is out");
            count = (int)Math.Min(count, _left);
            buffer.AsSpan(offset, count).Fill((byte)'x');
            _left -= count;
            return count;
        }
    }
}
