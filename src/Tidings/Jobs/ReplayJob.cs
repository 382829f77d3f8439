using System.Collections.Concurrent;
using Tidings.Posts;
using Tidings.Sources;
using Tidings.Storage;
using Tidings.Storage.Sqlite;

namespace Tidings.Cli.Jobs;

/// <summary>
/// Replays recordings: one thread reads, decodes and analyses, another stores; between them at most a few batches, so that memory does not
/// depend on the input.
/// </summary>
sealed class ReplayJob(Settings settings, StoreSession session, TimeProvider clock, int batchSize)
{
    /// <summary>Posts in a batch where nothing else is wanted.</summary>
    public const int DefaultBatchSize = 10_000;

    /// <summary>Bytes of text that end a batch early.</summary>
    const int BatchBytes = 16 << 20;

    /// <summary>Batches in all: one being filled, one being stored, one between.</summary>
    const int Batches = 3;

    /// <summary>How many unusable records are named.</summary>
    const int MalformedNamed = 10;

    readonly BlockingCollection<PostBatch> _filled = new(Batches);
    readonly BlockingCollection<PostBatch> _empty = new(Batches);
    readonly List<MalformedRecord> _malformed = [];
    readonly List<string> _damaged = [];
    CountingStream? _current;
    long _bytesBefore;
    long _unpacked;
    BatchBuilder? _builder;

    /// <summary>How far the reading is; may be asked from another thread.</summary>
    public ReplayProgress ProgressOf(IReadOnlyList<Recording> recordings) => new(
        Interlocked.Read(ref _bytesBefore) + (Volatile.Read(ref _current)?.Count ?? 0),
        recordings.All(recording => recording.Bytes is not null) ? recordings.Sum(recording => recording.Bytes) : null,
        Volatile.Read(ref _builder)?.Counts.Posts ?? 0);

    /// <summary>Runs to the end.</summary>
    /// <exception cref="StoreException">The store refused.</exception>
    public ReplayResult Run(IReadOnlyList<Recording> recordings, Action<string>? onPhase, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var i = 0; i < Batches; i++)
            _empty.Add(new(), cancellationToken);
        var builder = new BatchBuilder(settings.CreateAnalyzer(), session.AuthorKey, settings.Batch);
        _builder = builder;
        var written = Ingest(builder, recordings, cancellationToken);
        written.Irrelevant += builder.Counts.Irrelevant;
        onPhase?.Invoke("computing hours");
        var hours = session.RollUp.ComputeDirty(cancellationToken: cancellationToken);
        return new()
        {
            Counts = builder.Counts,
            Written = written,
            Hours = hours,
            Bytes = _unpacked,
            Elapsed = clock.GetElapsedTime(started),
            Malformed = _malformed,
            Damaged = _damaged,
        };
    }

    WriteResult Ingest(BatchBuilder builder, IReadOnlyList<Recording> recordings, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Factory.StartNew(
            () => Read(builder, recordings, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var written = default(WriteResult);
        try
        {
            using var writer = new SqliteWriter(session.Store, settings.Ingest);
            foreach (var batch in _filled.GetConsumingEnumerable(stop.Token))
            {
                written.Add(writer.Write(batch));
                batch.Clear();
                _empty.Add(batch, stop.Token);
            }
            reading.GetAwaiter().GetResult();
            writer.TrimTombstones();
            return written;
        }
        catch
        {
            stop.Cancel();
            Task.WhenAny(reading).GetAwaiter().GetResult(); // it sees the token; its own failure, if any, was the cause
            if (reading.IsFaulted)
                reading.GetAwaiter().GetResult();
            throw;
        }
    }

    void Read(BatchBuilder builder, IReadOnlyList<Recording> recordings, CancellationToken cancellationToken)
    {
        try
        {
            builder.Batch = _empty.Take(cancellationToken);
            var decoder = new RecordDecoder();
            foreach (var recording in recordings)
            {
                decoder.StartFile();
                ReadOne(builder, decoder, recording, cancellationToken);
            }
            if (builder.Batch.Count > 0 || builder.Batch.EarliestHour is not null)
                _filled.Add(builder.Batch, cancellationToken);
        }
        finally
        {
            _filled.CompleteAdding();
        }
    }

    void ReadOne(BatchBuilder builder, RecordDecoder decoder, Recording recording, CancellationToken cancellationToken)
    {
        using var file = new CountingStream(recording.Open());
        Volatile.Write(ref _current, file);
        using var unpacked = new CountingStream(Recording.Unpack(file));
        var reader = new RecordReader(unpacked);
        builder.ReceivedAt = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var line = 0L;
        builder.OnMalformed = reason =>
        {
            if (_malformed.Count < MalformedNamed)
                _malformed.Add(new(recording.Name, line, reason.Name()));
        };
        try
        {
            while (reader.TryRead(out var record))
            {
                line = record.Number;
                if (record.IsTooLong)
                    builder.Malformed(MalformedReason.TooLong);
                else
                    decoder.Decode(record.Bytes, builder.ReceivedAt, builder);
                if (builder.Batch.Count >= batchSize || builder.Batch.Bytes >= BatchBytes)
                    Pass(builder, cancellationToken);
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            _damaged.Add($"{recording.Name} is damaged behind record {line}: {error.Message}");
        }
        _unpacked += unpacked.Count;
        Volatile.Write(ref _current, null);
        Interlocked.Add(ref _bytesBefore, file.Count);
    }

    void Pass(BatchBuilder builder, CancellationToken cancellationToken)
    {
        _filled.Add(builder.Batch, cancellationToken);
        builder.Batch = _empty.Take(cancellationToken);
    }
}
