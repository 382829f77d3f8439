using Tidings.Posts;

namespace Tidings.Storage.Writing;

public abstract partial class PostWriter
{
    private protected abstract bool TryLoad(Platform platform, ReadOnlySpan<byte> id, out LedgerEntry entry);

    /// <summary>False where the key is known already.</summary>
    private protected abstract bool TryInsertKey(Platform platform, ReadOnlySpan<byte> id, in LedgerEntry entry);

    private protected abstract void UpdateKey(Platform platform, ReadOnlySpan<byte> id, in LedgerEntry entry);

    /// <summary>Looks another id up; <paramref name="id"/> is null for a delete that came before its post.</summary>
    private protected abstract bool TryResolve(Platform platform, ReadOnlySpan<byte> nativeId, out byte[]? id);

    /// <summary>Notes another id of a post, unless it is noted already.</summary>
    private protected abstract void InsertAlias(Platform platform, ReadOnlySpan<byte> nativeId, ReadOnlySpan<byte> id);

    /// <summary>Notes a delete that came before its post.</summary>
    private protected abstract void InsertEarlyDelete(Platform platform, ReadOnlySpan<byte> nativeId);

    private protected abstract AccountState AccountState(Platform platform, long author);

    /// <summary>
    /// Applies the newest notice about an account to all its posts; a deleted account stays deleted. In sealed hours
    /// too, as far as posts are still there: what was computed stands, but the texts go.
    /// </summary>
    private protected abstract void WriteAccount(in AccountRow account);

    void InsertNativeIds(in PostRow post)
    {
        foreach (var nativeId in Batch.NativeIdsOf(post))
            InsertAlias(post.Platform, Batch[nativeId], Batch[post.Id]);
    }

    /// <summary>
    /// True where the post's account is deleted, or a delete came before the post and named it by another of its ids.
    /// Such a tombstone moves to the post's own identity, so that it refuses every version.
    /// </summary>
    bool RefusedByTombstone(in PostRow post)
    {
        if (post.Platform == Platform.Bluesky && AccountState(post.Platform, post.Author) == Posts.AccountState.Deleted)
            return true;
        var isDeleted = false;
        foreach (var nativeId in Batch.NativeIdsOf(post))
            isDeleted |= post.Platform == Platform.Mastodon
                ? HasEarlyDelete(post.Platform, Batch[nativeId])
                : TryLoad(post.Platform, Batch[nativeId], out var other) && other.State == PostState.Deleted;
        if (isDeleted)
            Delete(post.Platform, Batch[post.Id], long.MaxValue, post.PostedAt);
        return isDeleted;
    }

    bool HasEarlyDelete(Platform platform, ReadOnlySpan<byte> nativeId) =>
        TryResolve(platform, nativeId, out var id) && id is null;

    /// <summary>Writes the deletes of the batch, in their order; those without any effect may be left out.</summary>
    private protected virtual void WriteDeletes()
    {
        foreach (ref readonly var notice in Batch.Deletes)
            WriteDelete(notice);
    }

    private protected void WriteDelete(in DeleteRow notice)
    {
        var name = Batch[notice.Id];
        if (!TryLoad(notice.Platform, name, out _) && TryResolve(notice.Platform, name, out var id))
        {
            if (id is not null)
                Delete(notice.Platform, id, notice.Version, notice.PostedAt ?? 0);
            return;
        }
        if (TryLoad(notice.Platform, name, out _))
            Delete(notice.Platform, name, notice.Version, notice.PostedAt ?? 0);
        else if (LeavesTombstone(notice))
            InsertTombstone(notice, name);
    }

    /// <summary>Whether a delete is kept although nobody knows its post.</summary>
    private protected bool LeavesTombstone(in DeleteRow notice) => PostLedger.LeavesTombstone(
        new(notice.Platform, default, notice.IsNativeId, notice.Version, notice.At, notice.PostedAt),
        Options.PostRetention);

    void InsertTombstone(in DeleteRow notice, ReadOnlySpan<byte> name)
    {
        if (notice.IsNativeId)
            InsertEarlyDelete(notice.Platform, name);
        else
            Delete(notice.Platform, name, notice.Version, notice.PostedAt ?? notice.At ?? 0);
    }

    /// <summary>
    /// Makes a post a tombstone, known or not, also in a sealed hour: what was computed stands, its text goes.
    /// </summary>
    void Delete(Platform platform, ReadOnlySpan<byte> id, long version, long postedAt)
    {
        if (!TryLoad(platform, id, out var known))
            TryInsertKey(platform, id, new(PostState.Deleted, version, postedAt, long.MinValue));
        else if (PostLedger.Delete(known, platform, version) is { } entry)
        {
            Remove(platform, id, known);
            UpdateKey(platform, id, entry);
        }
    }
}
