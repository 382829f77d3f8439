namespace Tidings.Storage.Copying;

/// <summary>A table that is copied.</summary>
/// <param name="Name">Its name in both databases.</param>
/// <param name="Columns">All of its columns.</param>
sealed record CopyTable(string Name, IReadOnlyList<CopyColumn> Columns)
{
    /// <summary>The rows that belong to it; those of <c>meta</c> that tell of the store itself stay.</summary>
    public string Condition { get; init; } = "";

    /// <summary>The column whose numbers the database gives out by itself, never twice; null for none.</summary>
    public string? Numbered { get; init; }

    /// <summary>The place of the column by whose time PostgreSQL partitions the table; negative for none.</summary>
    public int PartitionedBy { get; init; } = -1;

    /// <summary>The names of its columns, as a statement lists them.</summary>
    public string ColumnList { get; } = string.Join(", ", Columns.Select(column => column.Name));
}
