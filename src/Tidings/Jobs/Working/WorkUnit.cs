using Tidings.Posts;
using Tidings.Queue;

namespace Tidings.Cli.Jobs.Working;

/// <summary>
/// Queue batches on their way through a worker: claimed, analysed, stored in one transaction, acknowledged. Reused.
/// </summary>
sealed class WorkUnit : IDisposable
{
    readonly ManualResetEventSlim _isAnalyzed = new();
    readonly List<int> _ends = [];

    /// <summary>The batches as they were delivered.</summary>
    public IReadOnlyList<PackedBatch> Batches { get; private set; } = [];

    /// <summary>Their rows.</summary>
    public PostBatch Rows { get; } = new();

    /// <summary>What kept the analysis from its end; the batches are then taken apart.</summary>
    public Exception? Failure { get; private set; }

    public IReadOnlyList<BatchHeader> Headers => [.. Batches.Select(batch => batch.Header)];

    public IReadOnlyList<BatchId> Ids => [.. Batches.Select(batch => batch.Header.Id)];

    public void Start(IReadOnlyList<PackedBatch> batches)
    {
        (Batches, Failure) = (batches, null);
        _isAnalyzed.Reset();
        _ends.Clear();
        Rows.Clear();
    }

    public void Analyze(Analyst analyst)
    {
        try
        {
            foreach (var batch in Batches)
            {
                analyst.Analyze(batch, Rows);
                _ends.Add(Rows.Posts.Length);
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Failure = error;
        }
        _isAnalyzed.Set();
    }

    /// <summary>The batches that were analysed, each with the times of its posts in their order.</summary>
    public IEnumerable<(BatchHeader Header, long[] PostTimes)> Analyzed()
    {
        for (var (i, from) = (0, 0); i < _ends.Count; from = _ends[i++])
            yield return (Batches[i].Header, TimesOf(from, _ends[i]));
    }

    long[] TimesOf(int from, int to)
    {
        var times = new long[to - from];
        for (var i = from; i < to; i++)
            times[i - from] = Rows.Posts[i].PostedAt;
        return times;
    }

    public void WaitForAnalysis(CancellationToken stop) => _isAnalyzed.Wait(stop);

    public void Dispose() => _isAnalyzed.Dispose();
}
