namespace Tidings.Storage.Queues;

/// <summary>What a repair has done.</summary>
public sealed record RepairReport
{
    /// <summary>Batches that are in the new file as they were.</summary>
    public int Saved { get; init; }

    /// <summary>
    /// Batches that are not. Where session, number and source are known, a batch in the new file says so to the store:
    /// a gap from <see cref="DamagedBatch.ReceivedFrom"/> to <see cref="DamagedBatch.ReceivedTo"/>.
    /// </summary>
    public IReadOnlyList<DamagedBatch> Lost { get; init; } = [];

    /// <summary>Sources that have no cursor any more: listening goes on at the source's present.</summary>
    public IReadOnlyList<string> LostCursors { get; init; } = [];

    /// <summary>What was found wrong with the file.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>
    /// Not even the list of tables could be read: the new queue is empty, and what was lost is unknown.
    /// </summary>
    public bool IsNothingReadable { get; init; }

    /// <summary>Where the damaged file lies now; null where nothing was wrong and nothing was changed.</summary>
    public string? KeptAs { get; init; }
}
