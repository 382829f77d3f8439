namespace Tidings.Tests.Storage.Copying;

/// <summary>A file to a file.</summary>
public sealed class SqliteCopyTests() : StoreCopyContract(isFromPostgres: false, isToPostgres: false);
