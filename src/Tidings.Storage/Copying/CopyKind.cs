namespace Tidings.Storage.Copying;

/// <summary>What a column holds, whatever type the database gives it.</summary>
enum CopyKind : byte
{
    Text,
    Integer,
    Real,
    Flag,

    /// <summary>An instant; unix milliseconds on the way.</summary>
    Time,

    Json,
    Bytes,
}
