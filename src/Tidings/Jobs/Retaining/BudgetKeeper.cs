using Microsoft.Extensions.Logging;
using Tidings.Cli.Jobs.Working;
using Tidings.Cli.Logging;
using Tidings.Configuration;
using Tidings.Retention;

namespace Tidings.Cli.Jobs.Retaining;

/// <summary>
/// Keeps a store within <c>retention.maxRows</c> and <c>retention.maxBytes</c>: watches how full it is, warns, seals
/// ahead, and has the posts of the oldest hours removed. The jobs of a process share one.
/// </summary>
sealed class BudgetKeeper(RetentionOptions options, TimeProvider clock, ILogger log)
{
    /// <summary>A unit of work takes this share of the budget at most, one batch apart.</summary>
    const int UnitShare = 20;

    /// <summary>How long a measured size in bytes is trusted: asking a server costs it something.</summary>
    static readonly TimeSpan BytesTrust = TimeSpan.FromSeconds(30);

    /// <summary>A recording of which nothing was read for so long is given up.</summary>
    static readonly TimeSpan RecordingTrust = TimeSpan.FromHours(1);

    /// <summary>After looking for hours to seal in vain.</summary>
    static readonly TimeSpan SealPause = TimeSpan.FromSeconds(2);

    readonly Budget _maxRows = new(options.MaxRows);
    readonly Budget _maxBytes = new(options.MaxBytes);
    readonly FillGauge _rows = new(new(options.MaxRows));
    readonly BudgetAlarm _rowsAlarm = new();
    readonly BudgetAlarm _bytesAlarm = new();
    readonly HoursInUse _inUse = new();
    readonly HashSet<string> _recordings = new(StringComparer.Ordinal); // that this process has stored of
    readonly Lock _lock = new();
    readonly long _started = clock.GetTimestamp();
    TimeSpan? _bytesAt;
    TimeSpan? _sealedAt;
    TimeSpan? _storedAt;
    long _sealedAhead;
    bool _areOthersReading;
    bool _isExceeded;

    /// <summary>True where there is a bound.</summary>
    public bool IsSet => _maxRows.IsSet || _maxBytes.IsSet;

    /// <summary>The records that one transaction of the worker takes at most, one batch apart.</summary>
    public long UnitRecords => _maxRows.IsSet ? Math.Max(1, options.MaxRows / UnitShare) : long.MaxValue;

    TimeSpan Now => clock.GetElapsedTime(_started);

    /// <summary>True where nothing was stored for this long.</summary>
    public bool IsIdleFor(TimeSpan time)
    {
        lock (_lock)
            return _storedAt is not { } at || Now - at >= time;
    }

    /// <summary>Notes what a worker is about to store, before it asks for room.</summary>
    public void Saw(WorkUnit unit)
    {
        if (!IsSet)
            return;
        lock (_lock)
            foreach (var (header, times) in unit.Analyzed())
            {
                _inUse.Coming(times);
                if (header.ListeningSince is null) // of what is heard live the state of the hour tells
                {
                    _recordings.Add(header.Id.Session);
                    _inUse.Saw(header.Id.Session, times);
                }
                if (header.EndsSession)
                    _inUse.Ended(header.Id.Session);
            }
    }

    /// <summary>Notes what a worker has stored.</summary>
    public void Stored(long kept)
    {
        lock (_lock)
        {
            _rows.Added(kept);
            _inUse.Stored();
            _storedAt = Now;
        }
    }

    /// <summary>
    /// Whether posts are still coming for an hour. Where another process stores a recording of which this one knows
    /// nothing, they may be coming for any.
    /// </summary>
    public HourUse UseOf(HourUtc hour)
    {
        lock (_lock)
            return _inUse.UseOf(hour) is var use && use == HourUse.None && _areOthersReading ? HourUse.Ahead : use;
    }

    void LookForOthers(PostRemover remover)
    {
        var open = remover.Space.OpenRecordings((clock.GetUtcNow() - RecordingTrust).ToUnixTimeMilliseconds());
        lock (_lock)
        {
            _areOthersReading = !_recordings.IsSupersetOf(open);
            if (_recordings.Count > HoursInUse.MaxSessions) // most of them have ended
                _recordings.IntersectWith(open);
        }
    }

    /// <summary>
    /// Does what the budget asks for: warns, seals ahead, removes. What is in open hours stays, whatever the budget.
    /// </summary>
    /// <param name="remover">Works on the store.</param>
    /// <param name="coming">Rows that are about to be stored.</param>
    /// <param name="isExact">Whether to count even where the last count may be trusted.</param>
    /// <param name="stop">Ends it between two steps.</param>
    /// <exception cref="Storage.StoreException">The database refused.</exception>
    public void Keep(PostRemover remover, long coming, bool isExact, CancellationToken stop)
    {
        if (_maxRows.IsSet)
            KeepRows(remover, coming, isExact, stop);
        if (_maxBytes.IsSet && (isExact || _bytesAt is not { } at || Now - at >= BytesTrust))
            KeepBytes(remover, stop);
    }

    void KeepRows(PostRemover remover, long coming, bool isExact, CancellationToken stop)
    {
        if (isExact || MustCount(coming))
            Count(remover);
        var used = Used;
        var plan = _maxRows.Plan(used, coming);
        Warn(_rowsAlarm, plan.Level, "retention.maxRows", used + coming, options.MaxRows, "rows");
        if (plan.Seal > 0)
            LookForOthers(remover);
        if (plan.Remove == 0)
        {
            SealAhead(remover, plan.Seal, stop);
            _isExceeded = false;
            return;
        }
        var removed = remover.RemoveOldest(plan.Remove, HourUse.None, stop);
        // An hour that a recording has not come to yet is as good as open: counts before bounds.
        if (removed > 0)
            (_sealedAhead, _sealedAt) = (0, null);
        Count(remover); // another process may have removed what this one meant to
        WarnExceeded(Used + coming > options.MaxRows, "retention.maxRows", options.MaxRows);
    }

    void KeepBytes(PostRemover remover, CancellationToken stop)
    {
        var used = remover.Space.UsedBytes();
        if (_maxBytes.LevelOf(used) == BudgetLevel.Remove)
        {
            remover.Space.GiveBack(mayBlock: false, stop); // a long log counts too
            used = remover.Space.UsedBytes();
        }
        _bytesAt = Now;
        var plan = _maxBytes.Plan(used, 0);
        Warn(_bytesAlarm, plan.Level, "retention.maxBytes", used, options.MaxBytes, "bytes");
        if (plan.Seal == 0)
            return;
        LookForOthers(remover);
        Count(remover);
        var rows = Used;
        if (plan.Remove == 0)
        {
            SealAhead(remover, RowsOf(plan.Seal, rows, used), stop);
            return;
        }
        var removed = remover.RemoveOldest(RowsOf(plan.Remove, rows, used), HourUse.None, stop);
        if (removed > 0)
        {
            Count(remover);
            (_sealedAhead, _sealedAt) = (0, null);
        }
        WarnExceeded(removed == 0 && used > options.MaxBytes, "retention.maxBytes", options.MaxBytes);
    }

    /// <summary>The rows that take up so many bytes.</summary>
    static long RowsOf(long bytes, long rows, long used) =>
        Math.Max(1, (long)((Int128)bytes * rows / Math.Max(used, 1)));

    void SealAhead(PostRemover remover, long rows, CancellationToken stop)
    {
        if (rows == 0 || _sealedAhead >= rows || (_sealedAt is { } at && Now - at < SealPause))
            return;
        _sealedAhead = remover.SealAhead(rows, stop);
        _sealedAt = Now;
    }

    long Used
    {
        get
        {
            lock (_lock)
                return _rows.Used;
        }
    }

    bool MustCount(long coming)
    {
        lock (_lock)
            return _rows.MustCount(coming, Now);
    }

    void Count(PostRemover remover)
    {
        var rows = remover.CountPosts();
        lock (_lock)
            _rows.Counted(rows, Now);
    }

    void Warn(BudgetAlarm alarm, BudgetLevel level, string setting, long used, long max, string what)
    {
        IReadOnlyList<BudgetLevel> levels;
        lock (_lock)
            levels = alarm.Observe(level, Now);
        foreach (var told in levels)
            log.BudgetUsed(setting, (int)told, used, max, what);
    }

    void WarnExceeded(bool isExceeded, string setting, long max)
    {
        if (isExceeded && !_isExceeded)
            log.BudgetExceeded(setting, max);
        _isExceeded = isExceeded;
    }
}
