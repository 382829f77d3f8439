using System.Data;

namespace Tidings.Tests.Storage.Postgres;

[Trait("Category", "Postgres")]
public sealed class PostgresSchemaUpgradeTests : SchemaUpgradeContract
{
    readonly PostgresConnections _connections = new();

    private protected override IDbConnection Connect() => _connections.Connect();

    public override void Dispose() => _connections.Dispose();
}
