namespace Tidings.Storage.Copying;

/// <summary>A store that is read as a whole, in one state of it, whatever running programs write meanwhile.</summary>
abstract class CopySource : IDisposable
{
    /// <summary>Rows of a table.</summary>
    public abstract long Count(CopyTable table);

    /// <summary>The greatest number that the database has given out in a table's numbered column; 0 for none.</summary>
    public abstract long LastNumber(CopyTable table);

    /// <summary>The rows of a table, batch by batch; each is gone with the next.</summary>
    public abstract IEnumerable<CopyBatch> Read(CopyTable table);

    /// <inheritdoc/>
    public abstract void Dispose();
}
