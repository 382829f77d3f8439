using Tidings.Storage;

namespace Tidings.Tests.Storage;

public sealed class SqliteStoreTests()
    : StoreContract(new SqliteStoreHost(
        options: new IngestOptions { Topics = Some.Topics, PostRetention = TimeSpan.FromDays(30) }));
