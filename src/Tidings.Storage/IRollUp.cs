using Tidings.Configuration;

namespace Tidings.Storage;

/// <summary>
/// Computes hours from the stored posts. An hour is never added to: it is computed anew, whole, whenever a post in it
/// changed.
/// </summary>
public interface IRollUp
{
    /// <summary>The hours that changed since they were computed, oldest first.</summary>
    IReadOnlyList<HourUtc> DirtyHours();

    /// <summary>
    /// Computes one hour in one transaction. The hour's lock comes first, then the marks go, then the posts are read: a
    /// post that another process commits later leaves a mark that is still there.
    /// </summary>
    /// <exception cref="StoreException">The database refused; the hour is as it was.</exception>
    ComputedHour Compute(HourUtc hour);

    /// <summary>
    /// The same where the hour is marked; null where another process was quicker, so that one change is not computed
    /// twice.
    /// </summary>
    /// <param name="hour">The hour.</param>
    /// <param name="countTo">
    /// So many of its posts need to be counted and no more, at least 0: to count them, each is read.
    /// </param>
    /// <exception cref="StoreException">The database refused; the hour is as it was.</exception>
    ComputedHour? ComputeIfDirty(HourUtc hour, long countTo = long.MaxValue);

    /// <summary>
    /// The days, each by its first hour, whose hashtags have to be added up again and of which no hour is open or
    /// marked, oldest first. Until then their hours are read one by one.
    /// </summary>
    IReadOnlyList<HourUtc> DirtyDays();

    /// <summary>Adds up the hashtags of a day from its hours, in one transaction, as an hour is computed.</summary>
    /// <param name="day">Its first hour.</param>
    /// <returns>False where another process was quicker.</returns>
    /// <exception cref="StoreException">The database refused; the day is as it was.</exception>
    bool ComputeDay(HourUtc day);

    /// <summary>
    /// Returns when all that was computed is on the disk. Without it a crash of a server may take the last second's work
    /// back, together with the taking of the marks that ask for it.
    /// </summary>
    /// <exception cref="StoreException">The database refused.</exception>
    void Flush();

    /// <summary>Marks every hour that is not sealed, so that it is computed again.</summary>
    void MarkAll(string why);

    /// <summary>
    /// Closes the open hours whose grace has passed and of which everything received is stored, or which waited as long
    /// as they may; then what is missing becomes a gap. Returns them, oldest first.
    /// </summary>
    /// <param name="options">How long to wait.</param>
    /// <param name="oldestUnstored">
    /// When the oldest record in the queue was received, unix milliseconds, claimed ones included; null where it is
    /// empty. To be asked before the call, not earlier.
    /// </param>
    /// <remarks>
    /// A session that was silent for the whole hour before, while the queue holds nothing that old, is lost: its
    /// listener died and nobody has begun in its place. No hour waits for it.
    /// </remarks>
    /// <exception cref="StoreException">The database refused; the hours closed before stay closed.</exception>
    IReadOnlyList<HourUtc> CloseHours(RollupOptions options, long? oldestUnstored);
}
