namespace Tidings.Storage.Copying;

/// <summary>A column that is copied.</summary>
readonly record struct CopyColumn(string Name, CopyKind Kind);
