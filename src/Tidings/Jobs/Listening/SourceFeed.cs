using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
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
    BatchCutter _cutter;
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
    public void EndSession(bool goesOn)
    {
        lock (_lock)
        {
            Cut(Now(), ends: true);
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
        _cutter = NewSession();
        if (_source.IsLive)
            Cut(Now(), ends: false);
    }

    void Cut(long now, bool ends)
    {
        _waiting.Enqueue((_cutter, _cutter.Cut(now, ends)));
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
