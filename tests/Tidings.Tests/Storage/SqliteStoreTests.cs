namespace Tidings.Tests.Storage;

public sealed class SqliteStoreTests() : StoreContract(new SqliteStoreHost());
