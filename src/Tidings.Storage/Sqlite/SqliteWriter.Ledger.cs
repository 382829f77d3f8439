using Dapper;
using Tidings.Posts;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    bool TryLoad(Platform platform, ReadOnlySpan<byte> id, out LedgerEntry entry)
    {
        _sql.SelectKey.Text(1, platform.Utf8Name()).Text(2, id);
        var isKnown = _sql.SelectKey.Step();
        entry = isKnown
            ? new(
                PostStateNames.Parse(_sql.SelectKey.GetText(0)), _sql.SelectKey.GetInteger(1),
                _sql.SelectKey.GetInteger(2), _sql.SelectKey.GetInteger(3))
            : default;
        _sql.SelectKey.Reset();
        return isKnown;
    }

    /// <summary>False where the key is known already.</summary>
    bool TryInsertKey(Platform platform, ReadOnlySpan<byte> id, in LedgerEntry entry) =>
        BindKey(_sql.InsertKey, platform, id, entry).Run() > 0;

    void UpdateKey(Platform platform, ReadOnlySpan<byte> id, in LedgerEntry entry) =>
        BindKey(_sql.UpdateKey, platform, id, entry).Run();

    static SqliteStatement BindKey(
        SqliteStatement statement, Platform platform, ReadOnlySpan<byte> id, in LedgerEntry entry) =>
        statement
            .Text(1, platform.Utf8Name()).Text(2, id).Integer(3, entry.PostedAt).Integer(4, entry.Version)
            .Text(5, StateName(entry.State)).Integer(6, entry.Origin);

    static ReadOnlySpan<byte> StateName(PostState state) => state switch
    {
        PostState.Live => "live"u8,
        PostState.Stub => "stub"u8,
        PostState.Deleted => "deleted"u8,
        _ => "hidden"u8,
    };

    void InsertNativeIds(in PostRow post)
    {
        foreach (var nativeId in _batch.NativeIdsOf(post))
            _sql.InsertAlias.Text(1, post.Platform.Utf8Name()).Text(2, _batch[nativeId]).Text(3, _batch[post.Id]).Run();
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
        foreach (var nativeId in _batch.NativeIdsOf(post))
            isDeleted |= post.Platform == Platform.Mastodon
                ? HasEarlyDelete(post.Platform, _batch[nativeId])
                : TryLoad(post.Platform, _batch[nativeId], out var other) && other.State == PostState.Deleted;
        if (isDeleted)
            Delete(post.Platform, _batch[post.Id], long.MaxValue, post.PostedAt);
        return isDeleted;
    }

    bool HasEarlyDelete(Platform platform, ReadOnlySpan<byte> nativeId) =>
        TryResolve(platform, nativeId, out var id) && id is null;

    /// <summary>Looks another id up; <paramref name="id"/> is null for a delete that came before its post.</summary>
    bool TryResolve(Platform platform, ReadOnlySpan<byte> nativeId, out byte[]? id)
    {
        _sql.SelectAlias.Text(1, platform.Utf8Name()).Text(2, nativeId);
        var isKnown = _sql.SelectAlias.Step();
        id = isKnown && !_sql.SelectAlias.IsNull(0) ? _sql.SelectAlias.GetText(0).ToArray() : null;
        _sql.SelectAlias.Reset();
        return isKnown;
    }

    void WriteDelete(in DeleteRow notice)
    {
        var name = _batch[notice.Id];
        if (!TryLoad(notice.Platform, name, out _) && TryResolve(notice.Platform, name, out var id))
        {
            if (id is not null)
                Delete(notice.Platform, id, notice.Version, notice.PostedAt ?? 0);
            return;
        }
        if (TryLoad(notice.Platform, name, out _))
            Delete(notice.Platform, name, notice.Version, notice.PostedAt ?? 0);
        else if (PostLedger.LeavesTombstone(
            new(notice.Platform, default, notice.IsNativeId, notice.Version, notice.At, notice.PostedAt),
            _options.PostRetention))
            InsertTombstone(notice, name);
    }

    void InsertTombstone(in DeleteRow notice, ReadOnlySpan<byte> name)
    {
        if (notice.IsNativeId)
            _sql.InsertEarlyDelete.Text(1, notice.Platform.Utf8Name()).Text(2, name).Run();
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

    /// <inheritdoc/>
    public void TrimTombstones() => InTransaction(() =>
    {
        var connection = _store.Connection;
        var surplus = connection.ExecuteScalar<long>("SELECT count(*) FROM post_key WHERE state = 'deleted'")
            - _options.MaxTombstones;
        if (surplus > 0)
            connection.Execute("""
                DELETE FROM post_key WHERE (platform, id) IN (
                  SELECT platform, id FROM post_key WHERE state = 'deleted'
                  ORDER BY posted_at, platform, id LIMIT @surplus)
                """, new { surplus });
        var early = connection.ExecuteScalar<long>("SELECT count(*) FROM post_alias WHERE id IS NULL")
            - _options.MaxTombstones;
        if (early > 0)
            connection.Execute("""
                DELETE FROM post_alias WHERE (platform, server, native_id) IN (
                  SELECT platform, server, native_id FROM post_alias WHERE id IS NULL ORDER BY native_id LIMIT @early)
                """, new { early });
    });
}
