using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Listening;
using Tidings.Configuration;
using Tidings.Queue;

namespace Tidings.Tests.Jobs.Listening;

/// <summary>What becomes of records that do not get into the queue at once.</summary>
public sealed class ListenJobTests
{
    const int BatchBytes = BatchCutter.MaxRecordBytes; // each record is a batch

    [Fact]
    public void Run_QueueFullWhenTheSourceEnds_WaitsForSpace()
    {
        var queue = new ScriptedQueue(call => call < 4 ? EnqueueOutcome.Full : EnqueueOutcome.Stored);
        Assert.Equal(3, Run(queue, new RepeatingSource(3, 100)));
        Assert.Equal(3, queue.Taken.Sum(batch => batch.Header.Records));
        Assert.True(queue.Taken[^1].Header.EndsSession);
    }

    /// <summary>While the queue is full, the source is held up and the memory does not grow.</summary>
    [Fact]
    public void Run_QueueFull_SourceHasToWait()
    {
        const int count = 400;
        var source = new RepeatingSource(count, BatchBytes);
        var read = 0L;
        var queue = new ScriptedQueue(call =>
        {
            if (call >= 8)
                return EnqueueOutcome.Stored;
            read = source.Given;
            return EnqueueOutcome.Full;
        });
        Run(queue, source);
        Assert.Equal(count, queue.Taken.Sum(batch => batch.Header.Records));
        Assert.InRange(read, 1, 2 * 32 + 2);
    }

    /// <summary>A live session is known before its first record: what dies with it lies in its gap.</summary>
    [Fact]
    public void Run_LiveSource_BeginsInTheQueueBeforeItIsRead()
    {
        var queue = new ScriptedQueue(static _ => EnqueueOutcome.Stored);
        Run(queue, new RepeatingSource(1, 100, isLive: true));
        Assert.Equal([0, 1], queue.Taken.Select(batch => batch.Header.Records));
        Assert.NotNull(queue.Taken[0].Header.ListeningSince);
    }

    /// <summary>A number is given once: its batch may lie in the queue, whatever the answer was.</summary>
    [Fact]
    public void Send_AnswerLostAndThenFull_GivesNoNumberTwice()
    {
        var queue = new ScriptedQueue(static call => call is 1 or 2 or 3 ? EnqueueOutcome.Full : EnqueueOutcome.Stored)
        {
            AnswerLostAt = 0,
        };
        var sender = new QueueSender(queue, QueueFullPolicy.DropNewest, Patience(), TimeProvider.System, NullLogger.Instance);
        var cutter = new BatchCutter("echo", "s", 0, isLive: true);
        var ready = new List<(BatchCutter Cutter, CutBatch Cut)>();
        var once = new CancellationToken(canceled: true);
        for (var i = 0; i < 3; i++)
        {
            cutter.Add(new byte[10 + i], i, i);
            ready.Add((cutter, cutter.Cut(i)));
            try
            {
                sender.Send(ready, once);
            }
            catch (QueueException error) when (error.IsPassing)
            {
            }
        }
        sender.Send(ready, once);
        Assert.Empty(ready);
        var names = queue.Taken.GroupBy(batch => batch.Header.Id).ToList();
        Assert.All(names, batches => Assert.Single(batches.Select(batch => (batch.Header.RecordBytes, batch.Header.IsNotice)).Distinct()));
        Assert.Equal(Enumerable.Range(1, names.Count).Select(number => (long)number), names.Select(name => name.Key.Number).Order());
    }

    static Persistence Patience() => new(TimeProvider.System, NullLogger.Instance);

    static long Run(ScriptedQueue queue, RepeatingSource source)
    {
        using var job = new ListenJob(
            queue, QueueFullPolicy.Backpressure, [source], Patience(), TimeProvider.System, NullLogger.Instance);
        return job.Run(CancellationToken.None);
    }
}
