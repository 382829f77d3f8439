using Tidings.Posts;
using Tidings.Queue;
using Tidings.Sources;

namespace Tidings.Cli.Jobs.Working;

/// <summary>Turns the records of queue batches into rows. One serves one thread.</summary>
sealed class Analyst
{
    readonly BatchBuilder _builder;
    readonly RecordDecoder _decoder = new();
    readonly RecordUnpacker _unpacker = new();
    readonly SeedRowIds _rowIds = new();

    public Analyst(Settings settings, AuthorKey authorKey)
    {
        _builder = new(settings.CreateAnalyzer(), authorKey, settings.Batch);
        _decoder.StartFile(_rowIds);
    }

    /// <summary>What was found in the records so far.</summary>
    public IngestCounts Counts => _builder.Counts;

    /// <summary>Adds a batch's records to the rows.</summary>
    /// <param name="batch">As the queue delivered it.</param>
    /// <param name="target">Takes the rows.</param>
    /// <param name="from">The first record that is wanted, from 0.</param>
    /// <param name="to">Behind the last one.</param>
    /// <param name="onRecord">Told of each record before it is decoded.</param>
    /// <exception cref="InvalidDataException">The batch is damaged, although its checksum is right.</exception>
    public void Analyze(
        PackedBatch batch, PostBatch target, int from = 0, int to = int.MaxValue,
        Action<PackedRecord>? onRecord = null)
    {
        _builder.Batch = target;
        _unpacker.Open(batch);
        for (var i = 0; i < to && _unpacker.TryRead(out var record); i++)
        {
            if (i < from)
                continue;
            onRecord?.Invoke(record);
            Decode(record);
        }
    }

    void Decode(in PackedRecord record)
    {
        _builder.ReceivedAt = record.ReceivedAt;
        if (record.IsTooLong)
        {
            _builder.Malformed(MalformedReason.TooLong);
            return;
        }
        _rowIds.Restart(record.Ordinal);
        _decoder.Decode(record.Bytes, record.ReceivedAt, _builder);
    }
}
