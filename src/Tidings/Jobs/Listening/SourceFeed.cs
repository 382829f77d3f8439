using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Tidings.Configuration;
using Tidings.Faults;
using Tidings.Queue;

namespace Tidings.Cli.Jobs.Listening;

/// <summary>
/// Between the thread that reads a source and the one that writes the queue: cuts batches, holds a few of them, and lets
/// the reader wait where they do not get away.
/// </summary>
sealed class SourceFeed : IDisposable
{
    /// <summary>Cut batches that wait for the queue at most: 8 MB of records.</summary>
    const int MaxWaiting = 32;

    readonly Lock _lock = new();
    readonly Queue<(BatchCutter Cutter, CutBatch Cut)> _waiting = new();
    readonly ManualResetEventSlim _hasSpace = new(true);
    readonly TimeProvider _clock;
    readonly Action _onFull;
    readonly IPostSource _source;
    readonly List<GapNotice> _settled = [];
    BatchCutter _cutter;
    GapNotice? _missing;
    long? _reachesBackTo;
    long _records;

    /// <param name="source">The source.</param>
    /// <param name="clock">Gives the receive times.</param>
    /// <param name="onFull">Called when a batch is full, to wake the writer.</param>
    public SourceFeed(IPostSource source, TimeProvider clock, Action onFull)
    {
        (_source, _clock, _onFull) = (source, clock, onFull);
        BeginSession();
    }

    /// <summary>Records taken so far.</summary>
    public long Records => Interlocked.Read(ref _records);

    /// <summary>Takes a record; waits while too many batches wait.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop while it waited.</exception>
    public void Add(
        ReadOnlySpan<byte> record, long place, CancellationToken stop, bool isTooLong = false, int ordinal = 0)
    {
        _hasSpace.Wait(stop);
        FaultPoints.Reach("listen.read");
        Interlocked.Increment(ref _records);
        var now = Now();
        lock (_lock)
        {
            if (!_cutter.Add(record, now, place, isTooLong, ordinal))
                return;
            Cut(now, ends: false);
        }
        _onFull();
    }

    /// <summary>Says where reading goes on, so that the cursor is kept up also before the first record.</summary>
    public void ResumeAt(long place)
    {
        lock (_lock)
            _cutter.Place = place;
    }

    /// <summary>
    /// Says since when the records that come now may have been sent, so that what a full queue drops of them is missing
    /// there; null where they are new.
    /// </summary>
    public void ReachBackTo(long? from)
    {
        lock (_lock)
            _reachesBackTo = from;
    }

    /// <summary>
    /// From an instant on the source is missing what is posted. Each batch says so, up to the time of its cut, until
    /// <see cref="Heard"/> or <see cref="Settle"/>. What a recording misses nobody asks for.
    /// </summary>
    /// <param name="from">When it was heard last, unix milliseconds.</param>
    /// <param name="reason">One of <see cref="GapReason"/>.</param>
    public void Missing(long from, string reason)
    {
        if (!_source.IsLive)
            return;
        lock (_lock)
        {
            _missing ??= new(from, from + 1, reason);
            Cut(Now(), ends: false);
        }
        _onFull();
    }

    /// <summary>The source is heard again, and has nothing of what it missed: the gap ends here.</summary>
    /// <param name="at">Unix milliseconds.</param>
    public void Heard(long at)
    {
        lock (_lock)
        {
            if (_missing is not { } missing)
                return;
            _missing = null;
            _settled.Add(missing with { To = Math.Max(at, missing.From + 1) });
            Cut(Now(), ends: false);
        }
        _onFull();
    }

    /// <summary>
    /// The source has delivered all that it still had of what it missed, and is heard: says what became of it, with or
    /// behind the records themselves.
    /// </summary>
    public void Settle(IReadOnlyList<GapNotice> settled)
    {
        if (!_source.IsLive)
            return;
        lock (_lock)
        {
            _missing = null;
            _settled.AddRange(settled);
            Cut(Now(), ends: false);
        }
        _onFull();
    }

    /// <summary>Takes the cut batches away; cuts what is due.</summary>
    public void TakeTo(List<(BatchCutter Cutter, CutBatch Cut)> target)
    {
        lock (_lock)
        {
            var now = Now();
            if (_cutter.IsDue(now))
                Cut(now, ends: false);
            while (_waiting.TryDequeue(out var waiting))
                target.Add(waiting);
            _hasSpace.Set();
        }
    }

    /// <summary>Ends the session; another begins where <paramref name="goesOn"/>.</summary>
    /// <param name="goesOn">Whether listening goes on.</param>
    /// <param name="at">When it ended, unix milliseconds; null for now.</param>
    public void EndSession(bool goesOn, long? at = null)
    {
        lock (_lock)
        {
            Cut(at ?? Now(), ends: true);
            if (goesOn)
                BeginSession();
        }
    }

    /// <summary>
    /// A live session says that it begins before it takes a record: what it takes and loses by dying lies in its gap.
    /// </summary>
    [MemberNotNull(nameof(_cutter))]
    void BeginSession()
    {
        var place = _cutter?.Place;
        _cutter = NewSession();
        _cutter.Place = place;
        if (_source.IsLive)
            Cut(Now(), ends: false);
    }

    void Cut(long now, bool ends)
    {
        ValueList<GapNotice> gaps = [];
        if (_settled.Count > 0 || _missing is not null)
        {
            gaps = _missing is { } missing
                ? [.. _settled, missing with { To = Math.Max(now, missing.From + 1) }]
                : [.. _settled];
            _settled.Clear();
        }
        _waiting.Enqueue((_cutter, _cutter.Cut(now, ends, gaps) with { ReachesBackTo = _reachesBackTo }));
        if (_waiting.Count >= MaxWaiting)
            _hasSpace.Reset();
    }

    /// <summary>The name begins with the time, so that sessions read in their order.</summary>
    BatchCutter NewSession() => new(
        _source.Name, $"{Now():x}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}", Now(),
        _source.IsLive, _source.HasCursor ? _source.CursorAt : null);

    public void Dispose() => _hasSpace.Dispose();

    long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}
