using Tidings.Storage.Migrations;

namespace Tidings.Storage.Copying;

/// <summary>A store that is filled with the rows of another one.</summary>
abstract class CopyTarget : IDisposable
{
    /// <summary>The store, of the newest schema.</summary>
    public abstract IStore Store { get; }

    /// <summary>Writes a batch, in a transaction of its own.</summary>
    public abstract void Write(CopyBatch batch);

    /// <summary>Lets a table's numbers go on behind the one that the source gave out last.</summary>
    public abstract void SetLastNumber(CopyTable table, long last);

    /// <summary>Drops everything in it and makes it anew; what was interrupted can be dropped again.</summary>
    public void Empty()
    {
        Store.MigrateTo(0);
        Store.MigrateTo(Migration.All(Store.Url.IsFile ? "sqlite" : "postgres")[^1].Version);
    }

    /// <summary>Tells the database that much has come in.</summary>
    public abstract void Analyze();

    /// <inheritdoc/>
    public abstract void Dispose();
}
