namespace Tidings.Storage.Queues;

/// <summary>What a look at every byte of a queue has found.</summary>
public sealed record QueueReport
{
    /// <summary>Batches that are as they were written.</summary>
    public int IntactBatches { get; init; }

    /// <summary>Records in them.</summary>
    public long IntactRecords { get; init; }

    /// <summary>Batches that are not.</summary>
    public IReadOnlyList<DamagedBatch> Damaged { get; init; } = [];

    /// <summary>Sources whose cursor is damaged or gone.</summary>
    public IReadOnlyList<string> DamagedCursors { get; init; } = [];

    /// <summary>What else is wrong with the file, in SQLite's words or ours.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Nothing is wrong.</summary>
    public bool IsClean => Damaged.Count == 0 && DamagedCursors.Count == 0 && Faults.Count == 0;
}
