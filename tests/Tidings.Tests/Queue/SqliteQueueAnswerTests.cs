using Tidings.Queue;
using Tidings.Storage.Queues;
using Tidings.Tests.Durability.Schedules;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Queue;

/// <summary>What is committed although its caller is told that it is not, and what no bound can hold.</summary>
public sealed class SqliteQueueAnswerTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public void Claim_AnswerLost_DeliversTheSameAgain()
    {
        using var queue = SqliteQueue.Open(_folder.File("q.db"), new() { Clock = new ManualClock() });
        queue.Enqueue(Some.Batches(3), []);
        Assert.Single(queue.Claim(1, 1_000_000)); // this one is in hand and stays there
        var strikes = new FaultStrikes(new());
        strikes.Enter();
        try
        {
            strikes.Arm("queue.after-commit", "lost",
                static _ => throw new QueueException("lost") { IsPassing = true });
            Assert.Throws<QueueException>(() => queue.Claim(1, 1_000_000));
        }
        finally
        {
            FaultStrikes.Leave();
        }
        Assert.Equal([2L, 3L], queue.Claim(5, 1_000_000).Select(batch => batch.Header.Id.Number));
        Assert.Empty(queue.Claim(5, 1_000_000));
    }

    [Fact]
    public void Enqueue_BatchBeyondTheBound_FitsWhereNothingElseLies()
    {
        using var queue = SqliteQueue.Open(_folder.File("q.db"), new() { MaxBytes = 1_000 });
        var batches = Some.Batches(2, recordBytes: 5_000);
        Assert.Equal(EnqueueOutcome.Full, queue.Enqueue(batches, []));
        Assert.Equal(EnqueueOutcome.Stored, queue.Enqueue([batches[0]], []));
        Assert.Equal(EnqueueOutcome.Full, queue.Enqueue([batches[1]], []));
        queue.Acknowledge([batches[0].Header.Id]);
        Assert.Equal(EnqueueOutcome.Stored, queue.Enqueue([batches[1]], []));
    }

    public void Dispose() => _folder.Dispose();
}
