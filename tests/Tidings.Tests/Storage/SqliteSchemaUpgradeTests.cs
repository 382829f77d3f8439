using System.Data;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage;

public sealed class SqliteSchemaUpgradeTests : SchemaUpgradeContract
{
    readonly List<SqliteStore> _stores = [];

    private protected override IDbConnection Connect()
    {
        _stores.Add(SqliteStore.OpenOrCreate(new(":memory:"), TimeProvider.System));
        return _stores[^1].Connection;
    }

    public override void Dispose() => _stores.ForEach(store => store.Dispose());
}
