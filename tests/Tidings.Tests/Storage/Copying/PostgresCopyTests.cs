namespace Tidings.Tests.Storage.Copying;

/// <summary>A database to another one of the same server.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresCopyTests() : StoreCopyContract(isFromPostgres: true, isToPostgres: true);
