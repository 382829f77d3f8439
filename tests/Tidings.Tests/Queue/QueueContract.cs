using Tidings.Queue;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Queue;

/// <summary>What every queue must do, seen through the program's own interface.</summary>
public abstract class QueueContract : IDisposable
{
    const long Plenty = long.MaxValue;
    readonly List<IPostQueue> _opened = [];

    private protected TemporaryFolder Folder { get; } = new();

    private protected ManualClock Clock { get; } = new();

    /// <summary>Another instance of the same queue, as another process has it.</summary>
    private protected abstract IPostQueue OpenAnother();

    private protected IPostQueue Open()
    {
        _opened.Add(OpenAnother());
        return _opened[^1];
    }

    private protected static IEnumerable<long> Numbers(IEnumerable<PackedBatch> batches) =>
        batches.Select(batch => batch.Header.Id.Number);

    [Fact]
    public void Claim_Nothing_IsEmpty()
    {
        using var queue = Open();
        Assert.Empty(queue.Claim(10, Plenty));
        Assert.Equal(new(), queue.State());
        Assert.Null(queue.CursorOf("stream"));
        Assert.Null(queue.LastSession("stream"));
    }

    [Fact]
    public void Claim_WhatWasEnqueued_ComesBackAsItWas()
    {
        using var queue = Open();
        var full = Some.Batch(2, ends: true);
        full = full with
        {
            Header = full.Header with
            {
                Source = "Straße 🚦",
                ListeningSince = null,
                Gaps = [new(1, 2, GapReason.Overflow), new(-5, long.MaxValue, "a \"reason\"")],
            },
        };
        PackedBatch[] batches = [Some.Heartbeat(1), full];
        Assert.Equal(EnqueueOutcome.Stored, queue.Enqueue(batches, []));
        var claimed = queue.Claim(10, Plenty);
        Assert.Equal(batches.Select(batch => batch.Header), claimed.Select(batch => batch.Header));
        Assert.All(claimed.Zip(batches), pair => Assert.Equal(pair.Second.Payload, pair.First.Payload));
    }

    [Fact]
    public void Claim_Many_OldestFirstAndWithinItsBounds()
    {
        using var queue = Open();
        queue.Enqueue(Some.Batches(9), []); // of 120 bytes each
        Assert.Equal([1, 2, 3], Numbers(queue.Claim(3, Plenty)));
        Assert.Equal([4, 5], Numbers(queue.Claim(9, 240)));
        Assert.Equal([6], Numbers(queue.Claim(9, 239)));
        Assert.Equal([7], Numbers(queue.Claim(9, 0)));
        Assert.Equal([8, 9], Numbers(queue.Claim(9, Plenty)));
        Assert.Empty(queue.Claim(9, Plenty));
    }

    [Fact]
    public void Claim_TwoInstances_NeverGetTheSame()
    {
        using var one = Open();
        using var other = Open();
        one.Enqueue(Some.Batches(40), []);
        var (mine, theirs) = (new List<long>(), new List<long>());
        for (var i = 0; i < 10; i++)
        {
            mine.AddRange(Numbers(one.Claim(3, Plenty)));
            theirs.AddRange(Numbers(other.Claim(2, Plenty)));
        }
        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n), mine.Concat(theirs).Order());
        Assert.NotEmpty(theirs);
    }

    [Fact]
    public void Release_Claimed_AreDeliveredAgainInTheirOldPlace()
    {
        using var one = Open();
        using var other = Open();
        one.Enqueue(Some.Batches(3), []);
        one.Claim(2, Plenty);
        one.Release([new("s1", 1), new("s1", 99)]);
        Assert.Equal([1, 3], Numbers(other.Claim(9, Plenty)));
    }

    [Fact]
    public void Release_ClaimedByAnother_StaysWithIt()
    {
        using var one = Open();
        using var other = Open();
        one.Enqueue(Some.Batches(2), []);
        Assert.Equal(2, one.Claim(9, Plenty).Count);
        other.Release([new("s1", 1)]); // nobody yet
        Assert.Empty(other.Claim(9, Plenty));
        other.Release([new("s1", 1), new("s1", 2)]);
        Assert.Empty(other.Claim(9, Plenty));
        Assert.Equal(2, one.State().Claimed);
    }

    [Fact]
    public void Dispose_WithClaims_OthersGetThem()
    {
        var one = Open();
        using var other = Open();
        one.Enqueue(Some.Batches(3), []);
        Assert.Equal([1, 2], Numbers(one.Claim(2, Plenty)));
        Assert.Equal([3], Numbers(other.Claim(9, Plenty)));
        one.Dispose();
        Assert.Equal([1, 2], Numbers(other.Claim(9, Plenty)));
    }

    [Fact]
    public void Acknowledge_Claimed_AreGoneAlsoAfterwards()
    {
        using (var queue = Open())
        {
            queue.Enqueue(Some.Batches(3), []);
            queue.Claim(2, Plenty);
            queue.Acknowledge([new("s1", 1), new("s1", 2)]);
            queue.Acknowledge([new("s1", 1)]); // twice is once
            Assert.Equal(1, queue.State().Batches);
        }
        using var later = Open();
        Assert.Equal([3], Numbers(later.Claim(9, Plenty)));
    }

    [Fact]
    public void Enqueue_TheSameTwice_IsThereOnce()
    {
        using var queue = Open();
        queue.Enqueue(Some.Batches(2), []);
        var state = queue.State();
        Assert.Equal(EnqueueOutcome.Stored, queue.Enqueue(Some.Batches(2), [new("stream", "a")]));
        Assert.Equal(state, queue.State());
        Assert.Equal([1, 2], Numbers(queue.Claim(9, Plenty)));
        Assert.Equal("a", queue.CursorOf("stream"));
    }

    [Fact]
    public void Enqueue_Cursors_ArePerSourceAndStay()
    {
        using (var queue = Open())
        {
            queue.Enqueue([], [new("stream", "1"), new("other", "ü")]);
            queue.Enqueue(Some.Batches(1), [new("stream", "2")]);
        }
        using var later = Open();
        Assert.Equal("2", later.CursorOf("stream"));
        Assert.Equal("ü", later.CursorOf("other"));
        Assert.Null(later.CursorOf("Stream"));
    }

    [Fact]
    public void LastSession_SeveralSessions_IsTheLatestOfTheSource()
    {
        using var queue = Open();
        queue.Enqueue([Some.Batch(1), Some.Batch(2, ends: true)], []);
        queue.Enqueue([Some.Batch(1, "o1", "other", since: null)], []);
        var ended = new ListenSession
        {
            Name = "s1",
            LastNumber = 2,
            HeardUntil = Some.Hour + 2900,
            IsLive = true,
            IsEnded = true,
        };
        Assert.Equal(ended, queue.LastSession("stream"));
        queue.Enqueue([Some.Batch(3, "s2")], []);
        Assert.Equal(
            ended with { Name = "s2", LastNumber = 3, HeardUntil = Some.Hour + 3900, IsEnded = false },
            queue.LastSession("stream"));
        Assert.False(queue.LastSession("other")!.IsLive);
        queue.Claim(9, Plenty);
        queue.Acknowledge([new("s1", 1), new("s1", 2), new("s2", 3), new("o1", 1)]);
        Assert.Equal("s2", queue.LastSession("stream")!.Name);
        Assert.Equal("o1", queue.LastSession("other")!.Name);
    }

    [Fact]
    public void State_Filled_CountsWhatLiesThere()
    {
        using var queue = Open();
        queue.Enqueue([Some.Batch(5), Some.Heartbeat(6)], []);
        queue.Enqueue([Some.Batch(1, "o1", "other")], []);
        queue.Claim(1, Plenty);
        var state = queue.State();
        Assert.Equal((3, 1, 6), (state.Batches, state.Claimed, state.Records));
        Assert.Equal(Some.Hour + 1000, state.OldestReceivedAt);
        Assert.InRange(state.Bytes, 6 * 40, 3_000);
        queue.Acknowledge([new("s1", 5), new("s1", 6), new("o1", 1)]);
        Assert.Equal(new(), queue.State());
    }

    public virtual void Dispose()
    {
        foreach (var queue in _opened)
            queue.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
