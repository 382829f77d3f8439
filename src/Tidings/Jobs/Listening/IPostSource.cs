using Tidings.Queue;

namespace Tidings.Cli.Jobs.Listening;

/// <summary>One place that posts come from.</summary>
/// <remarks>
/// At least once: reading on from a cursor may deliver the record at that cursor again. A source reconnects by itself;
/// it ends only where there is nothing more to come, or when it is told to stop.
/// </remarks>
interface IPostSource
{
    /// <summary>Its name in the settings.</summary>
    string Name { get; }

    /// <summary>
    /// Whether it is heard while it speaks, so that what is not heard is missed. False for a recording.
    /// </summary>
    bool IsLive { get; }

    /// <summary>Whether it can be resumed from a cursor.</summary>
    bool HasCursor { get; }

    /// <summary>
    /// Writes the place behind a record, as <see cref="SourceFeed.Add"/> was told it, as a cursor. Called on any thread.
    /// </summary>
    string CursorAt(long place);

    /// <summary>From when on something may be missing of a run that did not end as it should. Called before reading.</summary>
    /// <param name="cursor">Where that run was; null where it left none.</param>
    /// <param name="heardUntil">When it gave its last sign of life, unix milliseconds.</param>
    /// <returns>That instant, or an earlier one where the source knows better.</returns>
    long MissingSince(string? cursor, long heardUntil) => heardUntil;

    /// <summary>
    /// The cursor of a run that is over, which also tells of what is missed since, so that it is not forgotten where the
    /// next run ends before it has written a cursor. Called before reading.
    /// </summary>
    /// <param name="cursor">Where that run was; null where it left none.</param>
    /// <param name="missed">See <see cref="SourceStart.Missed"/>.</param>
    /// <returns>Null to leave the cursor as it is.</returns>
    string? CursorWith(string? cursor, GapNotice missed) => null;

    /// <summary>Hands every record to the feed, on a thread of its own.</summary>
    /// <param name="start">Where to begin.</param>
    /// <param name="feed">
    /// Takes the records, and what a live source misses; holds the source up while the queue is full.
    /// </param>
    /// <param name="stop">To stop reading.</param>
    /// <exception cref="IOException">The source cannot be read (any further).</exception>
    void Read(SourceStart start, SourceFeed feed, CancellationToken stop);
}
