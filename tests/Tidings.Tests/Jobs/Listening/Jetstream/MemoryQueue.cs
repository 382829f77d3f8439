using System.Text;
using Tidings.Queue;

namespace Tidings.Tests.Jobs.Listening.Jetstream;

/// <summary>A queue that keeps everything, for one listener after the other; others may look.</summary>
sealed class MemoryQueue : IPostQueue
{
    readonly Lock _lock = new();
    readonly List<string> _records = [];
    readonly List<GapNotice> _gaps = [];
    readonly RecordUnpacker _unpacker = new();
    string? _cursor;
    ListenSession? _session;
    long _tooLong;

    /// <summary>All records, in their order.</summary>
    public IReadOnlyList<string> Records => Of(() => _records.ToList());

    /// <summary>Records that were too long.</summary>
    public long TooLong => Of(() => _tooLong);

    /// <summary>What the source said of gaps, in its order.</summary>
    public IReadOnlyList<GapNotice> Gaps => Of(() => _gaps.ToList());

    /// <summary>What became of them.</summary>
    public IReadOnlyList<GapNotice> Settled => [.. Gaps.Where(gap => gap.Settled is not null)];

    public string? Cursor
    {
        get => Of(() => _cursor);
        set => _cursor = value;
    }

    /// <summary>As if the last session had been killed.</summary>
    public void Kill() => _session = _session! with { IsEnded = false };

    public EnqueueOutcome Enqueue(IReadOnlyList<PackedBatch> batches, IReadOnlyList<SourceCursor> cursors)
    {
        lock (_lock)
        {
            foreach (var batch in batches)
                Keep(batch);
            foreach (var cursor in cursors)
                _cursor = cursor.Value;
        }
        return EnqueueOutcome.Stored;
    }

    void Keep(PackedBatch batch)
    {
        var header = batch.Header;
        _gaps.AddRange(header.Gaps);
        _session = new()
        {
            Name = header.Id.Session,
            LastNumber = header.Id.Number,
            HeardUntil = header.ReceivedTo,
            IsLive = header.ListeningSince is not null || _session?.Name == header.Id.Session,
            IsEnded = header.EndsSession,
        };
        _unpacker.Open(batch);
        while (_unpacker.TryRead(out var record))
            if (record.IsTooLong)
                _tooLong++;
            else
                _records.Add(Encoding.Latin1.GetString(record.Bytes.Span));
    }

    public string? CursorOf(string source) => Cursor;

    public ListenSession? LastSession(string source) => Of(() => _session);

    public IReadOnlyList<PackedBatch> Claim(int maxBatches, long maxRecordBytes) => [];

    public void Acknowledge(IReadOnlyList<BatchId> batches)
    {
    }

    public void Release(IReadOnlyList<BatchId> batches)
    {
    }

    public void Tell(string? trouble)
    {
    }

    public QueueState State() => new();

    public void Dispose()
    {
    }

    T Of<T>(Func<T> get)
    {
        lock (_lock)
            return get();
    }
}
