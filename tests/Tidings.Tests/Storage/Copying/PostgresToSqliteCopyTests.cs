namespace Tidings.Tests.Storage.Copying;

/// <summary>A server to a file, and back.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresToSqliteCopyTests() : StoreCopyContract(isFromPostgres: true, isToPostgres: false);
