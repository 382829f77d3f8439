using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Working;
using Tidings.Queue;
using Tidings.Tests.Commands;

namespace Tidings.Tests.Jobs;

public sealed class WorkJobTests : IDisposable
{
    readonly JobBench _bench = new();

    [Fact]
    public void Run_EachAcknowledgedBatch_IsCommittedInTheStoreByThen()
    {
        using var queue = _bench.OpenQueue();
        queue.Enqueue([.. Enumerable.Range(1, 70).Select(n => _bench.Batch(n, Lines.Status(n, $"#joy {n}")))], []);
        var (acknowledged, unstored) = (0, new List<BatchId>());
        Work(new(queue, batches =>
        {
            acknowledged += batches.Count;
            var stored = long.Parse(
                _bench.Rows("SELECT coalesce(max(stored_through), 0) FROM listen_session")[0],
                System.Globalization.CultureInfo.InvariantCulture);
            unstored.AddRange(batches.Where(id => id.Number > stored));
            if (_bench.Rows("SELECT count(*) FROM post")[0] != $"{stored}")
                unstored.AddRange(batches);
        }));
        Assert.Equal(70, acknowledged);
        Assert.Empty(unstored);
        Assert.Equal(new(), queue.State());
    }

    void Work(WatchedQueue queue)
    {
        using var store = new StoreLink(_bench.Host, _bench.Settings, appliesSettings: true, CancellationToken.None);
        using var turn = new SemaphoreSlim(1);
        using var job = new WorkJob(queue, _bench.Settings, store, turn, TimeProvider.System, _bench.Log)
        {
            EndsWhenEmpty = () => true,
        };
        job.Run(CancellationToken.None);
    }

    public void Dispose() => _bench.Dispose();
}
