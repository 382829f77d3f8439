using System.Text;
using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Retaining;
using Tidings.Cli.Jobs.Working;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Storage;
using Tidings.Tests.Commands;

namespace Tidings.Tests.Jobs;

/// <summary>What is left of posts that are deleted after their hour was closed.</summary>
public sealed class DeletedTextTests : IDisposable
{
    const int Posts = 1_000;
    static readonly HourUtc Hour = HourUtc.OfUnixMilliseconds(Lines.Noon.ToUnixTimeMilliseconds());
    readonly JobBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Run_DeletesAfterClosing_CorrectTheHourAndLeaveNoTextInTheFile()
    {
        _bench.Clock.Now = Hour.Next.UnixMilliseconds;
        using var queue = _bench.OpenQueue();
        using var link = new StoreLink(_bench.Host, _bench.Settings, appliesSettings: true, CancellationToken.None);
        queue.Enqueue([Batch(1, Enumerable.Range(1, Posts + 1).Select(n => Lines.Status(n, Text(n), author: n)))], []);
        Work(queue, link);
        link.Session.RollUp.ComputeDirty(null, TestContext.Current.CancellationToken);
        _bench.Clock.Now += 16 * Storage.Some.Minute;
        Assert.Equal([Hour], link.Session.RollUp.CloseHours(new RollupOptions(), null));
        Assert.Equal(["closed|1"], _bench.Rows("SELECT state, coverage FROM hour"));
        Assert.Equal([$"{Posts + 1}|{Posts + 1}"], _bench.Rows("SELECT posts, happy FROM hashtag_hour"));
        Assert.Equal(Posts + 1, Enumerable.Range(1, Posts + 1).Count(IsInTheFile));

        queue.Enqueue([Batch(2, Enumerable.Range(1, Posts).Select(Lines.Delete))], []);
        Work(queue, link);
        link.Session.RollUp.ComputeDirty(null, TestContext.Current.CancellationToken);
        using var turn = new SemaphoreSlim(1);
        var budget = new BudgetKeeper(_bench.Options.Retention, _bench.Clock, _bench.Log);
        Assert.True(new RetentionJob(_bench.Settings, link, turn, budget, "me", _bench.Clock, _bench.Log)
            .TryRound(CancellationToken.None));

        Assert.Equal(["revised|1"], _bench.Rows("SELECT state, coverage FROM hour WHERE coverage IS NOT NULL"));
        Assert.Equal(["1|1"], _bench.Rows("SELECT posts, happy FROM hashtag_hour"));
        Assert.Equal([$"{Posts + 1}"], _bench.Rows("SELECT id - (SELECT min(id) FROM post_key) + 1 FROM post"));
        Assert.True(IsInTheFile(Posts + 1));
        Assert.DoesNotContain(Enumerable.Range(1, Posts), IsInTheFile);
    }

    static string Text(int n) => $"hamster-{n:D5}-sings :) #joy";

    /// <summary>A batch that was heard live, up to now.</summary>
    PackedBatch Batch(long number, IEnumerable<string> records)
    {
        var batch = _bench.Batch(number, [.. records]);
        return batch with { Header = batch.Header with { ListeningSince = Hour.UnixMilliseconds } };
    }

    void Work(IPostQueue queue, StoreLink link)
    {
        using var turn = new SemaphoreSlim(1);
        using var job = new WorkJob(queue, _bench.Settings, link, turn, TimeProvider.System, _bench.Log)
        {
            EndsWhenEmpty = () => true,
        };
        job.Run(CancellationToken.None);
    }

    bool IsInTheFile(int n)
    {
        // the beginning that the text and its key have in common
        var words = Encoding.UTF8.GetBytes($"hamster-{n:D5}-sings");
        return Directory.GetFiles(Path.GetDirectoryName(_bench.PathOf("x"))!, "tidings.db*").Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(words) >= 0;
        });
    }
}
