namespace Tidings.Simulators;

/// <summary>Which server a simulator imitates; both speak the same events.</summary>
public enum JetstreamDialect
{
    /// <summary>The first one: cursors are times, and what is newer than a cursor is served.</summary>
    V1,

    /// <summary>
    /// The one of 2026: events carry a sequence number as <c>cursor</c>; cursors below 10^15 are such numbers,
    /// others times, and both include what lies at them.
    /// </summary>
    V2,
}
