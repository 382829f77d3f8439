using System.Text;
using Tidings.Sources;

namespace Tidings.Tests.Support;

/// <summary>Decodes records written in the test's own text, where <c>'</c> stands for <c>"</c>.</summary>
static class Decoded
{
    /// <summary>The one post in a record; fails where it is anything else.</summary>
    public static FoundPost Post(string record) => Assert.IsType<FoundPost>(Call(record));

    public static FoundDelete Delete(string record) => Assert.IsType<FoundDelete>(Call(record));

    public static MalformedReason Reason(string record) => Assert.IsType<MalformedReason>(Call(record));

    /// <summary>True where a record is counted among the others.</summary>
    public static bool IsOther(string record) => Call(record) is "other";

    /// <summary>What the decoder tells of a record that is one value.</summary>
    public static object Call(string record) => Assert.Single(All(record));

    public static List<object> All(string record) => All(Utf8(record));

    public static List<object> All(ReadOnlyMemory<byte> record)
    {
        var sink = new CollectingSink();
        new RecordDecoder().Decode(record, Some.Now, sink);
        return sink.Calls;
    }

    /// <summary>Cuts a recording into records and decodes them all.</summary>
    public static List<object> Recording(string recording)
    {
        var sink = new CollectingSink();
        Read(new MemoryStream(Utf8(recording)), Some.Now, sink);
        return sink.Calls;
    }

    /// <summary>Reads a recording to its end; returns how many records were too long.</summary>
    public static int Read(Stream recording, long receivedAt, IRecordSink sink)
    {
        var decoder = new RecordDecoder();
        var reader = new RecordReader(recording);
        var tooLong = 0;
        while (reader.TryRead(out var record))
        {
            if (record.IsTooLong)
                tooLong++;
            else
                decoder.Decode(record.Bytes, receivedAt, sink);
        }
        return tooLong;
    }

    /// <summary>UTF-8 of a record written with <c>'</c> for <c>"</c>.</summary>
    public static byte[] Utf8(string record) => Encoding.UTF8.GetBytes(record.Replace('\'', '"'));
}
