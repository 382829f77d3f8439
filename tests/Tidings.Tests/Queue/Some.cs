using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Tidings.Queue;

namespace Tidings.Tests.Queue;

/// <summary>Makes batches of made-up records.</summary>
static class Some
{
    /// <summary>2026-05-01T13:00Z, unix milliseconds.</summary>
    public const long Hour = 1_777_640_400_000;

    static readonly RecordPacker Idle = new();

    /// <summary>A batch of a second: number n is received in second n of the hour.</summary>
    public static PackedBatch Batch(
        long number, string session = "s1", string source = "stream", int records = 3, int recordBytes = 40,
        bool ends = false, long? since = Hour)
    {
        var packer = records == 0 ? Idle : new();
        var from = Hour + number * 1000;
        var random = new Random((int)number);
        for (var i = 0; i < records; i++)
            packer.Add(Record(number, i, recordBytes, random), from + i);
        var bytes = packer.RecordBytes;
        return new(
            new()
            {
                Id = new(session, number),
                Source = source,
                ReceivedFrom = from,
                ReceivedTo = from + 900,
                Records = records,
                RecordBytes = bytes,
                ListeningSince = since,
                EndsSession = ends,
            },
            packer.Pack());
    }

    /// <summary>A batch without records, of the same second.</summary>
    public static PackedBatch Heartbeat(long number, string session = "s1", params GapNotice[] gaps)
    {
        var batch = Batch(number, session, records: 0);
        return batch with { Header = batch.Header with { ReceivedFrom = batch.Header.ReceivedTo, Gaps = [.. gaps] } };
    }

    public static IReadOnlyList<PackedBatch> Batches(int count, int recordBytes = 40) =>
        [.. Enumerable.Range(1, count).Select(number => Batch(number, recordBytes: recordBytes))];

    /// <summary>A record that packs badly, so that lengths in the file can be told.</summary>
    static byte[] Record(long number, int i, int length, Random random)
    {
        var record = new byte[length];
        random.NextBytes(record);
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}/{i}:")).CopyTo(record, 0);
        return record;
    }

    /// <summary>A connection of another program to a queue's file.</summary>
    public static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    public static int Execute(string path, string sql)
    {
        using var connection = Connect(path);
        return connection.Execute(sql);
    }
}
