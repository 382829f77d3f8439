using Tidings.Configuration;

namespace Tidings.Storage.Postgres;

public sealed partial class PostgresStore
{
    PostgresSummaries? _summaries; // remembers what it has done

    /// <inheritdoc/>
    public Action? Guard { get; set; }

    /// <inheritdoc/>
    public IStoreSpace Space => new PostgresSpace(
        this, new(this, new PostgresRollUp(this, new FilterOptions())), _summaries ??= new(this));
}
