namespace Tidings.Queue;

/// <summary>
/// Names a batch for ever: the listening session that received it, and its place in that session, from 1 without holes.
/// The store remembers which it holds, so that a batch that is delivered twice is known.
/// </summary>
/// <param name="Session">The session: unique, ASCII.</param>
/// <param name="Number">1 for the session's first batch.</param>
public readonly record struct BatchId(string Session, long Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Session}/{Number}";
}
