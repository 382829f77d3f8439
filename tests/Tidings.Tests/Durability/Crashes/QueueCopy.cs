using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>One batch as it lies in a queue's file.</summary>
sealed record QueuedBatch(string Session, long Number, string Source, long ReceivedFrom, byte[] Payload);

/// <summary>What lies in a queue's file, read without anything of the program.</summary>
sealed class QueueCopy
{
    public QueueCopy(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var batches = connection.CreateCommand();
        batches.CommandText = """
            SELECT session, number, source, received_from, payload.bytes
            FROM batch LEFT JOIN payload USING (n) ORDER BY n
            """;
        using (var row = batches.ExecuteReader())
            while (row.Read())
                Batches.Add(new(
                    row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3),
                    row.IsDBNull(4) ? [] : (byte[])row[4]));
        using var cursors = connection.CreateCommand();
        cursors.CommandText = "SELECT source, value FROM cursor";
        using (var row = cursors.ExecuteReader())
            while (row.Read())
                Cursors[row.GetString(0)] = row.GetString(1);
    }

    public List<QueuedBatch> Batches { get; } = [];

    public Dictionary<string, string> Cursors { get; } = [];

    /// <summary>The records of a batch and when each was received, as its packer's description says.</summary>
    public static IReadOnlyList<(byte[] Record, long ReceivedAt)> Records(QueuedBatch batch)
    {
        var records = new List<(byte[], long)>();
        if (batch.Payload.Length == 0)
            return records;
        var plain = new byte[BinaryPrimitives.ReadInt32LittleEndian(batch.Payload)];
        Assert.True(BrotliDecoder.TryDecompress(batch.Payload.AsSpan(4), plain, out var length));
        Assert.Equal(plain.Length, length);
        for (var at = 0; at < plain.Length;)
        {
            var receivedAt = batch.ReceivedFrom + Number(plain, ref at);
            var shape = Number(plain, ref at);
            if (shape % 2 == 1)
                Number(plain, ref at); // an ordinal
            var bytes = (int)(shape / 2 - 1);
            records.Add((plain[at..(at + bytes)], receivedAt));
            at += bytes;
        }
        return records;
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    static long Number(byte[] bytes, ref int at)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (long)(bytes[at] & 0x7F) << shift;
            if (bytes[at++] < 0x80)
                return value;
        }
    }

    /// <summary>Where a file and its log lie, both are copied.</summary>
    public static void CopyFiles(string from, string to)
    {
        File.Copy(from, to, overwrite: true);
        if (File.Exists(from + "-wal"))
            File.Copy(from + "-wal", to + "-wal", overwrite: true);
    }

    /// <summary>
    /// Cuts the log in the middle of its last frame, as a machine does that loses its power while it writes. SQLite
    /// then passes over the whole transaction. False where there is no log, or where part of it is in the file already:
    /// such a log was whole on the disk before.
    /// </summary>
    public static bool Tear(string path)
    {
        var (log, index) = (path + "-wal", path + "-shm");
        if (!File.Exists(log) || !File.Exists(index))
            return false;
        var (bytes, shared) = (File.ReadAllBytes(log), File.ReadAllBytes(index));
        // the number of frames that are in the file already lies behind the two copies of the index's header
        if (bytes.Length <= 32 || shared.Length < 100 || BitConverter.ToUInt32(shared, 96) != 0)
            return false;
        var page = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8));
        var (at, last) = (32, -1);
        for (; at + 24 + page <= bytes.Length; at += 24 + page)
            if (bytes.AsSpan(at + 8, 8).SequenceEqual(bytes.AsSpan(16, 8))) // this log's, and not an older one's
                last = at;
            else
                break;
        if (last < 0)
            return false;
        using var file = new FileStream(log, FileMode.Open, FileAccess.Write);
        file.SetLength(last + 24 + page / 2);
        return true;
    }

    /// <summary>Puts the log into the file.</summary>
    public static void Checkpoint(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }

    public override string ToString() =>
        new StringBuilder().AppendJoin(", ", Batches.Select(batch => $"{batch.Source} {batch.Session}/{batch.Number}"))
            .Append("; ").AppendJoin(", ", Cursors).ToString();
}
