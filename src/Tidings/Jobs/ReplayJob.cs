using System.Collections.Concurrent;
using Tidings.Posts;
using Tidings.Sources;
using Tidings.Storage;

namespace Tidings.Cli.Jobs;

/// <summary>
/// Replays recordings: workers read them in turn, in chunks of records, and decode and analyse each its own, while it
/// still lies in the processor's cache; one thread gathers the chunks in the order of the recording, so that counts do
/// not depend on chance, and the calling thread stores what was gathered. Between them are a few chunks and
/// <see cref="Units"/> units, no more: while the database works on one, the next is made ready.
/// </summary>
sealed class ReplayJob : IDisposable
{
    /// <summary>
    /// Records in a transaction where nothing else is wanted. Of posts fewer go into one, see <see cref="UnitBytes"/>;
    /// deletes are small.
    /// </summary>
    public const int DefaultBatchSize = 100_000;

    /// <summary>
    /// Bytes of texts that end a unit, which is one transaction, early; the first ones are smaller, so that the database
    /// has something to do soon.
    /// </summary>
    const int UnitBytes = 5 << 20;

    const int FirstUnitBytes = UnitBytes / 8;

    /// <summary>
    /// One being stored, one being gathered, and two more: the first ones are small, and the database takes longest for
    /// them, because it makes partitions.
    /// </summary>
    const int Units = 4;

    /// <summary>How many unusable records are named.</summary>
    const int MalformedNamed = 10;

    readonly Settings _settings;
    readonly StoreSession _session;
    readonly TimeProvider _clock;
    readonly int _batchSize;
    readonly DecoderOptions? _decoder;
    readonly int _workers = Math.Clamp(Environment.ProcessorCount, 1, 4);
    readonly BlockingCollection<ReplayChunk> _empty = [];
    readonly BlockingCollection<ReplayChunk> _inOrder = [];
    readonly BlockingCollection<PostBatch> _freeUnits = [];
    readonly BlockingCollection<PostBatch> _units = [];
    readonly List<ReplayChunk> _chunks = [];
    readonly List<MalformedRecord> _malformed = [];
    readonly IngestCounts _counts = new();
    readonly Lock _reading = new();
    ReplayReader? _reader;
    long _posts;

    public ReplayJob(
        Settings settings, StoreSession session, TimeProvider clock, int batchSize, DecoderOptions? decoder = null)
    {
        (_settings, _session, _clock, _batchSize, _decoder) = (settings, session, clock, batchSize, decoder);
        for (var i = 0; i < 2 * _workers + 2; i++) // one being filled, one being gathered, two for each worker
        {
            _chunks.Add(new());
            _empty.Add(_chunks[i]);
        }
        for (var i = 0; i < Units; i++)
            _freeUnits.Add(new());
    }

    /// <summary>How far the replay is; may be asked from another thread.</summary>
    public ReplayProgress ProgressOf(IReadOnlyList<Recording> recordings) => new(
        Volatile.Read(ref _reader)?.Bytes ?? 0,
        recordings.All(recording => recording.Bytes is not null) ? recordings.Sum(recording => recording.Bytes) : null,
        Interlocked.Read(ref _posts));

    /// <summary>Runs to the end.</summary>
    /// <exception cref="StoreException">The store refused.</exception>
    public ReplayResult Run(
        IReadOnlyList<Recording> recordings, Action<string>? onPhase, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        using var reader = new ReplayReader(recordings, _batchSize);
        Volatile.Write(ref _reader, reader);
        var written = Ingest(reader, cancellationToken);
        written.Irrelevant += _counts.Irrelevant;
        onPhase?.Invoke("computing hours");
        var hours = _session.ComputeHours(progress: null, cancellationToken);
        return new()
        {
            Counts = _counts,
            Written = written,
            Hours = hours,
            Bytes = reader.Unpacked,
            Elapsed = _clock.GetElapsedTime(started),
            Malformed = _malformed,
            Damaged = reader.Damaged,
        };
    }

    WriteResult Ingest(ReplayReader reader, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receivedAt = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        using var writer = _session.Store.CreateWriter(_settings.Ingest);
        List<Task> tasks = [Start(() => Gather(writer, stop))];
        for (var i = 0; i < _workers; i++)
            tasks.Add(Start(() => Work(reader, receivedAt, stop)));
        try
        {
            return Store(writer, Task.WhenAll(tasks), stop.Token);
        }
        catch
        {
            stop.Cancel(); // the others stop at their next chunk
            Task.WhenAll(tasks).ContinueWith(static _ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
            if (tasks.Find(static task => task.Exception?.InnerException is not (null or OperationCanceledException)) is
                { Exception.InnerException: { } failure })
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            throw;
        }
    }

    static Task Start(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    WriteResult Store(IPostWriter writer, Task others, CancellationToken cancellationToken)
    {
        var written = default(WriteResult);
        foreach (var unit in _units.GetConsumingEnumerable(cancellationToken))
        {
            written.Add(writer.Write(unit, []));
            unit.Clear();
            _freeUnits.Add(unit, cancellationToken);
        }
        others.GetAwaiter().GetResult(); // the units end where another thread failed, too
        writer.TrimTombstones();
        return written;
    }

    /// <summary>Chunks hold few rows where records are long: a transaction takes several.</summary>
    void Gather(IPostWriter writer, CancellationTokenSource stop)
    {
        var cancellationToken = stop.Token;
        try
        {
            var unit = _freeUnits.Take(cancellationToken);
            var most = FirstUnitBytes;
            foreach (var chunk in _inOrder.GetConsumingEnumerable(cancellationToken))
            {
                chunk.Wait(cancellationToken);
                if (chunk.Failure is { } failure)
                    System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
                unit.Add(chunk.Batch);
                _malformed.AddRange(chunk.Malformed.Take(MalformedNamed - _malformed.Count));
                _empty.Add(chunk, cancellationToken);
                if (unit.Count < _batchSize && unit.Bytes < most)
                    continue;
                most = Math.Min(2 * most, UnitBytes);
                writer.Prepare(unit);
                _units.Add(unit, cancellationToken);
                unit = _freeUnits.Take(cancellationToken);
            }
            writer.Prepare(unit);
            _units.Add(unit, cancellationToken);
        }
        catch
        {
            stop.Cancel(); // the workers wait for chunks that nobody gives back
            throw;
        }
        finally
        {
            _units.CompleteAdding();
        }
    }

    void Work(ReplayReader reader, long receivedAt, CancellationTokenSource stop)
    {
        BackgroundThread.GiveWay();
        var builder = CreateBuilder(receivedAt, stop);
        var decoder = new RecordDecoder(_decoder);
        while (Next(reader, stop.Token) is { } chunk)
        {
            try
            {
                Decode(chunk, builder, decoder);
            }
            catch (Exception error) // our own fault: the writer's thread throws it on
            {
                chunk.Failure = error;
            }
            chunk.Finish();
        }
        lock (_counts)
            _counts.Add(builder.Counts);
    }

    BatchBuilder CreateBuilder(long receivedAt, CancellationTokenSource stop)
    {
        try
        {
            return new(_settings.CreateAnalyzer(), _session.AuthorKey.Copy(), _settings.Batch)
            {
                ReceivedAt = receivedAt,
            };
        }
        catch
        {
            stop.Cancel(); // where no worker begins, nobody would end the chunks
            throw;
        }
    }

    /// <summary>Reads a chunk, which is the next one in order; null at the end.</summary>
    ReplayChunk? Next(ReplayReader reader, CancellationToken cancellationToken)
    {
        var chunk = _empty.Take(cancellationToken);
        lock (_reading)
        {
            var isFilled = false;
            try
            {
                isFilled = !_inOrder.IsAddingCompleted && reader.TryFill(chunk);
                if (isFilled)
                    _inOrder.Add(chunk, cancellationToken);
            }
            finally
            {
                if (!isFilled)
                    _inOrder.CompleteAdding(); // also for the other workers
            }
            if (isFilled)
                return chunk;
        }
        _empty.Add(chunk, cancellationToken);
        return null;
    }

    void Decode(ReplayChunk chunk, BatchBuilder builder, RecordDecoder decoder)
    {
        var line = 0L;
        var before = builder.Counts.Posts;
        builder.Batch = chunk.Batch;
        builder.OnMalformed = reason =>
        {
            if (chunk.Malformed.Count < MalformedNamed)
                chunk.Malformed.Add(new(chunk.File, line, reason.Name()));
        };
        decoder.StartFile(chunk.SeedIds);
        while (chunk.TryRead(out var record))
        {
            line = record.Number;
            if (record.IsTooLong)
                builder.Malformed(MalformedReason.TooLong);
            else
                decoder.Decode(record.Bytes, builder.ReceivedAt, builder);
        }
        Interlocked.Add(ref _posts, builder.Counts.Posts - before);
    }

    public void Dispose()
    {
        _empty.Dispose();
        _inOrder.Dispose();
        _freeUnits.Dispose();
        _units.Dispose();
        _chunks.ForEach(chunk => chunk.Dispose());
    }
}
