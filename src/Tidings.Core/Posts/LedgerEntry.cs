namespace Tidings.Posts;

/// <summary>One row of the ledger <c>post_key</c>.</summary>
/// <param name="State">What became of the post.</param>
/// <param name="Version">Its highest version so far.</param>
/// <param name="PostedAt">Its event time, unix milliseconds.</param>
/// <param name="Origin">
/// The version from which the event time was taken: positive for one that made the post, negated for an edit. The
/// greatest origin wins, so that the event time does not depend on the order of arrival: the making before any edit,
/// the latest making, else the earliest edit.
/// </param>
public readonly record struct LedgerEntry(PostState State, long Version, long PostedAt, long Origin);
