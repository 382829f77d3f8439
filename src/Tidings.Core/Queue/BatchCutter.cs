using Tidings.Configuration;

namespace Tidings.Queue;

/// <summary>
/// Cuts what one source delivers into batches: at <see cref="MaxRecordBytes"/> bytes of records or
/// <see cref="MaxAge"/> after the first record, whichever comes first, and an empty one as a heartbeat where a live
/// source is silent.
/// </summary>
/// <remarks>
/// Numbers are given when a batch is handed to the queue (<see cref="Number"/>), so that what a full queue refuses
/// leaves no hole. Times never run back within a session, whatever the clock does.
/// </remarks>
public sealed class BatchCutter
{
    /// <summary>Bytes of records that end a batch.</summary>
    public const int MaxRecordBytes = 256 << 10;

    /// <summary>How long a record waits for others at most.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a live session says nothing at most.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(5);

    readonly RecordPacker _packer = new();
    readonly string _source;
    readonly string _session;
    readonly long? _listeningSince;
    readonly Func<long, string>? _cursorAt;
    long? _place;
    long _lastCut;
    long _number;

    /// <summary>Begins a session.</summary>
    /// <param name="source">The source's name in the settings.</param>
    /// <param name="session">Unique, ASCII.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="isLive">False for a recording, which says nothing about what was missed.</param>
    /// <param name="cursorAt">Writes a place as a cursor; null where the source cannot be resumed.</param>
    public BatchCutter(string source, string session, long now, bool isLive, Func<long, string>? cursorAt = null)
    {
        (_source, _session, _lastCut, _cursorAt) = (source, session, now, cursorAt);
        _listeningSince = isLive ? now : null;
    }

    /// <summary>
    /// The place behind the last record, or where reading goes on from where none has come yet; null where neither is
    /// known.
    /// </summary>
    public long? Place
    {
        get => _place;
        set => _place = value;
    }

    /// <summary>Records of the batch that is being filled.</summary>
    public int Records => _packer.Records;

    /// <summary>Adds a record; true where the batch is full now.</summary>
    /// <param name="record">Its bytes.</param>
    /// <param name="receivedAt">Unix milliseconds.</param>
    /// <param name="place">The place behind it, from which reading goes on.</param>
    /// <param name="isTooLong">It was too long to keep.</param>
    /// <param name="ordinal">Equal rows of a seed export before it in its file; else 0.</param>
    public bool Add(
        ReadOnlySpan<byte> record, long receivedAt, long place, bool isTooLong = false, int ordinal = 0)
    {
        _packer.Add(record, Math.Max(receivedAt, _lastCut), isTooLong, ordinal);
        _place = place;
        return _packer.RecordBytes >= MaxRecordBytes;
    }

    /// <summary>Whether the batch should be cut: it is full or old, or a heartbeat is due.</summary>
    public bool IsDue(long now) => _packer.Records == 0
        ? _listeningSince is not null && now - _lastCut >= (long)HeartbeatInterval.TotalMilliseconds
        : _packer.RecordBytes >= MaxRecordBytes
            || now - _packer.ReceivedFrom >= (long)MaxAge.TotalMilliseconds
            || now < _packer.ReceivedFrom; // the clock went back

    /// <summary>Cuts the batch, empty or not. It has no number yet.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="ends">Whether the session ends with it.</param>
    /// <param name="gaps">What the source missed, or what became of it.</param>
    public CutBatch Cut(long now, bool ends = false, ValueList<GapNotice>? gaps = null)
    {
        _lastCut = Math.Max(now, _lastCut);
        var from = _packer.Records > 0 ? _packer.ReceivedFrom : _lastCut;
        var header = new BatchHeader
        {
            Id = new(_session, 0),
            Source = _source,
            ReceivedFrom = from,
            ReceivedTo = Math.Max(from, _lastCut),
            Records = _packer.Records,
            RecordBytes = _packer.RecordBytes,
            ListeningSince = _listeningSince,
            EndsSession = ends,
            Gaps = gaps ?? [],
        };
        return new(
            new(header, _packer.Pack()), _place is { } place && _cursorAt is not null ? _cursorAt(place) : null);
    }

    /// <summary>Gives a batch the session's next number, for good once the queue has taken it.</summary>
    public PackedBatch Number(PackedBatch batch) =>
        batch with { Header = batch.Header with { Id = new(_session, ++_number) } };

    /// <summary>Takes a number back: the queue has certainly not taken its batch. The last number comes first.</summary>
    public PackedBatch Unnumber(PackedBatch batch)
    {
        _number--;
        return batch with { Header = batch.Header with { Id = new(_session, 0) } };
    }
}
