using System.Text;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Cuts recordings into records, as text.</summary>
static class ReadRecords
{
    /// <summary>The records of a recording; <c>too long</c> for one that is.</summary>
    public static string[] Of(string recording) => [.. Of(Encoding.UTF8.GetBytes(recording)).Select(r => r.Text)];

    /// <summary>The lines on which the records begin.</summary>
    public static long[] Lines(string recording) => [.. Of(Encoding.UTF8.GetBytes(recording)).Select(r => r.Line)];

    static List<(long Line, string Text)> Of(byte[] recording) => Of(
        () => new MemoryStream(recording), RecordReader.DefaultMaxRecordBytes);

    /// <summary>Cut one by one; lines that are taken many at once and cut later must be the same.</summary>
    static List<(long Line, string Text)> Of(Func<Stream> open, int maxRecordBytes)
    {
        var records = Of(open(), maxRecordBytes);
        foreach (var most in (ReadOnlySpan<int>)[1, 2, int.MaxValue])
            Assert.Equal(records, OfBlocks(open(), most, maxRecordBytes));
        return records;
    }

    /// <summary>The records where as many whole lines as possible are taken at once.</summary>
    public static List<(long Line, string Text)> OfBlocks(
        Stream stream, int most, int maxRecordBytes = RecordReader.DefaultMaxRecordBytes, Action? onBlock = null)
    {
        var reader = new RecordReader(stream, maxRecordBytes);
        var records = new List<(long, string)>();
        var buffer = new byte[16];
        while (true)
        {
            if (reader.TryReadLines(ref buffer, most, out var lines))
            {
                onBlock?.Invoke();
                var before = records.Count;
                while (lines.TryRead(out var record))
                    records.Add(Shown(record));
                Assert.InRange(records.Count - before, 0, most);
            }
            else if (reader.TryRead(out var record))
                records.Add(Shown(record));
            else
                return records;
        }
    }

    public static List<(long Line, string Text)> Of(Stream stream, int maxRecordBytes = RecordReader.DefaultMaxRecordBytes)
    {
        var reader = new RecordReader(stream, maxRecordBytes);
        var records = new List<(long, string)>();
        while (reader.TryRead(out var record))
            records.Add(Shown(record));
        return records;
    }

    static (long Line, string Text) Shown(RecordLine record)
    {
        Assert.True(record.IsTooLong == record.Bytes.IsEmpty, "a record is too long or has bytes");
        return (record.Number, record.IsTooLong ? "too long" : Encoding.Latin1.GetString(record.Bytes.Span));
    }

    /// <summary>The same, in drips.</summary>
    public static List<(long Line, string Text)> Of(byte[] recording, int maxRecordBytes, params int[] sizes) =>
        Of(() => new DripStream(recording, sizes), maxRecordBytes);
}
