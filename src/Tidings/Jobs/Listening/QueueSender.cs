using Microsoft.Extensions.Logging;
using Tidings.Cli.Logging;
using Tidings.Configuration;
using Tidings.Faults;
using Tidings.Queue;

namespace Tidings.Cli.Jobs.Listening;

/// <summary>Writes cut batches into the queue, and decides what happens where it is full.</summary>
sealed class QueueSender(
    IPostQueue queue, QueueFullPolicy onFull, Persistence persistence, TimeProvider clock, ILogger log)
{
    /// <summary>Bytes of records in one transaction, about.</summary>
    const long TransactionBytes = 4 << 20;

    /// <summary>How often a loss that goes on is told: it costs space in a queue that has none.</summary>
    static readonly TimeSpan LossInterval = TimeSpan.FromSeconds(5);

    /// <summary>Records dropped since a source's first loss, and how much of it the queue knows.</summary>
    sealed class Loss(BatchCutter cutter, BatchHeader first)
    {
        public readonly BatchCutter Cutter = cutter;
        public readonly BatchHeader First = first;

        /// <summary>Where the records belong: what a source made good is of the time that it had missed.</summary>
        public long From = first.ReceivedFrom;
        public long Until = first.ReceivedTo;
        public string? Cursor;

        /// <summary>What the lost batches had to say besides.</summary>
        public readonly List<GapNotice> Gaps = [];
        public bool IsTold;
        public long ToldAt;
    }

    readonly Dictionary<string, Loss> _losses = new(StringComparer.Ordinal);

    /// <summary>The queue had no space the last time.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Stores what is ready, in order; leaves what has to wait for space.</summary>
    /// <exception cref="QueueException">The queue is damaged, or away while told to stop.</exception>
    public void Send(List<(BatchCutter Cutter, CutBatch Cut)> ready, CancellationToken stop)
    {
        if (onFull == QueueFullPolicy.DropNewest)
            TellOldLosses(ready);
        while (ready.Count > 0)
        {
            if (UntoldBefore(ready[0]) is { } loss)
            {
                Tell(loss, ready);
                continue;
            }
            var count = IsFull ? 1 : Portion(ready);
            if (TrySend(ready, count, stop) == EnqueueOutcome.Stored)
            {
                Stored(ready, count);
                continue;
            }
            if (!IsFull)
            {
                IsFull = true; // from here on one by one, so that the last space is used
                log.QueueFull(onFull == QueueFullPolicy.DropNewest ? "new posts are dropped" : "sources have to wait");
                continue;
            }
            if (onFull == QueueFullPolicy.Backpressure || ready[0].Cut.Batch.Header.IsNotice || IsNumbered(ready[0]))
                return;
            Drop(ready);
        }
    }

    /// <summary>Puts what was lost and is not told yet before everything else.</summary>
    public void TellLosses(List<(BatchCutter Cutter, CutBatch Cut)> ready)
    {
        foreach (var loss in _losses.Values.Where(loss => !loss.IsTold))
            Tell(loss, ready);
    }

    /// <summary>The loss of a session must be told before the session ends: behind its end nothing of it may come.</summary>
    Loss? UntoldBefore((BatchCutter Cutter, CutBatch Cut) next) =>
        next.Cut.Batch.Header.EndsSession && !IsNumbered(next)
        && _losses.TryGetValue(next.Cut.Batch.Header.Source, out var loss) && loss.Cutter == next.Cutter && !loss.IsTold
            ? loss
            : null;

    static bool IsNumbered((BatchCutter Cutter, CutBatch Cut) ready) => ready.Cut.Batch.Header.Id.Number > 0;

    static int Portion(List<(BatchCutter Cutter, CutBatch Cut)> ready)
    {
        var count = 1;
        for (var bytes = ready[0].Cut.Batch.Header.RecordBytes;
             count < ready.Count && bytes < TransactionBytes;
             bytes += ready[count++].Cut.Batch.Header.RecordBytes)
        {
        }
        return count;
    }

    void Stored(List<(BatchCutter Cutter, CutBatch Cut)> ready, int count)
    {
        var hasSpace = ready.Take(count).Any(sent => !sent.Cut.Batch.Header.IsNotice);
        ready.RemoveRange(0, count);
        if (!hasSpace || !IsFull)
            return;
        IsFull = false;
        log.QueueHasSpace();
        foreach (var loss in _losses.Values)
            loss.Cursor = null; // a later one is stored
        TellLosses(ready);
        _losses.Clear();
    }

    /// <summary>
    /// A batch keeps its number where nobody knows whether the queue has it: the same number again is the same batch. It
    /// may have been worked off since, so that a full queue that refuses it does not say that it never had it.
    /// </summary>
    EnqueueOutcome TrySend(List<(BatchCutter Cutter, CutBatch Cut)> ready, int count, CancellationToken stop)
    {
        var unanswered = ready.FindLastIndex(IsNumbered) + 1;
        for (var i = unanswered; i < count; i++)
            ready[i] = ready[i] with { Cut = ready[i].Cut with { Batch = ready[i].Cutter.Number(ready[i].Cut.Batch) } };
        var batches = ready.Take(count).Select(sent => sent.Cut.Batch).ToList();
        var cursors = ready.Take(count).Where(sent => sent.Cut.Cursor is not null)
            .GroupBy(sent => sent.Cut.Batch.Header.Source, StringComparer.Ordinal)
            .Select(group => new SourceCursor(group.Key, group.Last().Cut.Cursor!)).ToList();
        FaultPoints.Reach("listen.before-enqueue");
        var outcome = persistence.Run("queue", () => queue.Enqueue(batches, cursors), stop);
        if (outcome == EnqueueOutcome.Full)
            for (var i = count - 1; i >= unanswered; i--)
                ready[i] = ready[i] with { Cut = ready[i].Cut with { Batch = ready[i].Cutter.Unnumber(ready[i].Cut.Batch) } };
        FaultPoints.Reach("listen.after-enqueue");
        return outcome;
    }

    /// <summary>Lets the first batch go. What ends a session stays, without its records.</summary>
    void Drop(List<(BatchCutter Cutter, CutBatch Cut)> ready)
    {
        var (cutter, cut) = ready[0];
        var header = cut.Batch.Header;
        if (!_losses.TryGetValue(header.Source, out var loss) || loss.Cutter != cutter)
            _losses[header.Source] = loss = new(cutter, header);
        (loss.Until, loss.Cursor, loss.IsTold) = (header.ReceivedTo, cut.Cursor, false);
        // a moment before the outage: its row is filled one day, that of the loss is not
        var from = header.Gaps.Select(gap => gap.From - 1).Append(cut.ReachesBackTo - 1 ?? loss.From).Append(loss.From)
            .Min();
        var isWider = from < loss.From;
        loss.From = from;
        loss.Gaps.AddRange(header.Gaps.Where(gap => gap.Settled is not null));
        ready.RemoveAt(0);
        if (header.EndsSession || isWider || loss.ToldAt == 0)
            Tell(loss, ready, header.EndsSession);
    }

    void TellOldLosses(List<(BatchCutter Cutter, CutBatch Cut)> ready)
    {
        foreach (var loss in _losses.Values)
            if (!loss.IsTold && clock.GetElapsedTime(loss.ToldAt) > LossInterval)
                Tell(loss, ready);
    }

    /// <summary>The stretch is told whole each time: the longest of one beginning counts.</summary>
    void Tell(Loss loss, List<(BatchCutter Cutter, CutBatch Cut)> ready, bool ends = false)
    {
        (loss.IsTold, loss.ToldAt) = (true, clock.GetTimestamp());
        var header = loss.First with
        {
            Records = 0,
            RecordBytes = 0,
            ReceivedFrom = loss.Until,
            ReceivedTo = loss.Until,
            EndsSession = ends,
            Gaps = [.. loss.Gaps, new(loss.From, Math.Max(loss.Until, loss.From + 1), GapReason.Overflow)],
        };
        loss.Gaps.Clear();
        // behind those that have their numbers: where they are lost after all, it must leave no hole
        ready.Insert(ready.FindLastIndex(IsNumbered) + 1, (loss.Cutter, new(new(header, default), loss.Cursor)));
    }
}
