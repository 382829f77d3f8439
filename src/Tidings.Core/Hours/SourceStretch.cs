namespace Tidings.Hours;

/// <summary>
/// A stretch of time of a source: one in which it was listened to, or one in which something is missing.
/// </summary>
/// <param name="Source">The source's name in the settings.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="To">Unix milliseconds; a stretch that does not end behind its start says nothing.</param>
public readonly record struct SourceStretch(string Source, long From, long To);
