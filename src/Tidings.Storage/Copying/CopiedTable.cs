namespace Tidings.Storage.Copying;

/// <summary>What became of a table.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">Rows that are in the copy.</param>
/// <param name="Expected">Rows that the source held.</param>
/// <param name="IsEqual">Whether both hold the same rows, cell by cell.</param>
public sealed record CopiedTable(string Table, long Rows, long Expected, bool IsEqual);
