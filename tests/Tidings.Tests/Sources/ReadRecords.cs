using System.Text;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Cuts recordings into records, as text.</summary>
static class ReadRecords
{
    /// <summary>The records of a recording; <c>too long</c> for one that is.</summary>
    public static string[] Of(string recording) => [.. Of(new MemoryStream(Encoding.UTF8.GetBytes(recording))).Select(r => r.Text)];

    /// <summary>The lines on which the records begin.</summary>
    public static long[] Lines(string recording) => [.. Of(new MemoryStream(Encoding.UTF8.GetBytes(recording))).Select(r => r.Line)];

    public static List<(long Line, string Text)> Of(Stream stream, int maxRecordBytes = RecordReader.DefaultMaxRecordBytes)
    {
        var reader = new RecordReader(stream, maxRecordBytes);
        var records = new List<(long, string)>();
        while (reader.TryRead(out var record))
        {
            Assert.True(record.IsTooLong == record.Bytes.IsEmpty, "a record is too long or has bytes");
            records.Add((record.Number, record.IsTooLong ? "too long" : Encoding.Latin1.GetString(record.Bytes.Span)));
        }
        return records;
    }

    /// <summary>The same, in drips.</summary>
    public static List<(long Line, string Text)> Of(byte[] recording, int maxRecordBytes, params int[] sizes) =>
        Of(new DripStream(recording, sizes), maxRecordBytes);
}
