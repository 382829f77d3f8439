using Tidings.Storage;

namespace Tidings.Tests.Storage.Postgres;

[Trait("Category", "Postgres")]
public sealed class PostgresStoreTests()
    : StoreContract(new PostgresStoreHost(
        new IngestOptions { Topics = Some.Topics, PostRetention = TimeSpan.FromDays(30) }));
