using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tidings.Queue;
using Tidings.Storage.Queues;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Queue;

/// <summary>Prints what the embedded queue carries; runs only where explicit tests are asked for.</summary>
[Trait("Category", "Slow")]
public sealed class SqliteQueueSpeedTests(ITestOutputHelper output) : IDisposable
{
    readonly TemporaryFolder _folder = new();

    /// <summary>Batches of 256 kB of made-up posts in JSON.</summary>
    static List<PackedBatch> Made(int count)
    {
        var batches = new List<PackedBatch>();
        var packer = new RecordPacker();
        for (var number = 1; number <= count; number++)
        {
            for (var i = 0; packer.RecordBytes < 256_000; i++)
                packer.Add(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
                    {"id":"18{{number:D8}}{{i:D9}}","text":"made up words about #tag{{i * 7919 % 997}} and {{i * 31}}",
                    "user":{"id":{{i * 104_729 % 1_000_003}},"followers_count":{{i * 13 % 3001}},"lang":null} }
                    """)), Some.Hour + number * 1000 + i);
            var header = Some.Heartbeat(number).Header with
            {
                Records = packer.Records,
                RecordBytes = packer.RecordBytes,
            };
            batches.Add(new(header, packer.Pack()));
        }
        return batches;
    }

    [Theory(Explicit = true)]
    [InlineData(16)]
    [InlineData(1)]
    public void Throughput_BatchesOf256Kilobytes_IsPrinted(int perTransaction)
    {
        var batches = Made(640);
        var megabytes = batches.Sum(batch => batch.Header.RecordBytes) / 1e6;
        var packed = batches.Sum(batch => (long)batch.Payload.Length) / 1e6;
        output.WriteLine($"{megabytes:N0} MB of records, {packed:N0} MB packed, {perTransaction} a transaction");
        using var queue = SqliteQueue.Open(_folder.File("queue.db"));
        var start = Stopwatch.GetTimestamp();
        foreach (var portion in batches.Chunk(perTransaction))
            queue.Enqueue(portion, [new("stream", "1")]);
        Print("enqueue", megabytes, start);
        start = Stopwatch.GetTimestamp();
        while (queue.Claim(perTransaction, long.MaxValue) is { Count: > 0 } claimed)
            queue.Acknowledge([.. claimed.Select(batch => batch.Header.Id)]);
        Print("claim and acknowledge", megabytes, start);
        start = Stopwatch.GetTimestamp();
        foreach (var portion in batches.Chunk(perTransaction))
        {
            queue.Enqueue(portion, [new("stream", "1")]);
            queue.Acknowledge([.. queue.Claim(perTransaction, long.MaxValue).Select(batch => batch.Header.Id)]);
        }
        Print("all three in turn", megabytes, start);
        Assert.Equal(0, queue.State().Batches);
    }

    void Print(string what, double megabytes, long start) => output.WriteLine(
        $"{what}: {megabytes / Stopwatch.GetElapsedTime(start).TotalSeconds:N0} MB/s of records");

    public void Dispose() => _folder.Dispose();
}
