namespace Tidings.Posts;

/// <summary>
/// The rules of versions and deletes (docs/invariants.md 3): the result is the same for every order of arrival.
/// </summary>
public static class PostLedger
{
    /// <summary>The origin of a version; see <see cref="LedgerEntry"/>.</summary>
    public static long Origin(long version, bool isOriginal) => isOriginal ? version : -version;

    /// <summary>
    /// Whether a version must reach the ledger at all. One that makes a post and is not relevant need not: nothing of
    /// it would be stored, and nothing older can follow that it would have to supersede. Only on Bluesky a key is made
    /// anew, and then the making may supersede what is stored; there a delete lies between the two, which takes the
    /// older one away even where the making came first and was forgotten.
    /// </summary>
    public static bool NeedsPlace(Platform platform, bool isOriginal, bool isRelevant) =>
        isRelevant || !isOriginal || platform == Platform.Bluesky;

    /// <summary>Judges a version of a post that the ledger knows.</summary>
    /// <remarks>
    /// The event time outlives deletes: of a key that is made anew it is that of the latest making, and where that one
    /// was not seen or was not relevant, of the one before. A making that is not relevant says nothing about it,
    /// because it leaves no trace where it comes first.
    /// </remarks>
    public static Arrival Arrive(
        in LedgerEntry known, Platform platform, long version, long postedAt, bool isOriginal, bool isRelevant)
    {
        var origin = Origin(version, isOriginal);
        var entry = origin > known.Origin && (isRelevant || !isOriginal)
            ? known with { PostedAt = postedAt, Origin = origin }
            : known;
        // there a key can be used anew
        if (known.State == PostState.Deleted && (platform != Platform.Bluesky || version <= known.Version))
            return new(ArrivalOutcome.RefusedDeleted, entry);
        if (version <= known.Version)
            return new(entry == known ? ArrivalOutcome.Repeated : ArrivalOutcome.Retime, entry);
        return isRelevant
            ? new(ArrivalOutcome.Store, entry with { State = PostState.Live, Version = version })
            : new(ArrivalOutcome.Stub, entry with { State = PostState.Stub, Version = version });
    }

    /// <summary>
    /// Judges a delete of a post that the ledger knows; null where it changes nothing. Of a version and a delete with
    /// one rev the delete wins, whichever comes first.
    /// </summary>
    public static LedgerEntry? Delete(in LedgerEntry known, Platform platform, long version) =>
        known.State == PostState.Deleted
            ? version > known.Version ? known with { Version = version } : null
            : platform != Platform.Bluesky || version >= known.Version
                ? known with { State = PostState.Deleted, Version = version }
                : null;

    /// <summary>
    /// Whether the delete of an unknown post leaves a tombstone: where the post is so old that it would have been
    /// pruned, nothing can arrive that it would have to refuse. Without a date on either side it stays.
    /// </summary>
    /// <param name="notice">The delete.</param>
    /// <param name="retention">How long posts are kept; null for ever.</param>
    public static bool LeavesTombstone(in DecodedDelete notice, TimeSpan? retention) =>
        retention is not { } kept || notice.At is not { } at || notice.PostedAt is not { } posted
        || posted >= at - (long)kept.TotalMilliseconds;
}
