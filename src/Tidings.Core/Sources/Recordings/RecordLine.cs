namespace Tidings.Sources;

/// <summary>One record of a recording, still JSON.</summary>
/// <param name="Bytes">Its bytes; valid until the next one is read. Empty where it was too long.</param>
/// <param name="Number">The line on which it begins, from 1.</param>
/// <param name="IsTooLong">True where it exceeded the bound and was passed over.</param>
public readonly record struct RecordLine(ReadOnlyMemory<byte> Bytes, long Number, bool IsTooLong);
