namespace Tidings.Queue;

/// <summary>How far a source was read: what resumes it.</summary>
/// <param name="Source">The source's name in the settings.</param>
/// <param name="Value">The place, in the source's own words.</param>
public readonly record struct SourceCursor(string Source, string Value);
