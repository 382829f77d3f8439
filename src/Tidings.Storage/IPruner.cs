namespace Tidings.Storage;

/// <summary>
/// Removes the posts of old hours. First an hour is computed a last time and sealed, in one transaction; only when that
/// is committed its posts go, in portions. A crash in between leaves a sealed hour with posts, which the next run
/// empties.
/// </summary>
public interface IPruner
{
    /// <summary>
    /// Seals and empties the hours that ended before an instant and all of whose posts were received before, oldest
    /// first, and empties the hours that are sealed already.
    /// </summary>
    /// <param name="receivedBefore">Unix milliseconds.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    /// <exception cref="StoreException">The database refused; what was done before stays done.</exception>
    PrunedPosts Prune(long receivedBefore, CancellationToken cancellationToken = default);

    /// <summary>
    /// Computes a closed hour where it changed, and seals it: from then on it is never computed again. An hour that was
    /// never computed is computed first, and closed by that where it is known from recordings only. False where the hour
    /// is not closed, or holds a post that was received too late to go.
    /// </summary>
    /// <param name="hour">The hour.</param>
    /// <param name="receivedBefore">Its posts must have been received before this, unix milliseconds.</param>
    /// <exception cref="StoreException">The database refused; the hour is as it was.</exception>
    bool Seal(HourUtc hour, long receivedBefore = long.MaxValue);

    /// <summary>
    /// Removes a portion of a sealed hour's posts, hidden ones included, in one transaction; the ledger stays. Returns
    /// whether anything may be left, and how many posts went.
    /// </summary>
    /// <param name="hour">A sealed hour.</param>
    /// <param name="limit">The most rows of each table, at least 1.</param>
    /// <exception cref="InvalidOperationException">The hour is not sealed: its posts are needed.</exception>
    /// <exception cref="StoreException">The database refused; nothing went.</exception>
    (bool IsMoreLeft, int Posts) Empty(HourUtc hour, int limit);
}
