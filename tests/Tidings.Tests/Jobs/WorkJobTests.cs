using Dapper;
using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Working;
using Tidings.Tests.Commands;

namespace Tidings.Tests.Jobs;

public sealed class WorkJobTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    readonly JobBench _bench = new();

    /// <summary>
    /// The claiming thread acknowledges in each of its rounds what is stored. So storing waits here until some rounds
    /// have gone by, and looks what they did.
    /// </summary>
    [Fact]
    public void Run_WhileABatchIsBeingStored_ItIsNotAcknowledged()
    {
        using var queue = new WatchedQueue(_bench.OpenQueue());
        queue.Enqueue([.. Enumerable.Range(1, 3).Select(n => _bench.Batch(n, Lines.Status(n, $"#joy {n}")))], []);
        using var store = new StoreLink(_bench.Host, _bench.Settings, appliesSettings: true, CancellationToken.None);
        var acknowledged = new List<int>();
        var connection = (Microsoft.Data.Sqlite.SqliteConnection)store.Session.Store.Connection;
        connection.CreateFunction("while_storing", () =>
        {
            var rounds = queue.Claims + 3;
            Assert.True(SpinWait.SpinUntil(() => queue.Claims >= rounds, Limit));
            acknowledged.Add(queue.Acknowledged);
            return 0L;
        });
        connection.Execute("CREATE TEMP TRIGGER watch BEFORE INSERT ON post BEGIN SELECT while_storing(); END");
        using var turn = new SemaphoreSlim(1);
        using var job = new WorkJob(queue, _bench.Settings, store, turn, TimeProvider.System, _bench.Log)
        {
            EndsWhenEmpty = () => true,
        };
        job.Run(CancellationToken.None);
        Assert.Equal([0, 0, 0], acknowledged);
        Assert.Equal(3, queue.Acknowledged);
        Assert.Equal(["3"], _bench.Rows("SELECT count(*) FROM post"));
        Assert.Equal(new(), queue.State());
    }

    public void Dispose() => _bench.Dispose();
}
