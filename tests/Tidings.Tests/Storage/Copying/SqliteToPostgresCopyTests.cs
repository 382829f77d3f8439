namespace Tidings.Tests.Storage.Copying;

/// <summary>A file to a server, and back.</summary>
[Trait("Category", "Postgres")]
public sealed class SqliteToPostgresCopyTests() : StoreCopyContract(isFromPostgres: false, isToPostgres: true);
