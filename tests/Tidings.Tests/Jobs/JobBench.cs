using System.Text;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli;
using Tidings.Cli.Jobs;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Storage.Queues;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Jobs;

/// <summary>What a job works with: a folder, a clock that stands, a queue and a store in files.</summary>
sealed class JobBench : IDisposable
{
    public const long Plenty = long.MaxValue;
    readonly TemporaryFolder _folder = new();

    public JobBench()
    {
        Host = new()
        {
            Out = Stream.Null,
            Error = Error,
            In = Stream.Null,
            Clock = Clock,
            Environment = new Dictionary<string, string>(),
            Folder = _folder.Path,
        };
        Persistence = new(Clock, Log);
    }

    public StillClock Clock { get; } = new();

    public StringWriter Error { get; } = new();

    public AppHost Host { get; }

    public NullLogger Log { get; } = NullLogger.Instance;

    public Persistence Persistence { get; }

    public TidingsOptions Options { get; } = new() { Privacy = new() { Key = new("a key for tests, not a secret") } };

    public Settings Settings => new(Options);

    public string PathOf(string name) => _folder.File(name);

    public SqliteQueue OpenQueue(long maxBytes = 1_000_000_000) =>
        SqliteQueue.Open(PathOf("queue.db"), new() { MaxBytes = maxBytes, Clock = Clock });

    /// <summary>The rows of a query on the store, seen by another program; columns by <c>|</c>.</summary>
    public IReadOnlyList<string> Rows(string sql)
    {
        using var connection = Queue.Some.Connect(PathOf("tidings.db"));
        return [.. connection.Query(sql).Select(row =>
            string.Join('|', ((IDictionary<string, object>)row).Values))];
    }

    /// <summary>Changes the store, as another program would.</summary>
    public void Execute(string sql) => Queue.Some.Execute(PathOf("tidings.db"), sql);

    /// <summary>A batch of records as a listener packs them.</summary>
    public PackedBatch Batch(long number, params IReadOnlyList<string> records)
    {
        var packer = new RecordPacker();
        foreach (var record in records)
            packer.Add(Encoding.UTF8.GetBytes(record), Clock.Now);
        return new(
            new()
            {
                Id = new("s1", number),
                Source = "stream",
                ReceivedFrom = Clock.Now,
                ReceivedTo = Clock.Now,
                Records = packer.Records,
                RecordBytes = packer.RecordBytes,
            },
            packer.Pack());
    }

    /// <summary>The records of batches in their order.</summary>
    public static IReadOnlyList<string> RecordsOf(IEnumerable<PackedBatch> batches)
    {
        var (unpacker, records) = (new RecordUnpacker(), new List<string>());
        foreach (var batch in batches)
        {
            unpacker.Open(batch);
            while (unpacker.TryRead(out var record))
                records.Add(Encoding.UTF8.GetString(record.Bytes.Span));
        }
        return records;
    }

    public void Dispose() => _folder.Dispose();
}
