using Tidings.Posts;
using Tidings.Queue;

namespace Tidings.Cli.Jobs.Working;

/// <summary>
/// Queue batches on their way through a worker: claimed, analysed, stored in one transaction, acknowledged. Reused.
/// </summary>
sealed class WorkUnit : IDisposable
{
    readonly ManualResetEventSlim _isAnalyzed = new();

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
        Rows.Clear();
    }

    public void Analyze(Analyst analyst)
    {
        try
        {
            foreach (var batch in Batches)
                analyst.Analyze(batch, Rows);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Failure = error;
        }
        _isAnalyzed.Set();
    }

    public void WaitForAnalysis(CancellationToken stop) => _isAnalyzed.Wait(stop);

    public void Dispose() => _isAnalyzed.Dispose();
}
