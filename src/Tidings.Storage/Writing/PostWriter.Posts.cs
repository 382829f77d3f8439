using Tidings.Posts;

namespace Tidings.Storage.Writing;

public abstract partial class PostWriter
{
    void WritePost(in PostRow post)
    {
        if (!PostLedger.NeedsPlace(post.Platform, post.IsOriginal, post.IsRelevant))
            _result.Irrelevant++;
        else if (RefusedByTombstone(post))
            _result.RefusedDeleted++;
        else if (TryInsert(post))
            // before looking it up: nearly all are new, and each lookup costs as much as an insert
            Count(ref _result, post.IsRelevant, isNew: true);
        else if (TryLoad(post.Platform, Batch[post.Id], out var known))
            WriteKnown(post, known);
        else if (post is { IsRelevant: false, IsOriginal: true })
            _result.Irrelevant++; // see PostLedger.NeedsPlace
        else
            _result.Late++;
    }

    /// <summary>Writes a version of a post that the ledger knows.</summary>
    void WriteKnown(in PostRow post, in LedgerEntry known)
    {
        var arrival = PostLedger.Arrive(
            known, post.Platform, post.Version, post.PostedAt, post.IsOriginal, post.IsRelevant);
        if (arrival.Outcome == ArrivalOutcome.RefusedDeleted)
        {
            if (arrival.Entry != known)
                UpdateKey(post.Platform, Batch[post.Id], arrival.Entry); // the event time, for a key that is made anew
            _result.RefusedDeleted++;
            return;
        }
        // Of a stored post the old hour counts too; a tombstone or a stub has left nothing there.
        if (IsSealed(arrival.Entry.PostedAt)
            || (known.State is PostState.Live or PostState.Hidden && IsSealed(known.PostedAt)))
        {
            _result.Late++;
            return;
        }
        switch (arrival.Outcome)
        {
            case ArrivalOutcome.Repeated:
                _result.Repeated++;
                break;
            case ArrivalOutcome.Retime:
                Retime(post.Platform, Batch[post.Id], known, arrival.Entry);
                _result.Repeated++;
                break;
            default:
                Replace(post, known, arrival.Entry);
                break;
        }
        InsertNativeIds(post);
    }

    /// <summary>
    /// Stores a post, or the stub of an edit; false where the ledger knows it, its hour is sealed, or it needs no
    /// place.
    /// </summary>
    bool TryInsert(in PostRow post)
    {
        if (post is { IsRelevant: false, IsOriginal: true } || IsSealed(post.PostedAt))
            return false;
        var entry = new LedgerEntry(
            post.IsRelevant ? PostState.Live : PostState.Stub, post.Version, post.PostedAt,
            PostLedger.Origin(post.Version, post.IsOriginal));
        if (!TryInsertKey(post.Platform, Batch[post.Id], entry))
            return false;
        InsertNativeIds(post);
        if (entry.State == PostState.Live)
            Insert(post, entry.PostedAt, seq: null, post.ReceivedAt);
        return true;
    }

    /// <summary>Puts a higher version in the place of what is stored.</summary>
    void Replace(in PostRow post, in LedgerEntry known, in LedgerEntry entry)
    {
        var id = Batch[post.Id];
        var (seq, receivedAt) = Remove(post.Platform, id, known);
        UpdateKey(post.Platform, id, entry);
        if (entry.State == PostState.Live)
            Insert(post, entry.PostedAt, seq, receivedAt ?? post.ReceivedAt);
        if (known.State == PostState.Deleted)
            Count(ref _result, entry.State == PostState.Live, isNew: true);
        else
            Count(
                ref _result,
                entry.State == PostState.Live || known.State is PostState.Live or PostState.Hidden,
                isNew: false);
    }

    static void Count(ref WriteResult result, bool isStored, bool isNew)
    {
        if (!isStored)
            result.Irrelevant++;
        else if (isNew)
            result.Kept++;
        else
            result.Updated++;
    }

    /// <summary>Takes a stored post out of all tables but the ledger; returns what its next version inherits.</summary>
    private protected (long? Seq, long? ReceivedAt) Remove(
        Platform platform, ReadOnlySpan<byte> id, in LedgerEntry known)
    {
        if (known.State == PostState.Hidden)
            return RemoveHidden(platform, id);
        if (known.State != PostState.Live)
            return default;
        Touch(known.PostedAt);
        return RemovePost(platform, id, known.PostedAt);
    }

    /// <summary>Moves a stored post to its better known time.</summary>
    void Retime(Platform platform, ReadOnlySpan<byte> id, in LedgerEntry known, in LedgerEntry entry)
    {
        UpdateKey(platform, id, entry);
        if (entry.PostedAt == known.PostedAt)
            return;
        if (known.State == PostState.Hidden)
            RetimeHidden(platform, id, entry.PostedAt);
        if (known.State != PostState.Live)
            return;
        Touch(known.PostedAt);
        Touch(entry.PostedAt);
        RetimePost(platform, id, entry.PostedAt);
    }

    void Insert(in PostRow post, long postedAt, long? seq, long receivedAt)
    {
        InsertPost(post, postedAt, seq, receivedAt);
        if (post.Platform == Platform.Bluesky && AccountState(post.Platform, post.Author) == Posts.AccountState.Hidden)
            Hide(post.Platform, Batch[post.Id], postedAt);
        else
            Touch(postedAt);
    }

    /// <summary>Deletes the rows of a live post; returns what its next version inherits, as far as it is known yet.</summary>
    private protected abstract (long? Seq, long? ReceivedAt) RemovePost(
        Platform platform, ReadOnlySpan<byte> id, long postedAt);

    /// <summary>The same of a hidden one.</summary>
    private protected abstract (long? Seq, long? ReceivedAt) RemoveHidden(Platform platform, ReadOnlySpan<byte> id);

    private protected abstract void RetimePost(Platform platform, ReadOnlySpan<byte> id, long postedAt);

    private protected abstract void RetimeHidden(Platform platform, ReadOnlySpan<byte> id, long postedAt);

    /// <summary>Inserts a post with its hashtags and topics.</summary>
    private protected abstract void InsertPost(in PostRow post, long postedAt, long? seq, long receivedAt);

    /// <summary>Puts a live post aside, whole, and marks the hour that it leaves.</summary>
    private protected abstract void Hide(Platform platform, ReadOnlySpan<byte> id, long postedAt);
}
